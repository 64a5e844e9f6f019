import type { Cell } from './cell.ts';
import { designOf, pairings, passes, passesAgain } from './play.ts';
import { rateAtMost, shownRate } from './rows.ts';
import { ask } from './world.ts';
import { binaryLaw, CHANCES } from './worlds/laws.ts';
import { productWorld } from './worlds/product.ts';

const CASES = 200;
const ATTEMPTS = 10;

/** Ten attempts may let through at most twice what one may. */
const MOST = 0.1;

/**
 * A change that costs the margin is pushed again and again, each time touched just enough to count as new: is it let
 * through by one of ten attempts? Sample and stored baseline are those of the pull request; the candidate answers anew.
 * From the second attempt on a PASS has to be repeated on fresh runs of both arms. For contrast: the same ten attempts
 * without that rule.
 */
export const attempts: readonly Cell[] = [1, 3].flatMap((stored) =>
  (['fixed', 'looks'] as const).map((stopping): Cell => {
    const name = `binary, wavering, k=1 v ${stored}, N=${CASES}, ${stopping}, ${ATTEMPTS} attempts`;
    const world = productWorld({ law: binaryLaw(CHANCES), drop: 0.1 });
    return {
      bar: 2,
      name,
      replicates: 8_000,
      play(random) {
        const cases = world.draw(CASES, random);
        const design = designOf(world, cases, stopping);
        const baseline = ask(cases, 'stored', stored, random);
        let unprotected = 0;
        for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
          const pairingAt = pairings(world, cases, ask(cases, 'candidate', 1, random), baseline);
          if (!passes({ world, design, pairingAt, random })) continue;
          unprotected = 1;
          if (attempt === 1) return { passed: 1, unprotected };
          const fresh = pairings(world, cases, ask(cases, 'candidate', 1, random), ask(cases, 'base', 1, random));
          if (passesAgain({ world, design, pairingAt: fresh, random })) return { passed: 1, unprotected };
        }
        return { passed: 0, unprotected };
      },
      rows: (of) => [
        rateAtMost(`${name}, P(PASS at −δ)`, of.share('passed'), MOST),
        shownRate(`${name}, without the rule for attempts`, of.share('unprotected')),
      ],
    };
  }),
);
