import * as z from 'zod';
import { type Case, caseRoles } from '../domain/case.ts';
import type { Json, JsonObject } from '../domain/json.ts';
import type { Issue } from '../domain/usage-error.ts';
import { brief } from '../text/brief.ts';
import { digestOf } from '../text/digest.ts';
import { issuesFrom } from './issues.ts';
import { jsonShapeProblem } from './json-shape.ts';

const LARGEST_CASE = 256_000;
const MOST_ISSUES = 20;
const ID = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}$/;
const label = z.string().regex(/^[^\p{Cc}\p{Zl}\p{Zp}]{1,120}$/u, { error: 'one line of 1 to 120 characters' });

/** One line of cases.jsonl as written. */
export const caseSchema = z.strictObject({
  id: z
    .string()
    .regex(ID, { error: 'an id of letters, digits, `.`, `_`, `:`, `/` and `-`, at most 128' })
    .describe('Unique in the suite; what pairs the arms.'),
  input: z.record(z.string(), z.unknown()).describe('Fills `{{name}}` in prompts; `messages` holds earlier turns.'),
  expected: z.unknown().optional().describe('What scorers compare the answer with.'),
  tags: z.array(label).default([]).describe('Slices the case belongs to, such as `task:refunds`.'),
  cluster: label.optional().describe('Cases that share one are not independent: one document, one customer.'),
  role: z
    .enum(caseRoles)
    .optional()
    .describe('Must not fail: `sentinel` is told from chance by fresh runs, `invariant` fails the check at once.'),
  'selected-from': label
    .optional()
    .describe('Id of the run whose failure it was chosen for: what that run scored on it is not used as a baseline.'),
  gold: z.unknown().optional().describe('Where the expectation comes from and who reviewed it.'),
});

export type CasesResult =
  | { readonly ok: true; readonly cases: readonly Case[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** The cases of a cases.jsonl, one JSON object a line, in the file's order. Issues name the line. */
export function readCases(text: string, where: string): CasesResult {
  const cases: Case[] = [];
  const issues: Issue[] = [];
  const lineOf = new Map<string, number>();
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    const read = readCase(line, where, index + 1);
    if (!read.ok) {
      issues.push(...read.issues);
      continue;
    }
    const { id } = read.value;
    const earlier = lineOf.get(id);
    if (earlier === undefined) {
      lineOf.set(id, index + 1);
      cases.push(read.value);
    } else {
      const received = `${brief(id)}, which is also on line ${earlier}`;
      issues.push({
        where,
        path: `line ${index + 1}: id`,
        expected: 'an id used once',
        received,
        mend: 'rename one of them',
      });
    }
  }
  if (issues.length > MOST_ISSUES) {
    const more = issues.length - MOST_ISSUES;
    const rest = {
      where,
      path: '',
      expected: 'valid cases',
      received: `${more} more line${more === 1 ? '' : 's'} with mistakes`,
    };
    return { ok: false, issues: [...issues.slice(0, MOST_ISSUES), rest] };
  }
  if (issues.length > 0) return { ok: false, issues };
  if (cases.length === 0) {
    const mend = 'add one JSON object a line: {"id": "first", "input": {…}, "expected": …}';
    return { ok: false, issues: [{ where, path: '', expected: 'at least one case', received: 'none', mend }] };
  }
  return { ok: true, cases };
}

type CaseResult =
  | { readonly ok: true; readonly value: Case }
  | { readonly ok: false; readonly issues: readonly Issue[] };

function readCase(line: string, where: string, number: number): CaseResult {
  const path = `line ${number}`;
  const failed = (expected: string, received: string): CaseResult => ({
    ok: false,
    issues: [{ where, path, expected, received }],
  });
  if (line.length > LARGEST_CASE) return failed(`at most ${LARGEST_CASE} characters`, `${line.length}`);
  let written: unknown;
  try {
    written = JSON.parse(line);
  } catch {
    return failed('one JSON object a line', brief(line.trim()));
  }
  const problem = jsonShapeProblem(written);
  if (problem !== undefined) return failed(problem, 'otherwise');
  const parsed = caseSchema.safeParse(written);
  if (!parsed.success) {
    const issues = issuesFrom(parsed.error.issues, { where, input: written, schema: caseSchema });
    return {
      ok: false,
      issues: issues.map((issue) => ({ ...issue, path: issue.path === '' ? path : `${path}: ${issue.path}` })),
    };
  }
  return { ok: true, value: caseOf(parsed.data) };
}

function caseOf(written: z.output<typeof caseSchema>): Case {
  // Both came out of JSON.parse.
  const input = written.input as JsonObject;
  const expected = written.expected as Json | undefined;
  return {
    id: written.id,
    hash: digestOf(expected === undefined ? { input } : { expected, input }),
    input,
    ...(expected === undefined ? {} : { expected }),
    tags: written.tags,
    ...(written.cluster === undefined ? {} : { cluster: written.cluster }),
    ...(written['selected-from'] === undefined ? {} : { selectedFrom: written['selected-from'] }),
    ...(written.role === undefined ? {} : { role: written.role }),
  };
}
