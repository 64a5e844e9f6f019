import * as z from 'zod';

/** A matcher tries every way to share a name out among wildcards: a few are plenty, a dozen can take for ever. */
const MOST = 3;
const LONGEST = 200;

/** A glob of repository paths, of the kinds that no path can make slow to match: `*`, `**`, `?`, `[…]` and `{…}`, few of each. */
export const globSchema = z
  .string()
  .min(1)
  .max(LONGEST)
  // It would match nothing, and nobody would notice.
  .refine((glob) => !glob.startsWith('/') && !glob.split(/[/,{}]/).includes('..'), {
    error: 'a glob of paths below the folder of steelyard.yaml, without `..` and without `/` in front',
  })
  .refine((glob) => glob.split('/').every((segment) => segment === '**' || count(segment, /\*+/g) <= MOST), {
    error: `a glob with at most ${MOST} wildcards between two slashes`,
  })
  .refine((glob) => count(glob, /\*\*/g) <= MOST && count(glob, /\{/g) <= MOST && count(glob, /\[/g) <= MOST, {
    error: `a glob with at most ${MOST} \`**\`, \`{…}\` and \`[…]\` each: \`{src,lib}/**/*.ts\``,
  })
  .refine((glob) => !/\(|[\])}]\+/.test(glob), { error: 'a glob without `(…)` and without `+` behind `]` or `}`' });

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0;
}
