import type { MetricKind } from '../../../src/domain/suite.ts';

/** How the scores of one metric come about from two uniform numbers: what the case is like, and how one answer went. */
export interface Law {
  readonly kind: MetricKind;
  /** δ in the metric's own units. */
  readonly margin: number;
  /** On the unit scale. */
  score(ofCase: number, ofTrial: number): number;
  /** What a case scores that a missing rule (or a provider's slip) has hit, instead of `score`. */
  hit(score: number): number;
  /** By how much a hit lowers the score on average. */
  readonly loss: number;
  /** Of a binary law: how likely a case is to pass. */
  chance?(ofCase: number): number;
}

/** Cases pass with one of some chances, each as common. ψ_AA is the mean of 2p(1 − p), and a hit case always fails. */
export function binaryLaw(chances: readonly number[], margin = 0.1): Law {
  const chance = (ofCase: number): number => chances[Math.floor(ofCase * chances.length)] ?? 0;
  return {
    kind: 'binary',
    margin,
    score: (ofCase, ofTrial) => (ofTrial < chance(ofCase) ? 1 : 0),
    hit: () => 0,
    loss: mean(chances),
    chance,
  };
}

/** ψ_AA = .153 and a mean of .906, about the product of bench/gate. */
export const CHANCES = [1, 1, 1, 0.95, 0.9, 0.8, 0.85, 0.75] as const;

/** Cases of which a share wavers with p = .8 so that two runs differ in ψ of the cases; the others always pass. */
export function waveringLaw(discordance: number, margin: number): Law {
  const share = discordance / 0.32;
  const chance = (ofCase: number): number => (ofCase >= share ? 1 : 0.8);
  return {
    kind: 'binary',
    margin,
    score: (ofCase, ofTrial) => (ofTrial < chance(ofCase) ? 1 : 0),
    hit: () => 0,
    loss: 1 - 0.2 * share,
    chance,
  };
}

/** Five levels; a case has its own, and one answer in six lands a level above it or below. A hit case scores 0. */
export function ordinalLaw(margin = 0.1): Law {
  const wavers = 1 / 12;
  return {
    kind: 'ordinal',
    margin,
    score(ofCase, ofTrial) {
      const level = 2 + Math.floor(ofCase * 3);
      const step = ofTrial < wavers ? -1 : ofTrial >= 1 - wavers ? 1 : 0;
      return Math.min(4, level + step) / 4;
    },
    hit: () => 0,
    // Level 3 on average, less the step up that the highest third of the cases cannot take.
    loss: (3 - wavers / 3) / 4,
  };
}

/** −ln(latency)/ln 4: cases from 1 to 16 times the fastest, trials logistic around them (sd about 30%). */
export function latencyLaw(margin = 0.1): Law {
  return {
    kind: 'ratio',
    margin,
    score(ofCase, ofTrial) {
      const inside = Math.min(1 - 1e-9, Math.max(1e-9, ofTrial));
      return -2 * ofCase + 0.12 * Math.log(inside / (1 - inside));
    },
    // Sixteen times as slow: beyond the clip whatever the rest, which counts as a loss of 1.
    hit: (score) => score - 2,
    loss: 1,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
