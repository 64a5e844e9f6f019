import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { isJsonObject, jsonObject, type JsonObject } from './json-object.ts';
import { githubDotCom, type GitHubUrls } from './urls.ts';

export type ExampleName = 'pull_request' | 'merge_group' | 'push' | 'workflow_dispatch' | 'workflow_run';

const folder = resolve(import.meta.dirname, '../../fixtures/github/events');

/** One of GitHub's published payloads (test/fixtures/github/events), speaking of `repository` (`owner/name`) at `urls`. */
export function examplePayload(name: ExampleName, repository: string, urls: GitHubUrls): JsonObject {
  const payload = jsonObject(JSON.parse(readFileSync(resolve(folder, `${name}.json`), 'utf8')), name);
  const original = fullName(payload);
  const replace = (text: string): string =>
    text
      .replaceAll(original, repository)
      .replaceAll(githubDotCom.apiUrl, urls.apiUrl)
      .replaceAll(`${githubDotCom.serverUrl}/`, `${urls.serverUrl}/`);
  return jsonObject(mapTexts(payload, replace), name);
}

function fullName(payload: JsonObject): string {
  return String(jsonObject(payload['repository'], 'repository')['full_name']);
}

function mapTexts(node: unknown, map: (text: string) => string): unknown {
  if (typeof node === 'string') return map(node);
  if (Array.isArray(node)) return node.map((item) => mapTexts(item, map));
  if (!isJsonObject(node)) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, mapTexts(value, map)]));
}
