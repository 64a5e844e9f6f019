import type { Cell } from './cell.ts';
import { driftNights } from './drift-nights.ts';
import { driftedGates } from './drifted-gates.ts';
import { pullRequests } from './pull-requests.ts';
import { quietNights } from './quiet-nights.ts';
import { releases } from './releases.ts';

/** Everything that is measured, table by table. */
export const cells: readonly Cell[] = [...pullRequests, ...releases, ...driftedGates, ...driftNights, ...quietNights];
