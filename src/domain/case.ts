import type { Json, JsonObject } from './json.ts';

export const caseRoles = ['sentinel', 'invariant'] as const;

/**
 * What must not fail, whatever the averages say. `sentinel`: always run, and red only where fresh runs of both versions
 * tell the new one apart; `invariant`: one failure of the new version is enough. Neither enters any estimate.
 */
export type CaseRole = (typeof caseRoles)[number];

/** One input with its expectation. */
export interface Case {
  readonly id: string;
  /** SHA-256 of the canonical JSON of input and expected: what pairing and compatibility rest on. */
  readonly hash: string;
  /** May hold `messages` (multi-turn) and content parts; its own properties fill `{{name}}` in prompts. */
  readonly input: JsonObject;
  readonly expected?: Json;
  readonly tags: readonly string[];
  /** Cases that share a cluster are not independent (one document, one customer). */
  readonly cluster?: string;
  /** Id of the run in whose results the case was found and chosen: that run's own trials of it are no baseline. */
  readonly selectedFrom?: string;
  readonly role?: CaseRole;
}
