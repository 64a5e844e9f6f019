// Keeps what actions/upload-artifact would: the folder's content under the artifact's name, with its rules about names,
// hidden files and artifacts that exist.
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import process from 'node:process';

const known = new Set(['INPUT_NAME', 'INPUT_PATH', 'INPUT_INCLUDE-HIDDEN-FILES', 'INPUT_OVERWRITE']);
const other = Object.keys(process.env).filter((name) => name.startsWith('INPUT_') && !known.has(name));
if (other.length > 0) fail(`this stand-in does not know ${other.join(', ')}`);

const name = variable('INPUT_NAME');
if (/["*/:<>?\\|\r\n]/.test(name))
  fail(`the artifact name ${JSON.stringify(name)} holds a character that is not allowed`);
const source = resolve(variable('GITHUB_WORKSPACE'), variable('INPUT_PATH'));
const hidden = flag('INPUT_INCLUDE-HIDDEN-FILES');
const target = join(variable('E2E_ARTIFACTS'), name);

process.stdout.write(`stand-in for actions/upload-artifact, on Node ${process.version}\n`);
if (existsSync(target)) {
  if (!flag('INPUT_OVERWRITE')) fail(`an artifact ${name} already exists in this run`);
  rmSync(target, { recursive: true });
}
if (!existsSync(source) || (!hidden && basename(source).startsWith('.'))) {
  process.stdout.write(`::warning::No files were found with the provided path: ${source}\n`);
} else {
  cpSync(source, target, { recursive: true, filter: (path) => hidden || !basename(path).startsWith('.') });
  process.stdout.write(`artifact ${name}: ${readdirSync(target).sort().join(', ')}\n`);
}

function flag(name: string): boolean {
  const value = variable(name);
  return value === 'true' || (value !== 'false' && fail(`${name}: expected true or false, received ${value}`));
}

function variable(name: string): string {
  const value = process.env[name];
  return value === undefined || value === '' ? fail(`${name} is not set`) : value;
}

function fail(problem: string): never {
  process.stdout.write(`::error::${problem}\n`);
  process.exit(1);
}
