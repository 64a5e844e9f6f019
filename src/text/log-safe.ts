/**
 * One line of output that no reader takes for anything but text: on the log of a workflow it starts no command, on a
 * terminal it moves nothing and hides nothing.
 *
 * Removed: ANSI sequences, C0 and C1 controls, format characters (bidi controls, zero-width marks). Line breaks of every
 * kind become `⏎`, tabs a space. `::` becomes `: :` and `##[` becomes `# #[`, anywhere in the line.
 *
 * A plain space and not a zero-width one parts the colons, because the runner compares with culture rules, under which
 * invisible characters do not count; for the same reason invisible characters between two colons are looked through.
 */
export function logSafe(text: string): string {
  return withoutCommands(withoutControls(text));
}

/** The commands alone, for lines that carry our own colours. */
export function withoutCommands(line: string): string {
  return line
    .replaceAll(/:(?=\p{Default_Ignorable_Code_Point}*:)/gu, ': ')
    .replaceAll(/#(?=\p{Default_Ignorable_Code_Point}*#\p{Default_Ignorable_Code_Point}*\[)/gu, '# ');
}

function withoutControls(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(ansiSequence, '')
    .replaceAll(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/gu, ' ⏎ ')
    .replaceAll('\t', ' ')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '');
}

/** CSI and OSC sequences, in their seven-bit and eight-bit spellings, and two-character escapes. */
const ansiSequence =
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b\]|\u009d)[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)|\u001b[ -/]*[0-~]/gu;
