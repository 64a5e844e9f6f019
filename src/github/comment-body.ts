/** Which run a comment tells of. */
export interface CommentStamp {
  /** The pull request's head commit. */
  readonly head: string;
  readonly run: number;
  readonly attempt: number;
}

/** What every comment of ours begins with. */
export function markerOf(key: string): string {
  return `<!-- steelyard:v1 key=${key} -->`;
}

/** The document with the run it tells of, invisibly, below the marker that it begins with. */
export function stamped(document: string, key: string, stamp: CommentStamp): string {
  const marker = markerOf(key);
  if (!document.startsWith(marker)) throw new Error(`a comment must begin with ${marker}`);
  const line = `<!-- steelyard:run head=${stamp.head} run=${stamp.run} attempt=${stamp.attempt} -->`;
  return `${marker}\n${line}${document.slice(marker.length)}`;
}

/** The same comment, saying first that it is of an earlier commit. */
export function outdated(body: string): string {
  const [marker = '', stamp = '', ...rest] = body.split('\n');
  const note = '> [!NOTE]\n> The pull request moved on: this is the result for an earlier commit.';
  return [marker, stamp, note, '', ...rest].join('\n');
}

/** Whether two comments say the same, whichever run they tell of. GitHub may change line ends on the way. */
export function saysTheSame(one: string, other: string): boolean {
  return withoutStamp(one) === withoutStamp(other);
}

function withoutStamp(body: string): string {
  return body
    .replaceAll('\r\n', '\n')
    .replace(/\n<!-- steelyard:run [^\n]*-->/, '')
    .trim();
}

/** A comment that stands until there is a result. */
export function placeholder(key: string, stamp: CommentStamp): string {
  const text =
    '## ⏳ Steelyard: running\n\n**In plain words:** nothing is known yet. The result will take this place.\n';
  return stamped(`${markerOf(key)}\n${text}`, key, stamp);
}
