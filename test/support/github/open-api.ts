import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';

import { isJsonObject, jsonObject, type JsonObject } from './json-object.ts';
import { addressable, closed } from './open-api-schema.ts';

/** One operation of GitHub's description, and what the request's path says. */
export interface Operation {
  /** `get /repos/{owner}/{repo}` */
  readonly key: string;
  /** Decoded values of the path's parameters. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The answers of GitHub's REST description (test/fixtures/github/openapi.json) to: is this request, this response right? */
export interface OpenApi {
  /** undefined where the fixture describes no such operation. */
  find(method: string, path: string): Operation | undefined;
  /**
   * What is wrong with a request, a sentence each. Stricter than GitHub in one thing: query parameters and body
   * fields that are not described are wrong, where GitHub ignores them silently.
   */
  requestProblems(operation: Operation, query: Readonly<Record<string, string>>, body: unknown): readonly string[];
  /** What is wrong with a response. An error status that an operation does not describe must look like any other error. */
  responseProblems(operation: Operation, status: number, body: unknown): readonly string[];
}

const document = 'github';
const file = resolve(import.meta.dirname, '../../fixtures/github/openapi.json');

/** Loads the fixture. Schemas are compiled when first needed. */
export function openApi(): OpenApi {
  const description = jsonObject(addressable(JSON.parse(readFileSync(file, 'utf8')), document), 'the description');
  const bodies = newAjv(description, false);
  const parameters = newAjv(description, true);
  const operations = operationsOf(description);
  const compiled = new Map<string, ValidateFunction>();

  function problems(ajv: Ajv2019, key: string, schema: () => JsonObject, value: unknown): readonly string[] {
    const validate = compiled.get(key) ?? ajv.compile(schema());
    compiled.set(key, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${key}: ${instancePath || 'it'} ${message} ${JSON.stringify(params)}`,
    );
  }

  return {
    find(method, path) {
      for (const { key, verb, pattern } of operations) {
        const match = verb === method.toLowerCase() ? pattern.exec(path) : null;
        if (match === null) continue;
        const values = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
        return { key, parameters: Object.fromEntries(values) };
      }
      return undefined;
    },
    requestProblems({ key, parameters: path }, query, body) {
      const operation = operationAt(description, key);
      return [
        ...problems(parameters, `${key} path`, () => parameterSchema(description, operation, 'path'), { ...path }),
        ...problems(parameters, `${key} query`, () => parameterSchema(description, operation, 'query'), { ...query }),
        ...(body === undefined && operation['requestBody'] === undefined
          ? []
          : problems(bodies, `${key} body`, () => bodySchema(operation), body)),
      ];
    },
    responseProblems({ key }, status, body) {
      const responses = jsonObject(operationAt(description, key)['responses'], 'responses');
      const response = dereference(description, responses[String(status)]);
      if (response === undefined && status < 400) return [`${key}: status ${status} is not described`];
      const schema = response === undefined ? undefined : contentSchema(response);
      if (schema === undefined && response !== undefined && status < 400) {
        return body === undefined ? [] : [`${key}: status ${status} has no body`];
      }
      const expected = (): JsonObject => schema ?? { $ref: `${document}#/components/schemas/basic-error` };
      return problems(bodies, `${key} response ${status}`, expected, body);
    },
  };
}

function newAjv(description: JsonObject, coerceTypes: boolean): Ajv2019 {
  const ajv = new Ajv2019({ strict: false, allErrors: true, coerceTypes });
  addFormats.default(ajv);
  ajv.addFormat('timestamp', { type: 'number', validate: (seconds: number) => Number.isInteger(seconds) });
  ajv.addFormat('repo.nwo', /^[\w.-]+\/[\w.-]+$/);
  return ajv.addSchema(description, document);
}

interface Described {
  readonly key: string;
  readonly verb: string;
  readonly pattern: RegExp;
}

function operationsOf(description: JsonObject): readonly Described[] {
  return Object.entries(jsonObject(description['paths'], 'paths')).flatMap(([path, item]) => {
    // A ref and a basehead may hold slashes: branches are named `topic/one`.
    const named = (_: string, name: string): string =>
      `(?<${name}>${/^(?:ref|basehead)$/.test(name) ? '.+' : '[^/]+'})`;
    const pattern = new RegExp(`^${path.replaceAll('.', String.raw`\.`).replaceAll(/\{(\w+)\}/g, named)}$`);
    return Object.keys(jsonObject(item, path)).map((verb) => ({ key: `${verb} ${path}`, verb, pattern }));
  });
}

function operationAt(description: JsonObject, key: string): JsonObject {
  const [verb = '', path = ''] = key.split(' ');
  const item = jsonObject(jsonObject(description['paths'], 'paths')[path], path);
  return jsonObject(item[verb], key);
}

function parameterSchema(description: JsonObject, operation: JsonObject, place: 'path' | 'query'): JsonObject {
  const listed: readonly unknown[] = Array.isArray(operation['parameters']) ? operation['parameters'] : [];
  const here = listed
    .map((parameter) => jsonObject(dereference(description, parameter), 'a parameter'))
    .filter((parameter) => parameter['in'] === place);
  return {
    type: 'object',
    properties: Object.fromEntries(here.map(({ name, schema }) => [name, schema])),
    required: here.filter(({ required }) => required === true).map(({ name }) => name),
    additionalProperties: false,
  };
}

/** The schema of a request's body; where none is described, one that nothing fits. */
function bodySchema(operation: JsonObject): JsonObject {
  const request = operation['requestBody'];
  const schema = isJsonObject(request) ? contentSchema(request) : undefined;
  return schema === undefined ? { not: {} } : closed(schema);
}

function contentSchema(holder: JsonObject): JsonObject | undefined {
  const content = holder['content'];
  const json = isJsonObject(content) ? content['application/json'] : undefined;
  const schema = isJsonObject(json) ? json['schema'] : undefined;
  return isJsonObject(schema) ? schema : undefined;
}

function dereference(description: JsonObject, node: unknown): JsonObject | undefined {
  if (!isJsonObject(node)) return undefined;
  const reference = node['$ref'];
  if (typeof reference !== 'string') return node;
  const path = reference.replace(`${document}#/`, '').split('/');
  return jsonObject(
    path.reduce<unknown>((at, name) => (isJsonObject(at) ? at[name] : undefined), description),
    reference,
  );
}
