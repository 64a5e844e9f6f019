import { GraphQLError } from 'graphql';

import type { Token } from './github-state.ts';
import type { JsonObject } from './json-object.ts';
import { isBot, nodeId, numericId } from './people.ts';
import type { RepositoryParts } from './ref-moves.ts';
import type { GitHubUrls } from './urls.ts';

export interface GraphQLContext extends RepositoryParts {
  readonly token: Token;
  readonly urls: GitHubUrls;
}

/** Authors and editors: a bot's login loses its `[bot]` here, which REST keeps. */
export function actor(login: string, { urls }: GraphQLContext): JsonObject {
  const slug = login.replace(/\[bot\]$/, '');
  const id = numericId(login);
  const path = isBot(login) ? `/apps/${slug}` : `/${slug}`;
  return {
    __typename: isBot(login) ? 'Bot' : 'User',
    id: nodeId(isBot(login) ? 'BOT' : 'U', id),
    databaseId: id,
    login: slug,
    avatarUrl: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    resourcePath: path,
    url: `${urls.serverUrl}${path}`,
  };
}

export function error(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}
