import { accountRoutes } from './account-routes.ts';
import { artifactRoutes } from './artifact-routes.ts';
import { checkRoutes } from './check-routes.ts';
import { commentRoutes } from './comment-routes.ts';
import { gitRoutes } from './git-routes.ts';
import { gitWriteRoutes } from './git-write-routes.ts';
import { pullRoutes } from './pull-routes.ts';
import { pullWriteRoutes } from './pull-write-routes.ts';
import { refRoutes } from './ref-routes.ts';
import { releaseRoutes } from './release-routes.ts';
import type { Routes } from './route.ts';

/** Every operation that the fake answers, by method and path template. */
export const routes: Routes = {
  ...accountRoutes,
  ...artifactRoutes,
  ...checkRoutes,
  ...commentRoutes,
  ...gitRoutes,
  ...gitWriteRoutes,
  ...pullRoutes,
  ...pullWriteRoutes,
  ...refRoutes,
  ...releaseRoutes,
};
