import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';

import { readContext } from '../../src/github/context.ts';
import { brokenRules } from '../github/workflow-rules.ts';
import { nodesOf } from '../support/markdown-tree.ts';
import { pages, root, textOf } from './pages.ts';

const all = pages();
const described = z.record(z.string(), z.looseObject({ description: z.string() }));
const { inputs, outputs } = z
  .looseObject({ inputs: described, outputs: described })
  .parse(parse(readFileSync(join(root, 'action.yml'), 'utf8')));
const snippets = all.flatMap(({ path, nodes }) =>
  nodes.flatMap((node) => (node.type === 'code' && node.lang === 'yaml' ? [{ path, text: node.value }] : [])),
);

describe('the pages about the Action', () => {
  test('show it with inputs that it has', () => {
    const steps = snippets.flatMap(({ path, text }) => stepsIn(parse(text)).map((step) => ({ path, step })));
    const ours = steps.filter(({ step }) => /^[\w-]+\/steelyard@/.test(step.uses ?? ''));
    expect(ours.length).toBeGreaterThan(0);
    const wrong = ours.flatMap(({ path, step }) =>
      Object.keys(step.with ?? {})
        .filter((name) => !Object.hasOwn(inputs, name))
        .map((name) => `${path}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  test('read outputs that it writes', () => {
    const read = all.flatMap(({ path, nodes }) =>
      nodes.flatMap((node) => {
        if (node.type !== 'code' && node.type !== 'inlineCode') return [];
        return [...node.value.matchAll(/\bsteps\.steelyard\.outputs\.([\w-]+)/g)].map(([, name = '']) => ({
          path,
          name,
        }));
      }),
    );
    expect(read.length).toBeGreaterThan(0);
    expect(read.filter(({ name }) => !Object.hasOwn(outputs, name))).toEqual([]);
  });

  test('show workflows that keep the rules for our own', () => {
    const broken = snippets.flatMap(({ path, text }) =>
      // A part of a workflow has no triggers or permissions of its own.
      brokenRules(text)
        .filter(({ rule }) => rule !== 'permissions' || /^jobs:/m.test(text))
        // Nobody can name the commit of a release that is not there yet.
        .filter(({ at }) => at !== 'uses: OWNER/steelyard@COMMIT')
        .map((found) => ({ path, ...found })),
    );
    expect(broken).toEqual([]);
  });

  test('name every event that it accepts', () => {
    const page = all.find(({ path }) => path === 'docs/github.md');
    const table = page?.nodes.filter((node) => node.type === 'table').find((node) => textOf(node).startsWith('Event'));
    const events = (table?.children ?? [])
      .flatMap(({ children: [first] }) => (first === undefined ? [] : nodesOf(first)))
      .flatMap((node) => (node.type === 'inlineCode' ? [node.value] : []));
    const environment = { GITHUB_EVENT_NAME: 'issues', GITHUB_REPOSITORY: 'a/b', GITHUB_SHA: 'a'.repeat(40) };
    expect(() => readContext(environment, {})).toThrow(
      `expected ${events.slice(0, -1).join(', ')} or ${events.at(-1) ?? ''}, received "issues"`,
    );
  });
});

const Step = z.looseObject({ uses: z.string().optional(), with: z.record(z.string(), z.unknown()).optional() });

/** Steps of a list of steps, or of every job of a workflow. */
function stepsIn(value: unknown): readonly z.infer<typeof Step>[] {
  const list = z.array(Step).safeParse(value);
  if (list.success) return list.data;
  const workflow = z
    .looseObject({ jobs: z.record(z.string(), z.looseObject({ steps: z.array(Step) })) })
    .safeParse(value);
  return workflow.success ? Object.values(workflow.data.jobs).flatMap(({ steps }) => steps) : [];
}
