import type { Report } from '../domain/report.ts';

/** What a path of the trees is called by whoever sees the whole repository. */
export function repositoryPathIn(folder: string | undefined, path: string): string {
  return folder === undefined ? path : `${folder}/${path}`;
}

/**
 * The report of a folder's gate with repository paths throughout: it is read beside the whole change, and code hosts know no
 * other paths. Messages of findings have them from the start.
 */
export function withRepositoryPaths(report: Report): Report {
  const { folder } = report.change;
  if (folder === undefined) return report;
  const moved = <Placed extends { readonly path: string; readonly previousPath?: string }>(placed: Placed): Placed => ({
    ...placed,
    path: repositoryPathIn(folder, placed.path),
    ...(placed.previousPath === undefined ? {} : { previousPath: repositoryPathIn(folder, placed.previousPath) }),
  });
  return {
    ...report,
    change: { ...report.change, files: report.change.files.map(moved) },
    changes: report.changes.map((change) => ({ ...change, diffs: change.diffs.map(moved) })),
    policyDiff: report.policyDiff.map(moved),
    findings: report.findings.map((finding) =>
      finding.location === undefined ? finding : { ...finding, location: moved(finding.location) },
    ),
  };
}
