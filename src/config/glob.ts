import * as z from 'zod';

/** A matcher tries every way to share a segment out among its stars: a few are plenty, a dozen can take for ever. */
const MOST_STARS = 3;
const LONGEST = 200;

/** A glob of repository paths that no path can make slow to match. */
export const globSchema = z
  .string()
  .min(1)
  .max(LONGEST)
  .refine((glob) => glob.split('/').every((segment) => segment === '**' || stars(segment) <= MOST_STARS), {
    error: `a glob with at most ${MOST_STARS} wildcards between two slashes`,
  })
  .refine((glob) => (glob.match(/\*\*/g) ?? []).length <= MOST_STARS && !/[+@!?*]\(/.test(glob), {
    error: `a glob with at most ${MOST_STARS} \`**\`, and without \`(…)\` patterns`,
  });

function stars(segment: string): number {
  return (segment.match(/\*+/g) ?? []).length;
}
