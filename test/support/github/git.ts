import { execFile } from 'node:child_process';

/** Standard output of `git` in `directory`, as bytes. Rejects where it fails. */
export function git(
  directory: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = plain,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { cwd: directory, env: environment, encoding: 'buffer', maxBuffer: 2 ** 29 } as const;
    execFile('git', [...args], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`git ${args.join(' ')} failed in ${directory}: ${stderr.toString('utf8').trim()}`));
    });
  });
}

/** As `git`, as text without the last line's end. */
export async function gitText(
  directory: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = plain,
): Promise<string> {
  return (await git(directory, args, environment)).toString('utf8').replace(/\n$/, '');
}

/** Deaf to the configuration of the machine, and with the identity of the temporary repositories. */
const plain: Readonly<Record<string, string>> = {
  PATH: process.env['PATH'] ?? '',
  LC_ALL: 'C',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};
