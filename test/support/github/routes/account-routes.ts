import { userJson } from '../people.ts';
import { ok } from '../reply.ts';
import type { Routes } from './route.ts';

/** Who a token is, and what it may still ask. */
export const accountRoutes: Routes = {
  'get /user': {
    // A job's own token is no person's: GitHub refuses it here.
    need: { kind: 'account' },
    answer: ({ token, urls }) =>
      ok({
        ...userJson(token.login, urls),
        name: null,
        company: null,
        blog: '',
        location: null,
        email: null,
        hireable: null,
        bio: null,
        public_repos: 0,
        public_gists: 0,
        followers: 0,
        following: 0,
        created_at: '2011-01-25T18:44:36Z',
        updated_at: '2011-01-25T18:44:36Z',
      }),
  },
  'get /rate_limit': {
    need: { kind: 'none' },
    answer() {
      const rate = { limit: 1000, used: 0, remaining: 1000, reset: Math.ceil(Date.now() / 1000) + 3600 };
      return ok({ resources: { core: rate, search: rate, graphql: rate }, rate });
    },
  },
};
