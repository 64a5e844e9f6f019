/**
 * The outputs in a GITHUB_OUTPUT file, read as the runner reads it: `name=value` lines and
 * `name<<DELIMITER` blocks. A later line wins. Throws where the runner would fail the step.
 */
export function readOutputFile(text: string): Readonly<Record<string, string>> {
  const outputs = new Map<string, string>();
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (heredoc >= 0 && (equals < 0 || heredoc < equals)) {
      const [name, delimiter] = [line.slice(0, heredoc), line.slice(heredoc + 2)];
      if (name === '' || delimiter === '') throw invalidFormat(line, 'name and delimiter must not be empty');
      const end = lines.indexOf(delimiter, at + 1);
      if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
      outputs.set(name, lines.slice(at + 1, end).join('\n'));
      at = end;
    } else if (equals > 0) {
      outputs.set(line.slice(0, equals), line.slice(equals + 1));
    } else {
      throw invalidFormat(line, equals === 0 ? 'name must not be empty' : 'expected name=value or name<<delimiter');
    }
  }
  return Object.fromEntries(outputs);
}

function invalidFormat(line: string, reason: string): Error {
  return new Error(`Invalid format '${line}': ${reason}`);
}
