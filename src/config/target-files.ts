import type { Json, JsonObject } from '../domain/json.ts';
import type { FileTree } from '../domain/ports.ts';
import type { TargetFile } from '../domain/target.ts';
import type { Issue } from '../domain/usage-error.ts';
import { brief } from '../text/brief.ts';
import { isJsonObject } from '../text/json-kind.ts';
import { readNamedFile } from './repository-path.ts';
import { parseYaml } from './yaml.ts';

/** Where a target.yaml stands. */
export interface Place {
  readonly tree: FileTree;
  /** The suite's folder, which paths are relative to. */
  readonly directory: string;
  /** Path of target.yaml, for issues. */
  readonly where: string;
}

export interface JsonOption {
  readonly value?: Json;
  readonly files: readonly TargetFile[];
  readonly issues: readonly Issue[];
}

/** A value written in place, or the JSON or YAML of the file that is named instead. */
export async function readJsonOption(path: string, written: unknown, place: Place): Promise<JsonOption> {
  if (written === undefined) return { files: [], issues: [] };
  if (typeof written !== 'string') return { value: written as Json, files: [], issues: [] }; // checked YAML
  const read = await readNamedFile(place.tree, place.directory, written, { where: place.where, path });
  if (!read.ok) return { files: [], issues: [read.issue] };
  const files = [{ path: read.path, text: read.text }];
  const parsed = parseYaml(read.text, read.path); // JSON is YAML, and this parser has the caps
  if (!parsed.ok) return { files, issues: parsed.issues };
  if (path === 'tools' ? !Array.isArray(parsed.value) : !isJsonObject(parsed.value)) {
    const expected = path === 'tools' ? 'a list of tools' : 'a JSON Schema object';
    return { files, issues: [{ where: read.path, path: '', expected, received: brief(parsed.value) }] };
  }
  return { value: parsed.value, files, issues: [] };
}

export interface DataFiles {
  readonly files: readonly TargetFile[];
  /** Texts by the name as written, for the registry. */
  readonly byName: ReadonlyMap<string, string>;
  readonly issues: readonly Issue[];
}

/** The files under `files`, and those that options of the type name (`fileOptions`). */
export async function readDataFiles(
  names: readonly string[],
  options: JsonObject,
  fileOptions: readonly string[],
  { tree, directory, where }: Place,
): Promise<DataFiles> {
  const named = [
    ...names.map((name, index) => ({ name, path: `files[${index}]` })),
    ...fileOptions.flatMap((option) => {
      const name = Object.hasOwn(options, option) ? options[option] : undefined;
      return typeof name === 'string' ? [{ name, path: option }] : [];
    }),
  ];
  const reads = await Promise.all(
    named.map(async ({ name, path }) => ({ name, read: await readNamedFile(tree, directory, name, { where, path }) })),
  );
  return {
    files: reads.flatMap(({ read }) => (read.ok ? [{ path: read.path, text: read.text }] : [])),
    byName: new Map(reads.flatMap(({ name, read }) => (read.ok ? [[name, read.text] as const] : []))),
    issues: reads.flatMap(({ read }) => (read.ok ? [] : [read.issue])),
  };
}
