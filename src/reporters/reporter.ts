import type { Report } from '../domain/report.ts';

/** Report → document. Pure: the same report gives the same text. */
export type Reporter = (report: Report) => string;
