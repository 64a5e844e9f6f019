import { execFile } from 'node:child_process';

/** Standard output of `git` in `directory`, as bytes. Rejects where it fails. `input` is what it reads. */
export function git(
  directory: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = plain,
  input: string | Buffer = '',
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { cwd: directory, env: environment, encoding: 'buffer', maxBuffer: 2 ** 29 } as const;
    const child = execFile('git', [...args], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`git ${args.join(' ')} failed in ${directory}: ${stderr.toString('utf8').trim()}`));
    });
    // A command that does not read may be gone before its input is: that is no failure.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

/** As `git`, as text without the last line's end. */
export async function gitText(
  directory: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = plain,
  input: string | Buffer = '',
): Promise<string> {
  return (await git(directory, args, environment, input)).toString('utf8').replace(/\n$/, '');
}

/** Deaf to the configuration of the machine; without an identity, so that what makes a commit must say whose it is. */
export const plain: Readonly<Record<string, string>> = {
  PATH: process.env['PATH'] ?? '',
  LC_ALL: 'C',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};
