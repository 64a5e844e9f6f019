/** A part of the document in forms from the longest to the shortest; the last may be empty. */
export interface Section {
  /** Sections of low importance are shortened first. */
  readonly importance: number;
  readonly forms: readonly string[];
}

/**
 * Sections → one document of at most `longest` characters. Whole sections step down to their next shorter form, the
 * least important first, so nothing is ever cut inside a fence, a table or a tag; that it was shortened is said.
 */
export function fit(sections: readonly Section[], longest: number): string {
  const chosen = sections.map(() => 0);
  const text = (isShortened: boolean) =>
    [
      ...sections.map((section, index) => section.forms[chosen[index] ?? 0] ?? ''),
      ...(isShortened ? ['_Shortened to fit into a comment; the full report has everything._'] : []),
    ]
      .filter((part) => part !== '')
      .join('\n\n');
  const byImportance = sections
    .map((section, index) => ({ ...section, index }))
    .sort((one, other) => one.importance - other.importance);
  if (text(false).length <= longest) return `${text(false)}\n`;
  for (const section of byImportance) {
    for (let form = 1; form < section.forms.length; form += 1) {
      chosen[section.index] = form;
      if (text(true).length < longest) return `${text(true)}\n`;
    }
  }
  return `${text(true)}\n`;
}
