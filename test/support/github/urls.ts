/** Where a GitHub instance answers, as the runner tells it to a job. No trailing slashes. */
export interface GitHubUrls {
  /** GITHUB_API_URL: `https://api.github.com`, on GitHub Enterprise Server `https://host/api/v3`. */
  readonly apiUrl: string;
  /** GITHUB_GRAPHQL_URL */
  readonly graphqlUrl: string;
  /** GITHUB_SERVER_URL: what links for people start with. */
  readonly serverUrl: string;
}

/** The public instance. */
export const githubDotCom: GitHubUrls = {
  apiUrl: 'https://api.github.com',
  graphqlUrl: 'https://api.github.com/graphql',
  serverUrl: 'https://github.com',
};
