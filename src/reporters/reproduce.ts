import type { Report } from '../domain/report.ts';

/** The one command that runs the same gate on a developer's machine: the same two trees, the same cases. */
export function reproduceCommand(report: Report): string {
  const { base, head } = report.change;
  const steelyard = programOf(report);
  if (report.job === 'release') {
    const since = report.release?.since === undefined ? '' : ` --since ${revision(base.commit)}`;
    const first = (report.release?.first ?? []).length === 0 ? '' : ' --first';
    return `${steelyard} release${since}${first} --head ${revision(head.commit)}`;
  }
  const headArgument = head.dirty ? 'WORKTREE' : revision(head.commit);
  return `${steelyard} gate --base ${revision(base.commit)} --head ${headArgument} --seed-key ${seedKey(report.change.seedKey)}`;
}

/** How the program is called at the top of the repository for what this report is of. */
export function programOf({ change: { folder } }: Pick<Report, 'change'>): string {
  return folder === undefined ? 'steelyard' : `steelyard -C ${folderArgument(folder)}`;
}

/** What the clone needs first: the merge that a pull request was judged as is on the server alone. */
export function fetchCommand(report: Report): string | undefined {
  const { base, head, pullRequest } = report.change;
  return pullRequest === undefined ? undefined : `git fetch origin ${revision(base.commit)} ${revision(head.commit)}`;
}

function seedKey(key: string): string {
  return quoted(key) ?? 'KEY';
}

/** From the top of the repository. */
function folderArgument(folder: string): string {
  return quoted(folder.startsWith('-') ? `./${folder}` : folder) ?? 'FOLDER';
}

/** Quoted for a shell; names of branches and folders can hold nearly anything, and one that holds a quote is left for the reader to type. */
function quoted(name: string): string | undefined {
  return /^[\w./-]+$/u.test(name) ? name : /^[^'\\\p{C}\p{Zl}\p{Zp}]+$/u.test(name) ? `'${name}'` : undefined;
}

/** People paste this into a shell, so only a hash may stand there. */
function revision(commit: string): string {
  return /^[0-9a-f]{7,64}$/u.test(commit) ? commit : 'REV';
}
