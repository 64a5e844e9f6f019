import type { Report } from '../domain/report.ts';
import { own, type Words } from './words.ts';

/** What was judged: "this change", or "this release". */
export function subject({ job }: Pick<Report, 'job'>): Words {
  return [own(job === 'release' ? 'this release' : 'this change')];
}

/** What it was compared with: "the version before the change", or "the last release". */
export function before({ job }: Pick<Report, 'job'>): Words {
  return [own(job === 'release' ? 'the last release' : 'the version before the change')];
}

/** What the answers of both are labelled with. */
export function labels({ job }: Pick<Report, 'job'>): { readonly before: string; readonly after: string } {
  return job === 'release'
    ? { before: 'The last release', after: 'This release' }
    : { before: 'Before this change', after: 'With this change' };
}
