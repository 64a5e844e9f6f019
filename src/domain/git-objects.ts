/** Git objects by their ids, wherever they are kept. Undefined: not there. */
export interface GitObjects {
  commit(id: string): Promise<{ readonly tree: string; readonly parents: readonly string[] } | undefined>;
  /** Every entry below a tree (or a commit's), by repository path. */
  tree(id: string): Promise<ReadonlyMap<string, TreeEntry> | undefined>;
  /** Content that is UTF-8; anything else reads with replacement characters. */
  blob(id: string): Promise<BlobContent | undefined>;
}

export interface TreeEntry {
  readonly kind: 'file' | 'symlink' | 'submodule';
  readonly id: string;
}

export type BlobContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'too-large'; readonly bytes: number };

/** Bytes a file may have to be read: prompts, suites and baselines are far below. */
export const largestFile = 10_000_000;

/** What a tree's mode makes of an entry; folders have a mode of their own (`040000`). */
export function entryKind(mode: string): TreeEntry['kind'] {
  return mode === '120000' ? 'symlink' : mode === '160000' ? 'submodule' : 'file';
}

/** How to get at objects that neither the checkout nor GitHub shows. */
export const objectsMend = 'give the token `contents: read`, or check out with `fetch-depth: 2`';
