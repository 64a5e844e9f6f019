// Fetches as actions/checkout does by default: GITHUB_SHA under the name that GITHUB_REF gives it, without tags.
import { execFileSync } from 'node:child_process';
import process from 'node:process';

const known = new Set(['INPUT_FETCH-DEPTH', 'INPUT_PERSIST-CREDENTIALS']);
const other = Object.keys(process.env).filter((name) => name.startsWith('INPUT_') && !known.has(name));
if (other.length > 0) fail(`this stand-in knows fetch-depth and persist-credentials, not ${other.join(', ')}`);
if (variable('INPUT_PERSIST-CREDENTIALS') !== 'false') fail('this stand-in keeps no credentials: set them to false');
const depth = Number(variable('INPUT_FETCH-DEPTH'));
if (!Number.isInteger(depth) || depth < 0)
  fail(`fetch-depth: expected 0, 1, …, received ${process.env['INPUT_FETCH-DEPTH']}`);

const sha = variable('GITHUB_SHA');
const ref = variable('GITHUB_REF');
const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
const remote = branch === undefined ? ref.replace(/^refs\//, 'refs/remotes/') : `refs/remotes/origin/${branch}`;

process.stdout.write(`stand-in for actions/checkout, on Node ${process.version}\n`);
git('init', '--quiet');
git('remote', 'add', 'origin', `${variable('GITHUB_SERVER_URL')}/${variable('GITHUB_REPOSITORY')}`);
const history = depth === 0 ? ['+refs/heads/*:refs/remotes/origin/*'] : [];
const limit = depth === 0 ? [] : [`--depth=${depth}`];
git('fetch', '--quiet', '--no-tags', '--prune', ...limit, 'origin', ...history, `+${sha}:${remote}`);
git('checkout', '--quiet', '--force', ...(branch === undefined ? [remote] : ['-B', branch, remote]));
git('--no-pager', 'log', '--no-color', '--max-count=1', '--format=%H %s');

function git(...args: readonly string[]): void {
  process.stdout.write(`[command]git ${args.join(' ')}\n`);
  execFileSync('git', [...args], { cwd: variable('GITHUB_WORKSPACE'), stdio: 'inherit' });
}

function variable(name: string): string {
  const value = process.env[name];
  return value === undefined || value === '' ? fail(`${name} is not set`) : value;
}

function fail(problem: string): never {
  process.stdout.write(`::error::${problem}\n`);
  process.exit(1);
}
