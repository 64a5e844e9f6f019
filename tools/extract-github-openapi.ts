// Cuts GitHub's REST description down to what the tests' fake server answers, into test/fixtures/github/openapi.json.
//
// Run by hand when an operation is added, never by the build:
//   1. unpack the package `@octokit/openapi` (23.x, MIT) in a temporary folder: `npm pack @octokit/openapi@23`, `tar -xzf …`
//   2. node tools/node24/run.mjs tools/extract-github-openapi.ts <folder>/package/generated/api.github.com.json
//   3. npx oxfmt test/fixtures/github/openapi.json
//
// Kept: the operations below with parameters, bodies and responses, and every component they reference. Dropped: what
// only people read (descriptions, examples, titles), and extensions. No rule of a schema is changed.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';

const repository = '/repos/{owner}/{repo}';

/** Method and path template of every operation that the fake server knows. */
const operations: readonly (readonly [method: string, path: string])[] = [
  ['get', repository],
  ['get', `${repository}/git/commits/{commit_sha}`],
  ['get', `${repository}/git/trees/{tree_sha}`],
  ['get', `${repository}/git/blobs/{file_sha}`],
  ['get', `${repository}/git/tags/{tag_sha}`],
  ['post', `${repository}/git/blobs`],
  ['post', `${repository}/git/trees`],
  ['post', `${repository}/git/commits`],
  ['get', `${repository}/git/ref/{ref}`],
  ['get', `${repository}/git/matching-refs/{ref}`],
  ['post', `${repository}/git/refs`],
  ['patch', `${repository}/git/refs/{ref}`],
  ['delete', `${repository}/git/refs/{ref}`],
  ['get', `${repository}/compare/{basehead}`],
  ['get', `${repository}/pulls`],
  ['post', `${repository}/pulls`],
  ['get', `${repository}/pulls/{pull_number}`],
  ['patch', `${repository}/pulls/{pull_number}`],
  ['get', `${repository}/pulls/{pull_number}/reviews`],
  ['get', `${repository}/issues/{issue_number}/comments`],
  ['post', `${repository}/issues/{issue_number}/comments`],
  ['patch', `${repository}/issues/comments/{comment_id}`],
  ['delete', `${repository}/issues/comments/{comment_id}`],
  ['post', `${repository}/check-runs`],
  ['patch', `${repository}/check-runs/{check_run_id}`],
  ['get', `${repository}/commits/{ref}/check-runs`],
  ['get', `${repository}/collaborators/{username}/permission`],
  ['get', `${repository}/actions/artifacts`],
  ['get', `${repository}/actions/artifacts/{artifact_id}/{archive_format}`],
  ['get', `${repository}/releases`],
  ['get', `${repository}/releases/assets/{asset_id}`],
  ['get', '/rate_limit'],
  ['get', '/user'],
];

const forPeopleOnly = new Set(['description', 'summary', 'example', 'examples', 'title', 'externalDocs', 'tags']);

type Node = Readonly<Record<string, unknown>>;

const [source] = process.argv.slice(2);
if (source === undefined) {
  process.stderr.write('expected the path of api.github.com.json of @octokit/openapi; see the head of this file\n');
  process.exit(3);
}
const target = resolve(import.meta.dirname, '../test/fixtures/github/openapi.json');
writeFileSync(target, `${JSON.stringify(extract(objectAt(JSON.parse(readFileSync(source, 'utf8')), [])), null, 2)}\n`);

function extract(description: Node): Node {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [method, path] of operations) {
    (paths[path] ??= {})[method] = trimmed(objectAt(description, ['paths', path, method]));
  }
  const components: Record<string, Record<string, unknown>> = {};
  for (const [kind, name] of reachable(description, paths)) {
    (components[kind] ??= {})[name] = trimmed(objectAt(description, ['components', kind, name]));
  }
  return {
    openapi: description['openapi'],
    info: {
      title: "The part of GitHub's REST description that the tests use",
      version: objectAt(description, ['info'])['version'],
      license: { name: 'MIT' },
      'x-source': {
        package: '@octokit/openapi',
        version: objectAt(description, ['info'])['version'],
        file: 'generated/api.github.com.json',
        license: 'MIT, Copyright (c) 2020 Octokit contributors; the text is in README.md beside this file',
        extractedBy: 'tools/extract-github-openapi.ts',
      },
    },
    paths,
    components: sortedByName(components),
  };
}

/** Every component that `root` references, directly or through another: `['schemas', 'simple-user']`. */
function reachable(description: Node, root: unknown): (readonly [kind: string, name: string])[] {
  const found = new Map<string, readonly [string, string]>();
  const queue = referencesIn(root);
  for (let reference = queue.pop(); reference !== undefined; reference = queue.pop()) {
    if (found.has(reference)) continue;
    const match = /^#\/components\/(\w+)\/(.+)$/.exec(reference);
    if (match === null) throw new Error(`expected a reference to a component, received ${reference}`);
    const [, kind = '', name = ''] = match;
    found.set(reference, [kind, name]);
    queue.push(...referencesIn(trimmed(objectAt(description, ['components', kind, name]))));
  }
  return [...found.values()];
}

function referencesIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(referencesIn);
  if (!isNode(node)) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === '$ref' && typeof value === 'string' ? [value] : referencesIn(value),
  );
}

/** @param names Whether the keys of `node` are names of properties, which may be called `description` too. */
function trimmed(node: unknown, names = false): unknown {
  if (Array.isArray(node)) return node.map((item) => trimmed(item));
  if (!isNode(node)) return node;
  const kept = Object.entries(node).filter(([key]) => names || !(forPeopleOnly.has(key) || key.startsWith('x-')));
  return Object.fromEntries(kept.map(([key, value]) => [key, trimmed(value, !names && key === 'properties')]));
}

function sortedByName(components: Record<string, Record<string, unknown>>): Node {
  const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);
  const kinds = Object.entries(components).map(([kind, members]): [string, unknown] => [
    kind,
    Object.fromEntries(Object.entries(members).sort(byName)),
  ]);
  return Object.fromEntries(kinds.sort(byName));
}

function objectAt(root: unknown, path: readonly string[]): Node {
  const found = path.reduce<unknown>((node, key) => (isNode(node) ? node[key] : undefined), root);
  if (!isNode(found))
    throw new Error(`expected an object at ${path.join(' ')} of the description; is the version right?`);
  return found;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
