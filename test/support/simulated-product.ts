import { seededRandom } from '../../src/stats/random.ts';
import type { Answer, AskedModel } from './model-server.ts';

/** By how much the true mean of each metric falls, in its own units. */
export interface Drops {
  readonly correct: number;
  readonly complete?: number;
}

/**
 * A product whose true pass rates are known: a suite of `cases` yes/no questions, each with its own chance p_i of the
 * right answer, and prompts that lower the mean by a known amount. What a simulation needs to say what a gate should have
 * decided.
 */
export interface SimulatedProduct {
  readonly cases: readonly { readonly id: string; readonly chance: number }[];
  /** Files of the suite, by repository path; `drop` is what the prompt takes off the true mean. */
  files(url: string, options: FileOptions): Record<string, string>;
  answer(asked: Pick<AskedModel, 'text' | 'nth'>): Extract<Answer, string>;
}

export interface FileOptions {
  /** A number stands for the same drop in every metric. */
  readonly drop: number | Drops;
  /** More of steelyard.yaml. */
  readonly policy?: string;
  readonly margin?: number;
  /** `sampling.cases` of suite.yaml. */
  readonly sample?: number;
  /** First line of the prompt: what two arms that do not differ in any drop differ in. */
  readonly wording?: string;
}

/** Parts of an answer that the second metric counts. */
const PARTS = ['a', 'b', 'c', 'd'] as const;

/**
 * `correct` is binary. With `partChances` answers have four parts more, each right with the case's own chance, and
 * `complete`, the share that is, is a second gated metric.
 *
 * A drop of x is a rule that went missing: in a share x / mean of the cases, drawn by the seed whatever their chance, every
 * trial now fails. So the mean falls from p̄ to p̄·(1 − x/p̄) = p̄ − x, in expectation over the cases drawn. The same cases
 * fail at every size of drop and in every metric.
 *
 * @param chances p_i of each case in turn (repeated): .95 and .7 in equal parts have ψ_AA = 2·mean p(1−p) = .2575
 */
export function simulatedProduct(of: {
  readonly cases: number;
  readonly chances: readonly number[];
  readonly partChances?: readonly number[];
  readonly seed: string;
}): SimulatedProduct {
  const { partChances } = of;
  const cases = Array.from({ length: of.cases }, (_, i) => ({
    id: `case-${String(i).padStart(4, '0')}`,
    chance: of.chances[i % of.chances.length] ?? 1,
    partChance: partChances?.[i % partChances.length] ?? 1,
  }));
  const byId = new Map(cases.map((one) => [one.id, one]));
  const meanOf = (chance: (one: (typeof cases)[number]) => number): number =>
    cases.reduce((sum, one) => sum + chance(one), 0) / cases.length;
  const means = { correct: meanOf(({ chance }) => chance), complete: meanOf(({ partChance }) => partChance) };
  const shareHit = (drop: number, from: number): number => {
    if (drop > from) throw new RangeError(`a mean of ${from} cannot fall by ${drop}`);
    return drop / from;
  };
  return {
    cases,
    files: (url, { drop, policy = '', margin = 0.1, sample, wording = 'Answer yes or no.' }) => {
      const drops = typeof drop === 'number' ? { correct: drop, complete: drop } : drop;
      const parts = Object.fromEntries(PARTS.map((part) => [part, 'yes']));
      const expected = partChances === undefined ? 'yes' : { verdict: 'yes', ...parts };
      return {
        'steelyard.yaml': `version: 1\nhosts: { 127.0.0.1: null }\n${policy}`,
        'suites/simulated/suite.yaml': [
          'version: 1',
          'name: simulated',
          'targets: [openai]',
          ...(sample === undefined ? [] : [`sampling: { cases: ${sample} }`]),
          'metrics:',
          `  - { name: correct, title: Correct answers, kind: binary, gate: true, margin: ${margin}, scorer: { type: exact-match${partChances === undefined ? '' : ', field: verdict'} } }`,
          ...(partChances === undefined
            ? []
            : [
                `  - { name: complete, title: Complete answers, gate: true, margin: ${margin}, scorer: { type: json-fields, fields: [${PARTS.join(', ')}], aggregate: mean } }`,
              ]),
          '',
        ].join('\n'),
        'suites/simulated/target.yaml': [
          'type: openai',
          `base-url: ${url}`,
          'model: simulated-1',
          'messages:',
          '  - { role: system, file: prompt.md }',
          "  - { role: user, content: '{{question}}' }",
          '',
        ].join('\n'),
        'suites/simulated/prompt.md': `${wording}\ndrop=${drops.correct}\n${drops.complete === undefined ? '' : `complete-drop=${drops.complete}\n`}`,
        'suites/simulated/cases.jsonl': cases
          .map(({ id }) => `${JSON.stringify({ id, input: { question: `[${id}] is it so?` }, expected, tags: [] })}\n`)
          .join(''),
      };
    },
    answer({ text, nth }) {
      const id = /\[(case-\d+)\]/.exec(text)?.[1] ?? '';
      const { chance, partChance } = byId.get(id) ?? { chance: 0, partChance: 0 };
      const dropOf = (name: string): number => Number(new RegExp(`^${name}=([\\d.]+)`, 'm').exec(text)?.[1] ?? 0);
      const place = seededRandom(`${of.seed} broken ${id}`).next();
      // The whole text seeds the answer: two prompts share no luck, even where they are equally good.
      const random = seededRandom(`${of.seed} ${text} ${nth}`);
      const right = (hit: boolean, p: number): string => (random.next() < p && !hit ? 'yes' : 'no');
      const verdict = right(place < shareHit(dropOf('drop'), means.correct), chance);
      if (partChances === undefined) return verdict;
      const missing = place < shareHit(dropOf('complete-drop'), means.complete);
      const parts = Object.fromEntries(PARTS.map((part) => [part, right(missing, partChance)]));
      return JSON.stringify({ verdict, ...parts });
    },
  };
}
