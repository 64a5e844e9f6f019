/** Template syntax of other libraries in a prompt: sent as written, since `{{name}}` is all that is filled in. */
export interface ForeignSyntax {
  readonly what: string;
  /** As it stands there, at most 40 characters. */
  readonly sample: string;
  readonly line: number;
}

const forms: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'template control flow', pattern: /\{%-?.*?%\}|\{\{\s*[#/^>!&][^}]*\}\}|<%.*?%>/ },
  { what: 'a template expression', pattern: /\{\{\{[^}]*\}\}\}|\{\{\s*[\p{L}_][^{}]*[|()[\]+ ][^{}]*\}\}/u },
  { what: 'a placeholder of another kind', pattern: /\$\{[A-Za-z_][\w.]*\}|(?<![{$\w"])\{[A-Za-z_]\w*\}(?!\})/ },
];

const LONGEST_LINE = 2000;

/** The first of each kind. */
export function foreignSyntax(text: string): readonly ForeignSyntax[] {
  const lines = text.split('\n');
  return forms.flatMap(({ what, pattern }) => {
    for (const [index, line] of lines.entries()) {
      // A plain `{{ name }}` with spaces is ours.
      const rest = line.slice(0, LONGEST_LINE).replaceAll(/\{\{\s*[\p{L}\p{N}_][\p{L}\p{N}_.-]*\s*\}\}/gu, '');
      const sample = pattern.exec(rest)?.[0];
      if (sample !== undefined) return [{ what, sample: sample.slice(0, 40), line: index + 1 }];
    }
    return [];
  });
}
