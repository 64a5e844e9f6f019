/** A maintainer's word that the drop one commit causes may land. */
export interface Acceptance {
  /** Who accepted it. */
  readonly by: string;
  readonly reason: string;
  /** The commit that was reviewed: this one, and no other. */
  readonly commit: string;
  /** ISO 8601, UTC. */
  readonly at?: string;
}

/** Why a review that asks for acceptance counts for nothing. */
export const refusedAcceptances = {
  'not-a-maintainer': 'they do not maintain this repository',
  'own-pull-request': 'it is their own pull request',
  'another-commit': 'it is a review of another commit than the newest',
  edited: 'the review was edited after it was submitted',
  'another-evaluation': 'what it was written about is not what failed here, or had not failed yet',
  'no-reason': 'it gives no reason',
  withdrawn: 'the review was dismissed, is pending, or asks for changes',
  'not-a-person': 'it was not written by a person',
} as const;

export interface RefusedAcceptance {
  readonly by: string;
  readonly why: keyof typeof refusedAcceptances;
}

/** What the reviews of a change say about accepting it. */
export interface ReadAcceptance {
  readonly accepted?: Acceptance;
  readonly refused: readonly RefusedAcceptance[];
  /** False: there may be an acceptance that could not be read. */
  readonly readable: boolean;
}
