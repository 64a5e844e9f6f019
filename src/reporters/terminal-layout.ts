import type { Tone } from './metric-rows.ts';

/** Breaks a paragraph at spaces; following lines are indented like the first, plus `hang`. */
export function wrap(text: string, width: number, indent = '', hang = ''): readonly string[] {
  const lines: string[] = [];
  let line = indent;
  let isEmpty = true;
  for (const word of text.split(' ').filter((part) => part !== '')) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent + hang;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}

/** Columns padded to their widest cell and parted by two spaces; the last column is not padded. */
export function alignColumns(
  rows: readonly (readonly string[])[],
  align: readonly ('left' | 'right')[],
): readonly string[] {
  const widths = align.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return align[column] === 'right' ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
}

export interface TerminalStyle {
  readonly colour: boolean;
  readonly width: number;
}

/** Own colours around own or already safe text. */
export function paint(text: string, tone: Tone, style: TerminalStyle): string {
  const codes = { good: 32, bad: 31, unsure: 33, neutral: 0 } as const;
  return style.colour && codes[tone] !== 0 ? `\u001b[${codes[tone]}m${text}\u001b[39m` : text;
}

export function titled(title: string, lines: readonly string[]): readonly string[] {
  return [title, ...lines];
}
