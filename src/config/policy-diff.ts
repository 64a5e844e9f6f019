import type { Json } from '../domain/json.ts';
import type { PolicyEdit } from '../domain/report.ts';
import { brief } from '../text/brief.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { isJsonArray, isJsonObject } from '../text/json-kind.ts';
import { jsonShapeProblem } from './json-shape.ts';
import { roleEdits } from './role-edits.ts';
import { parseYaml } from './yaml.ts';

const MOST_EDITS = 20;
const MOST_IDS = 10;

/**
 * What a change does to the policy, file by file: settings one by one for YAML and JSON, cases by id, other files by
 * lines. Takes texts by repository path (`readPolicyFiles`); takes effect after the merge, here it is only shown.
 */
export function policyDiff(
  base: ReadonlyMap<string, string>,
  head: ReadonlyMap<string, string>,
): readonly PolicyEdit[] {
  const paths = [...new Set([...base.keys(), ...head.keys()])].toSorted();
  return paths.flatMap((path): PolicyEdit[] => {
    const before = base.get(path);
    const after = head.get(path);
    if (before === after) return [];
    if (before === undefined) return [{ path, status: 'added', edits: [] }];
    if (after === undefined) return [{ path, status: 'removed', edits: [] }];
    return [{ path, status: 'modified', edits: capped(editsOf(path, before, after)) }];
  });
}

function editsOf(path: string, before: string, after: string): readonly string[] {
  if (/\.ya?ml$|\.json$/.test(path)) {
    // JSON is YAML.
    const old = parseYaml(before, path);
    const now = parseYaml(after, path);
    if (old.ok && now.ok) {
      const edits = settingEdits(old.value, now.value, '');
      return edits.length > 0 ? edits : ['only comments or layout'];
    }
    if (!now.ok) return ['the new text cannot be read', ...lineEdits(before, after)];
  }
  if (/(?:^|\/)cases\.jsonl$/.test(path)) return caseEdits(before, after) ?? lineEdits(before, after);
  return lineEdits(before, after);
}

/** `metrics.correct.margin: 0.05 → 0.2`; lists of named things are compared by name, not by place. */
function settingEdits(before: Json | undefined, after: Json | undefined, path: string): readonly string[] {
  const old = keyed(before);
  const now = keyed(after);
  if (old !== undefined && now !== undefined) {
    const keys = [...new Set([...old.keys(), ...now.keys()])];
    return keys.flatMap((key) => settingEdits(old.get(key), now.get(key), path === '' ? key : `${path}.${key}`));
  }
  if (before !== undefined && after !== undefined && canonicalJson(before) === canonicalJson(after)) return [];
  return [`${path === '' ? 'all of it' : path}: ${shown(before)} → ${shown(after)}`];
}

/** A mapping as a map, and a list of named things by their names; undefined for anything else. */
function keyed(value: Json | undefined): ReadonlyMap<string, Json> | undefined {
  if (isJsonObject(value)) return new Map(Object.entries(value));
  if (!isJsonArray(value) || value.length === 0) return undefined;
  const named = value.flatMap((item): [string, Json][] => {
    const name = isJsonObject(item) ? (item['name'] ?? item['id']) : undefined;
    return typeof name === 'string' ? [[name, item]] : [];
  });
  const byName = new Map(named);
  return byName.size === value.length ? byName : undefined;
}

function caseEdits(before: string, after: string): readonly string[] | undefined {
  const old = linesById(before);
  const now = linesById(after);
  if (old === undefined || now === undefined) return undefined;
  const added = [...now.keys()].filter((id) => !old.has(id));
  const removed = [...old.keys()].filter((id) => !now.has(id));
  const edited = [...now].flatMap(([id, line]) =>
    old.has(id) && canonicalJson(old.get(id) ?? null) !== canonicalJson(line) ? [id] : [],
  );
  const edits = [described('added', added), described('removed', removed), described('edited', edited)];
  const said = [...edits.filter((edit) => edit !== ''), ...roleEdits(old, now)];
  return said.length > 0 ? said : ['only order or layout'];
}

function described(what: string, ids: readonly string[]): string {
  if (ids.length === 0) return '';
  const rest = ids.length > MOST_IDS ? ` and ${ids.length - MOST_IDS} more` : '';
  const noun = ids.length === 1 ? 'case' : 'cases';
  return `${ids.length} ${noun} ${what}: ${ids.slice(0, MOST_IDS).join(', ')}${rest}`;
}

function linesById(text: string): ReadonlyMap<string, Json> | undefined {
  const lines = new Map<string, Json>();
  for (const line of text.replace(/^\uFEFF/, '').split('\n')) {
    if (line.trim() === '') continue;
    const parsed = parsedJson(line);
    const id = isJsonObject(parsed) ? parsed['id'] : undefined;
    if (parsed === undefined || typeof id !== 'string' || lines.has(id)) return undefined;
    lines.set(id, parsed);
  }
  return lines;
}

function parsedJson(line: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return jsonShapeProblem(value) === undefined ? (value as Json) : undefined; // JSON.parse yields nothing else
  } catch {
    return undefined;
  }
}

function lineEdits(before: string, after: string): readonly string[] {
  const counts = new Map<string, number>();
  for (const line of before.split('\n')) counts.set(line, (counts.get(line) ?? 0) - 1);
  for (const line of after.split('\n')) counts.set(line, (counts.get(line) ?? 0) + 1);
  let added = 0;
  let removed = 0;
  for (const count of counts.values()) {
    if (count > 0) added += count;
    else removed -= count;
  }
  return [added + removed === 0 ? 'the order of lines' : `${added} lines added, ${removed} removed`];
}

function capped(edits: readonly string[]): readonly string[] {
  if (edits.length <= MOST_EDITS) return edits;
  return [...edits.slice(0, MOST_EDITS), `and ${edits.length - MOST_EDITS} more`];
}

function shown(value: Json | undefined): string {
  return value === undefined ? '(none)' : brief(value, 80);
}
