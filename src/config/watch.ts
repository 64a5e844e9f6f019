import picomatch from 'picomatch';

/** Tells whether a repository path is matched by the `watch:` globs of a suite, dotfiles included. No globs match nothing. */
export function watchMatcher(globs: readonly string[]): (path: string) => boolean {
  return picomatch([...globs], { dot: true });
}
