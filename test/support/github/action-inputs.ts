import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse } from 'yaml';

import { isJsonObject, jsonObject } from './json-object.ts';

const actionFile = resolve(import.meta.dirname, '../../../action.yml');

/**
 * INPUT_… of every input that action.yml names: the given value, else its default, else empty. Throws for a name that
 * action.yml does not have, where the runner would only warn.
 */
export async function actionInputs(
  given: Readonly<Record<string, string>>,
  token: string,
): Promise<Readonly<Record<string, string>>> {
  const action: unknown = parse(await readFile(actionFile, 'utf8'));
  const inputs = jsonObject(jsonObject(action, 'action.yml')['inputs'], 'inputs of action.yml');
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(inputs, name));
  if (unknown.length > 0) throw new Error(`expected inputs of action.yml, received ${unknown.join(', ')}`);
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => {
      const fallback = isJsonObject(input) ? input['default'] : undefined;
      const value = given[name] ?? (typeof fallback === 'string' ? evaluated(fallback, token) : '');
      return [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value];
    }),
  );
}

/** The one expression that defaults may use here. */
function evaluated(text: string, token: string): string {
  const value = text.replaceAll(/\$\{\{\s*github\.token\s*\}\}/g, token);
  if (value.includes('${{')) throw new Error(`expected no expression but github.token in a default, received ${text}`);
  return value;
}
