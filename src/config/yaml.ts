import { type Document, isScalar, LineCounter, parseDocument, visit, type YAMLError } from 'yaml';
import type { Json } from '../domain/json.ts';
import type { Issue } from '../domain/usage-error.ts';
import { brief } from '../text/brief.ts';
import { jsonShapeProblem } from './json-shape.ts';

export type Parsed =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly issues: readonly Issue[] };

const LARGEST_TEXT = 1_000_000;
const MOST_ALIASES = 50;
const DEEPEST_INDENT = 200;

/**
 * YAML 1.2 (core schema) as JSON, with caps on size, depth and aliases, no tags, and every key once. Issues name line and
 * column. An empty text is null.
 */
export function parseYaml(text: string, where: string): Parsed {
  if (text.length > LARGEST_TEXT) {
    return failed(where, '', 'at most 1 MB of YAML', `${text.length} characters`);
  }
  // The parser recurses: hostile nesting is refused before it starts.
  if (looksTooDeep(text)) return failed(where, '', 'at most 64 levels of nesting', 'more');

  const lineCounter = new LineCounter();
  // The parser's own search for keys that stand twice compares each with each: hours for a hostile file.
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    uniqueKeys: false,
    prettyErrors: true,
    lineCounter,
    // The library would warn on its own, past every sink.
    logLevel: 'error',
  });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    return { ok: false, issues: faults.slice(0, MOST_ISSUES).map((fault) => issueOf(where, fault, text)) };
  }
  const keys = keyIssues(document, where, lineCounter);
  if (keys.length > 0) return { ok: false, issues: keys };
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failed(where, '', `aliases that resolve, at most ${MOST_ALIASES} of them`, reason.slice(0, 100));
  }
  const problem = jsonShapeProblem(value);
  if (problem !== undefined) return failed(where, '', problem, 'otherwise');
  // The core schema without tags yields nothing but JSON.
  return { ok: true, value: value as Json };
}

const MOST_ISSUES = 10;

/** Keys of one mapping that stand in it more than once, each at its second place, and keys that are no texts. */
function keyIssues(document: Document.Parsed, where: string, lines: LineCounter): readonly Issue[] {
  const issues: Issue[] = [];
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) {
          issues.push({ where, path: '', expected: 'keys that are texts', received: 'a list or mapping as a key' });
          continue;
        }
        if (seen.has(key.value) && issues.length < MOST_ISSUES) {
          const { line, col } = lines.linePos(key.range?.[0] ?? 0);
          const path = `line ${line}, column ${col}`;
          issues.push({
            where,
            path,
            expected: 'every key once',
            received: `${brief(key.value)} again`,
            mend: 'remove one of them',
          });
        }
        seen.add(key.value);
      }
    },
  });
  return issues.slice(0, MOST_ISSUES);
}

function issueOf(where: string, fault: YAMLError, text: string): Issue {
  const position = fault.linePos?.[0];
  const path = position === undefined ? '' : `line ${position.line}, column ${position.col}`;
  const line = position === undefined ? '' : (text.split('\n')[position.line - 1] ?? '').trim();
  const reason = (fault.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
  return { where, path, expected: `valid YAML (${reason})`, received: brief(line) };
}

function failed(where: string, path: string, expected: string, received: string): Parsed {
  return { ok: false, issues: [{ where, path, expected, received }] };
}

/** Brackets opened and not closed, quotes ignored, or indentation and dashes beyond any file written by people. */
function looksTooDeep(text: string): boolean {
  let open = 0;
  for (const character of text) {
    if (character === '[' || character === '{') open += 1;
    else if (character === ']' || character === '}') open = Math.max(0, open - 1);
    if (open > DEEPEST_INDENT) return true;
  }
  return /^(?:[-?] ){200}/m.test(text) || new RegExp(`^ {${DEEPEST_INDENT * 4}}`, 'm').test(text);
}
