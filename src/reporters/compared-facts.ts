import type { Comparison } from '../domain/comparison.ts';
import { change, count } from './numbers.ts';
import { own, words, type Words } from './words.ts';

/** What is known of single comparisons beside the table: said only where there is something to say. */
export function comparedFacts(comparisons: readonly Comparison[]): readonly Words[] {
  return comparisons.filter(({ gate }) => gate).flatMap(factsOf);
}

function factsOf(comparison: Comparison): readonly Words[] {
  const { title, caseWeighted, fixedSuite, probabilityWorse, tippingPoint, excluded } = comparison;
  const facts: Words[] = [];
  if (caseWeighted !== undefined) {
    facts.push(
      words`${title}: counted cluster by cluster ${own(change(comparison, comparison.difference.estimate))}, case by case ${own(change(comparison, caseWeighted))}.`,
    );
  }
  if (fixedSuite !== undefined) {
    facts.push(
      words`${title}, were these cases all there is (model noise alone): ${own(change(comparison, fixedSuite.estimate))} [${own(change(comparison, fixedSuite.lower))}, ${own(change(comparison, fixedSuite.upper))}].`,
    );
  }
  if (probabilityWorse !== undefined) {
    facts.push(
      words`${title}: worse with probability ${own(probabilityWorse.toFixed(3))} by the flips alone (Jeffreys’ prior; decides nothing).`,
    );
  }
  if (tippingPoint !== undefined) {
    facts.push(
      words`${title}: the pass is lost if ${tippingPoint} of the ${own(count(excluded, 'case'))} with a lost answer came out at their worst.`,
    );
  }
  return facts;
}
