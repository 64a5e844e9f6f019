import type { Token } from './github-state.ts';
import { isBot } from './people.ts';
import { failure, type Reply } from './reply.ts';
import type { Need } from './routes/route.ts';

/** undefined where the token may; GitHub's 403 where it may not. Anybody's token may read a public repository. */
export function refusal(token: Token, need: Need, isPrivate: boolean): Reply | undefined {
  return isPermitted(token, need, isPrivate) ? undefined : failure(403, refusalMessage(token));
}

export function isPermitted(token: Token, need: Need, isPrivate: boolean): boolean {
  if (need.kind === 'none') return true;
  if (need.kind === 'account') return !isBot(token.login);
  if (need.level === 'read' && !isPrivate) return true;
  return need.anyOf.some((scope) => {
    const held = token.permissions[scope];
    return held === 'write' || held === need.level;
  });
}

export function refusalMessage(token: Token): string {
  return `Resource not accessible by ${isBot(token.login) ? 'integration' : 'personal access token'}`;
}
