import { assignedValue, type CodeAssignment } from './code-assignments.ts';
import { isInScope } from './code-scope.ts';
import type { CodeText, Span } from './code-text.ts';

/** What a bare name stands for in its file, through as many names as there are; the span itself for all else. */
export function resolved(code: CodeText, assignments: readonly CodeAssignment[], span: Span): Span {
  const seen = new Set<string>();
  let at = span;
  for (;;) {
    const name = code.text.slice(at.start, at.end);
    const value = /^[A-Za-z_]\w*$/.test(name) && !seen.has(name) ? assignedValue(assignments, name) : undefined;
    if (value === undefined || !isInScope(code, value, at.start)) return at;
    seen.add(name);
    at = value;
  }
}
