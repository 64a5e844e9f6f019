import { z } from 'zod';

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
  // Written before runs said what made them: only `refresh` wrote baselines then.
  job: z.string().default('refresh'),
  answeredBy: z.array(z.string()),
});

const metric = z.object({
  name: z.string().min(1),
  estimate: z.number(),
  sd: z.number().min(0),
  flipRate: z.number().min(0).max(1).nullable(),
  cases: z.int().min(0),
});

/** baseline.json, schema version 1. Keys that a later minor version adds are passed over. */
export const baselineSchema = z.object({
  schemaVersion: z.literal(1),
  suite: z.string().min(1),
  suiteDigest: digest,
  fingerprint,
  metrics: z.array(metric),
  provenance: z.object({ runs: z.array(run).min(1) }),
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
