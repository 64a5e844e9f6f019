import * as z from 'zod';
import type { Level, Limits, Price, Settings } from '../domain/settings.ts';
import { UsageError, type Issue } from '../domain/usage-error.ts';
import { inconclusiveReasons, type InconclusiveReason } from '../domain/verdict.ts';
import { globSchema } from './glob.ts';
import { issuesFrom } from './issues.ts';
import { parseYaml } from './yaml.ts';

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const variable = z.string().regex(VARIABLE, { error: 'the name of an environment variable (never the key itself)' });
const globs = z.union([globSchema, z.array(globSchema).min(1)], {
  error: 'a glob or a list of globs, each with at most 3 wildcards between two slashes',
});
const rate = z.number().gt(0).max(0.2);
const level = z.enum(['pass', 'warn', 'fail']);

const limitsSchema = z.strictObject({
  'max-calls': z.int().positive().optional().describe('Model calls of one run, confirmation included.'),
  'max-cost': z.number().positive().optional().describe('US dollars of one run, by `prices`.'),
  'max-minutes': z.number().positive().optional().describe('Minutes of one run.'),
});

const priceSchema = z.strictObject({
  input: z.number().min(0).describe('US dollars for a million input tokens.'),
  output: z.number().min(0).describe('US dollars for a million output tokens.'),
  'cached-input': z.number().min(0).optional().describe('US dollars for a million input tokens read from a cache.'),
});

/** Reasons that a team may set a level for; a cancelled run always ends in exit 3. */
const settableReasons = inconclusiveReasons.filter((reason) => reason !== 'cancelled');
const warned = new Set<InconclusiveReason>(['undecided', 'unconfirmed', 'no-baseline']);

function defaultLevel(reason: InconclusiveReason): Level {
  return warned.has(reason) ? 'warn' : 'fail';
}

const levelShape = Object.fromEntries(
  settableReasons.map((reason) => [
    `on-${reason}`,
    level.default(defaultLevel(reason)).describe(`How an outcome that is inconclusive as \`${reason}\` counts.`),
  ]),
);

/** steelyard.yaml as written. */
export const settingsSchema = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(1).describe('Version of this format.'),
  suites: globs.default('suites/*').describe('Globs of suite folders.'),
  baselines: z
    .string()
    .min(1)
    .refine((folder) => !/^(?:\/|[A-Za-z]:)/.test(folder) && !folder.split(/[/\\]/).includes('..'), {
      error: 'a folder below that of steelyard.yaml',
    })
    .default('baselines')
    .describe('Folder of the stored baselines.'),
  alpha: z
    .strictObject({
      pass: rate.default(0.05).describe('How often a change that is worse by the margin may pass.'),
      fail: rate.default(0.05).describe('How often a change that did nothing may fail.'),
    })
    .prefault({})
    .describe('False-pass and false-fail rates.'),
  strict: z.boolean().default(false).describe('Exact tests where the default is a mid-p or an asymptotic one.'),
  stopping: z
    .enum(['looks', 'fixed'])
    .default('looks')
    .describe('When a run may stop: `looks` at half, three quarters and all of the sample; `fixed` looks once.'),
  control: z
    .enum(['auto', 'always'])
    .default('auto')
    .describe('`auto`: the base runs live only where its stored baseline cannot serve; `always`: both arms run live.'),
  'max-age': z.number().positive().default(14).describe('Days after which a stored baseline no longer serves.'),
  ...levelShape,
  limits: limitsSchema.prefault({}).describe('What one run may spend; reserved before each call.'),
  concurrency: z.int().min(1).max(1000).default(8).describe('Calls in flight at once.'),
  timeout: z.number().positive().max(3600).default(60).describe('Deadline of one call, in seconds.'),
  prices: z.record(z.string().min(1), priceSchema).default({}).describe('Prices by model id.'),
  hosts: z
    .record(
      z.string().regex(/^[^\s/]+$/, { error: 'a host, optionally with a port, without scheme or path' }),
      z.union([variable, z.null()]),
    )
    .default({})
    .describe('Hosts that may be called, each with the environment variable that holds its key; null for no key.'),
  'command-env': z
    .array(variable)
    .default([])
    .describe('Variables that command targets may see besides PATH and HOME.'),
  'store-outputs': z
    .enum(['none', 'first'], {
      error: (issue) => (issue.input === 'all' ? '`none` or `first` (`all` is not in this version)' : undefined),
    })
    .default('first')
    .describe('Which outputs a baseline stores.'),
  'show-outputs': z.enum(['none', 'excerpt']).default('excerpt').describe('Whether reports quote outputs.'),
  'seed-key': z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe("Replaces the pull request's number in the sampling seed."),
});

/** The policy in steelyard.yaml. Throws a UsageError that names everything wrong with it. */
export function readSettings(text: string, where = 'steelyard.yaml'): Settings {
  const checked = checkSettings(text, where);
  if (!checked.ok) throw new UsageError(checked.issues);
  return checked.settings;
}

/** As `readSettings`, with the issues as a value. */
export function checkSettings(
  text: string,
  where = 'steelyard.yaml',
): { readonly ok: true; readonly settings: Settings } | { readonly ok: false; readonly issues: readonly Issue[] } {
  const yaml = parseYaml(text, where);
  if (!yaml.ok) return yaml;
  const parsed = settingsSchema.safeParse(yaml.value);
  if (!parsed.success) {
    const issues = issuesFrom(parsed.error.issues, {
      where,
      input: yaml.value,
      schema: settingsSchema,
      hide: ([first]) => first === 'hosts' || first === 'command-env',
    });
    return { ok: false, issues };
  }
  return { ok: true, settings: settingsOf(parsed.data) };
}

function settingsOf(written: z.output<typeof settingsSchema>): Settings {
  return {
    suites: typeof written.suites === 'string' ? [written.suites] : written.suites,
    baselines: written.baselines.replace(/^\.\//, '').replace(/\/+$/, ''),
    alpha: written.alpha,
    strict: written.strict,
    stopping: written.stopping,
    control: written.control,
    maxAgeDays: written['max-age'],
    levels: levelsOf(written),
    limits: limitsOf(written.limits),
    concurrency: written.concurrency,
    timeoutSeconds: written.timeout,
    prices: Object.fromEntries(Object.entries(written.prices).map(([model, price]) => [model, priceOf(price)])),
    hosts: written.hosts,
    commandEnv: written['command-env'],
    storeOutputs: written['store-outputs'],
    showOutputs: written['show-outputs'],
    ...(written['seed-key'] === undefined ? {} : { seedKey: written['seed-key'] }),
  };
}

function levelsOf(written: Readonly<Record<string, unknown>>): Settings['levels'] {
  const entries = inconclusiveReasons.map((reason) => {
    const parsed = level.safeParse(written[`on-${reason}`]);
    return [reason, parsed.success ? parsed.data : defaultLevel(reason)] as const;
  });
  // One entry for each reason of the closed list.
  return Object.fromEntries(entries) as Record<InconclusiveReason, Level>;
}

function limitsOf(written: z.output<typeof limitsSchema>): Limits {
  return {
    ...(written['max-calls'] === undefined ? {} : { maxCalls: written['max-calls'] }),
    ...(written['max-cost'] === undefined ? {} : { maxCost: written['max-cost'] }),
    ...(written['max-minutes'] === undefined ? {} : { maxMinutes: written['max-minutes'] }),
  };
}

function priceOf(written: z.output<typeof priceSchema>): Price {
  const cached = written['cached-input'];
  return { input: written.input, output: written.output, ...(cached === undefined ? {} : { cachedInput: cached }) };
}
