import { seededRandom } from '../../src/stats/random.ts';
import type { Answer, AskedModel } from './model-server.ts';

/**
 * A product whose true pass rates are known: a suite of `cases` yes/no questions, each with its own chance p_i of the
 * right answer, and prompts that make a known share of the cases fail. What a simulation needs to say what a gate should
 * have decided.
 */
export interface SimulatedProduct {
  readonly cases: readonly { readonly id: string; readonly chance: number }[];
  /** Files of the suite, by repository path; `drop` is the share of cases the prompt breaks for good. */
  files(
    url: string,
    options: { readonly drop: number; readonly policy?: string; readonly margin?: number },
  ): Record<string, string>;
  answer(asked: AskedModel): Answer;
}

/**
 * @param chances p_i of each case in turn (repeated): .95 and .7 in equal parts have ψ_AA = 2·mean p(1−p) = .2575
 */
export function simulatedProduct(of: {
  readonly cases: number;
  readonly chances: readonly number[];
  readonly seed: string;
}): SimulatedProduct {
  const cases = Array.from({ length: of.cases }, (_, i) => ({
    id: `case-${String(i).padStart(4, '0')}`,
    chance: of.chances[i % of.chances.length] ?? 1,
  }));
  const chanceOf = new Map(cases.map(({ id, chance }) => [id, chance]));
  return {
    cases,
    files: (url, { drop, policy = '', margin = 0.1 }) => ({
      'steelyard.yaml': `version: 1\nhosts: { 127.0.0.1: null }\n${policy}`,
      'suites/simulated/suite.yaml': [
        'version: 1',
        'name: simulated',
        'targets: [openai]',
        'metrics:',
        `  - { name: correct, title: Correct answers, kind: binary, gate: true, margin: ${margin}, scorer: { type: exact-match } }`,
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
      'suites/simulated/prompt.md': `Answer yes or no.\ndrop=${drop}\n`,
      'suites/simulated/cases.jsonl': cases
        .map(
          ({ id }) =>
            `${JSON.stringify({ id, input: { question: `[${id}] is it so?` }, expected: 'yes', tags: [] })}\n`,
        )
        .join(''),
    }),
    answer(asked) {
      const id = /\[(case-\d+)\]/.exec(asked.text)?.[1] ?? '';
      const drop = Number(/drop=([\d.]+)/.exec(asked.text)?.[1] ?? 0);
      // The same cases break at every size of drop, whatever their chance; those that would have failed anyway count too.
      const chance = chanceOf.get(id) ?? 0;
      const broken = seededRandom(`${of.seed} broken ${id}`).next() * chance < drop * chance;
      const random = seededRandom(`${of.seed} ${id} ${drop} ${asked.nth}`);
      return !broken && random.next() < chance ? 'yes' : 'no';
    },
  };
}
