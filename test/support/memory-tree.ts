import type { FileTree } from '../../src/domain/ports.ts';

/** A tree of files that only memory holds, by repository path. */
export function memoryTree(files: Readonly<Record<string, string>>, name = 'memory'): FileTree {
  const texts = new Map(Object.entries(files));
  return {
    name,
    read: (path) => Promise.resolve(texts.get(path)),
    list(directory) {
      const folder = directory.replace(/\/+$/, '');
      const below = (path: string): boolean => folder === '' || folder === '.' || path.startsWith(`${folder}/`);
      return Promise.resolve([...texts.keys()].filter(below).sort());
    },
  };
}
