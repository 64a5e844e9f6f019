import type { FileTree } from '../../domain/ports.ts';

/** A tree as it would be with some files written. */
export function overlaidTree(
  tree: FileTree,
  files: readonly { readonly path: string; readonly text: string }[],
): FileTree {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return {
    name: tree.name,
    ...(tree.folder === undefined ? {} : { folder: tree.folder }),
    read: async (path) => texts.get(path) ?? (await tree.read(path)),
    async list(directory) {
      const folder = directory.replace(/\/+$/, '');
      const below = [...texts.keys()].filter((path) => folder === '' || path.startsWith(`${folder}/`));
      return [...new Set([...(await tree.list(directory)), ...below])].sort();
    },
  };
}
