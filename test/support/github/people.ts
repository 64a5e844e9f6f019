import { createHash } from 'node:crypto';

import type { JsonObject } from './json-object.ts';
import type { GitHubUrls } from './urls.ts';

/** A number (31 bits, as GraphQL's Int) that stands for `name` (a login, a repository), the same in every run. */
export function numericId(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32BE(0) >>> 1;
}

/** An opaque id as REST's `node_id` and GraphQL's `id` share it. */
export function nodeId(kind: string, id: number): string {
  return `${kind}_${Buffer.from(`${kind}:${id}`).toString('base64url')}`;
}

/** Whether a login is an app's: REST writes those with `[bot]` behind. */
export function isBot(login: string): boolean {
  return login.endsWith('[bot]');
}

/** A user or bot as REST shows it (`simple-user`): `user.login` of a bot keeps its `[bot]`. */
export function userJson(login: string, urls: GitHubUrls): JsonObject {
  const id = numericId(login);
  const api = `${urls.apiUrl}/users/${encodeURIComponent(login)}`;
  const slug = login.replace(/\[bot\]$/, '');
  return {
    login,
    id,
    node_id: nodeId(isBot(login) ? 'BOT' : 'U', id),
    avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    gravatar_id: '',
    url: api,
    html_url: `${urls.serverUrl}/${isBot(login) ? `apps/${slug}` : login}`,
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type: isBot(login) ? 'Bot' : 'User',
    user_view_type: 'public',
    site_admin: false,
  };
}

/** The app that a bot's token belongs to; null for a person's token. */
export function appJson(login: string, urls: GitHubUrls): JsonObject | null {
  if (!isBot(login)) return null;
  const slug = login.replace(/\[bot\]$/, '');
  const id = numericId(slug);
  return {
    id,
    slug,
    node_id: nodeId('A', id),
    client_id: `Iv1.${id}`,
    owner: userJson('github', urls),
    name: slug,
    description: '',
    external_url: `${urls.serverUrl}/features/actions`,
    html_url: `${urls.serverUrl}/apps/${slug}`,
    created_at: '2018-07-30T09:30:17Z',
    updated_at: '2019-12-10T19:04:12Z',
    permissions: { checks: 'write', contents: 'read', metadata: 'read' },
    events: [],
  };
}
