import type { Definition } from '../domain/definition.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';
import type { Reporter } from './reporter.ts';
import { terminal } from './terminal.ts';

export type { Reporter } from './reporter.ts';

/** Formats a report can be rendered in. One file a member, one alphabetical line here. */
export const reporters = {
  json,
  markdown,
  terminal,
} satisfies Record<string, Definition<Reporter>>;

export type ReporterType = keyof typeof reporters;
