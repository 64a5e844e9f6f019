import type { Json, JsonObject } from '../domain/json.ts';
import type { FileTree } from '../domain/ports.ts';
import type { Fingerprint, TargetFile, TargetSpec } from '../domain/target.ts';
import { digestOf, sha256Hex } from '../text/digest.ts';
import { watchMatcher } from './watch.ts';

/**
 * One digest for each thing that can make an answer differ. Prompt: roles and templates. Model: type, model id and origin
 * of its address (on this machine the host alone, since its port is an accident). Params: params, response format and the
 * remaining options. Code: watched files, and what a command runs. Data: the files the target is given.
 */
export function fingerprintOf(
  parts: Omit<TargetSpec, 'fingerprint' | 'path'> & {
    readonly data: readonly TargetFile[];
    readonly watched: readonly TargetFile[];
    readonly scorersDigest: string;
  },
): Fingerprint {
  const { address, rest } = splitAddress(parts.options);
  const isCommand = parts.type === 'command';
  const code: Json = { ...(isCommand ? { command: rest } : {}), files: digests(parts.watched) };
  return {
    ...(parts.messages.length === 0
      ? {}
      : { prompt: digestOf(parts.messages.map(({ role, template }) => ({ role, template }))) }),
    model: digestOf({ type: parts.type, model: parts.model ?? null, origin: address?.origin ?? null }),
    params: digestOf({
      params: parts.params,
      responseFormat: parts.responseFormat ?? null,
      path: address?.path ?? null,
      options: isCommand ? {} : rest,
    }),
    ...(parts.tools === undefined ? {} : { tools: digestOf(parts.tools) }),
    ...(isCommand || parts.watched.length > 0 ? { code: digestOf(code) } : {}),
    ...(parts.data.length === 0 ? {} : { data: digestOf(digests(parts.data)) }),
    scorers: parts.scorersDigest,
  };
}

/** The texts of the files that the globs match. */
export async function readWatchedFiles(tree: FileTree, globs: readonly string[]): Promise<readonly TargetFile[]> {
  if (globs.length === 0) return [];
  const matches = watchMatcher(globs);
  const paths = (await tree.list('')).filter((path) => matches(path));
  const files = await Promise.all(paths.map(async (path) => ({ path, text: (await tree.read(path)) ?? '' })));
  return files;
}

/** The option that says where the system is, apart from the others. */
function splitAddress(options: JsonObject): {
  readonly address?: { readonly origin: string; readonly path: string };
  readonly rest: JsonObject;
} {
  const name = ['base-url', 'url'].find((key) => isAddress(options[key]));
  if (name === undefined) return { rest: options };
  const { [name]: written, ...rest } = options;
  if (typeof written !== 'string') return { rest: options };
  const url = new URL(written);
  const local = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
  return { address: { origin: local ? url.hostname : url.origin, path: url.pathname + url.search }, rest };
}

function isAddress(value: Json | undefined): boolean {
  return typeof value === 'string' && URL.canParse(value);
}

/** By path, because a renamed data file is another one to what reads it. */
function digests(files: readonly TargetFile[]): JsonObject {
  return Object.fromEntries(files.map(({ path, text }) => [path, sha256Hex(text)]));
}
