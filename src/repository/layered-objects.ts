import type { GitObjects } from '../domain/git-objects.ts';

/** The first store that has an object serves it: the local one costs nothing, the next one a request. */
export function layeredObjects(stores: readonly GitObjects[]): GitObjects {
  return {
    commit: (id) => first(stores, (store) => store.commit(id)),
    tree: (id) => first(stores, (store) => store.tree(id)),
    blob: (id) => first(stores, (store) => store.blob(id)),
  };
}

async function first<Found>(
  stores: readonly GitObjects[],
  ask: (store: GitObjects) => Promise<Found | undefined>,
): Promise<Found | undefined> {
  for (const store of stores) {
    const found = await ask(store);
    if (found !== undefined) return found;
  }
  return undefined;
}
