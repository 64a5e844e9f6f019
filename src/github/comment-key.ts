import { createHash } from 'node:crypto';

const LONGEST = 40;

/** What tells the comments and ledgers of one pull request apart. */
export function isCommentKey(text: string): boolean {
  return /^[a-z0-9][a-z0-9-]*$/.test(text) && text.length <= LONGEST;
}

/**
 * The key of a folder that is given none: no two folders of a repository have the same, so neither writes over the other's
 * comment or counts its attempts. `steelyard` for the whole repository.
 *
 * @example commentKeyOf('packages/chat') // steelyard-packages-chat
 */
export function commentKeyOf(folder: string): string {
  if (folder === '') return 'steelyard';
  const key = `steelyard-${folder.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
  // Only of these can the folder be told from its key.
  if (/^[a-z0-9]+(?:\/[a-z0-9]+)*$/.test(folder) && isCommentKey(key)) return key;
  return `${key.slice(0, LONGEST - 9).replace(/-+$/, '')}-${createHash('sha256').update(folder).digest('hex').slice(0, 8)}`;
}
