import { z } from 'zod';

import type { Json, JsonObject } from '../domain/json.ts';
import { isJsonArray, isJsonObject } from '../text/json-kind.ts';
import type { StoredFormat } from '../text/migrate.ts';

/** Compared, never computed with: another form of digest is only another digest. */
const digest = z.string().min(1, 'expected a digest');

/** Strict: a factor this version does not know could be the one that differs. */
const fingerprint = z.strictObject({
  prompt: digest.exactOptional(),
  model: digest.exactOptional(),
  params: digest.exactOptional(),
  tools: digest.exactOptional(),
  code: digest.exactOptional(),
  data: digest.exactOptional(),
  scorers: digest,
  judge: digest.exactOptional(),
});

const run = z.object({
  id: z.string().min(1),
  at: z.iso.datetime(),
  commit: z.string().min(1, 'expected a commit id'),
  dirty: z.boolean(),
  job: z.string(),
  answeredBy: z.array(z.string()),
});

const metric = z.object({
  name: z.string().min(1),
  estimate: z.number(),
  sd: z.number().min(0),
  flipRate: z.number().min(0).max(1).nullable(),
  cases: z.int().min(0),
});

const accepted = z.object({
  by: z.string().min(1),
  reason: z.string(),
  commit: z.string().min(1),
  pullRequest: z.int().positive().exactOptional(),
  at: z.iso.datetime(),
});

/** Version 1 had no accepted drops, and its first baselines did not say what made a run: only `refresh` wrote them. */
export const baselineFormat: StoredFormat = {
  current: 2,
  steps: { 1: (written) => ({ ...written, accepted: [], provenance: withJobs(written['provenance'] ?? null) }) },
};

function withJobs(provenance: Json): Json {
  const runs = isJsonObject(provenance) ? provenance['runs'] : undefined;
  if (!isJsonObject(provenance) || !isJsonArray(runs)) return provenance;
  const named = runs.map((one): Json => (isJsonObject(one) ? ({ job: 'refresh', ...one } satisfies JsonObject) : one));
  return { ...provenance, runs: named };
}

/** baseline.json as this version writes it. Keys that a later minor version adds are passed over. */
export const baselineSchema = z.object({
  schemaVersion: z.literal(2),
  suite: z.string().min(1),
  suiteDigest: digest,
  fingerprint,
  metrics: z.array(metric),
  provenance: z.object({ runs: z.array(run).min(1) }),
  accepted: z.array(accepted),
});

/** One line of cases.jsonl; a trial is `[run, score of each metric…]`. */
export const caseLineSchema = z.object({
  id: z.string().min(1),
  hash: digest,
  trials: z.array(z.tuple([z.int().min(0)], z.number().nullable())),
});

/** One line of outputs.jsonl. */
export const outputLineSchema = z.object({
  id: z.string().min(1),
  bytes: z.int().min(0),
  sha256: digest,
  text: z.string(),
});
