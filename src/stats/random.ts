import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** A stream of random numbers. Whoever needs chance is handed one: nothing in the core calls Math.random. */
export interface RandomSource {
  /** A number in [0, 1), a multiple of 2⁻⁵³. */
  next(): number;
  /** An unbiased integer in [0, n), for 1 ≤ n ≤ 2³¹. */
  below(n: number): number;
  /** An integer of 32 random bits, from −2³¹. */
  word(): number;
}

/**
 * The stream of random numbers that belongs to a text: the same text gives the same numbers on every machine.
 *
 * The text (a hex digest, or anything else) becomes the 128-bit state of a xoroshiro128+ generator (pure-rand) through
 * four lanes of 32-bit FNV-1a over its UTF-16 code units, each lane with its own offset and closed with the finaliser
 * of MurmurHash3. Only integer operations are used, so that the result is bit-identical everywhere. Not for secrets.
 *
 * @example
 * seededRandom('9f86d081…').below(6)
 */
export function seededRandom(seed: string): RandomSource {
  const state = [0, 1, 2, 3].map((lane) => hashLane(seed, lane));
  // The all-zero state is the one fixed point of the generator.
  const generator = xoroshiro128plusFromState(state.every((word) => word === 0) ? [1, 0, 0, 0] : state);
  return {
    word() {
      // The lowest bits are the generator's weakest: folded with the highest, which keeps all words equally likely.
      const word = generator.next();
      return word ^ (word >>> 16);
    },
    next: () => uniformFloat64(generator),
    below(n) {
      // A power of two is answered by the highest bits alone: the same as below, and the commonest question.
      if (n > 1 && (n & (n - 1)) === 0) return generator.next() >>> (Math.clz32(n) + 1);
      // Equal buckets from the high bits; what is left over beyond the last bucket is drawn again.
      const bucket = Math.floor(WORDS / n);
      const limit = bucket * n;
      let word = generator.next() >>> 0;
      while (word >= limit) word = generator.next() >>> 0;
      return Math.floor(word / bucket);
    },
  };
}

/** A copy of the items in random order (Fisher–Yates): every order is equally likely. */
export function shuffle<T>(items: readonly T[], random: RandomSource): T[] {
  const drawn: T[] = [];
  for (const [index, item] of items.entries()) {
    // Inside-out: the new item takes a random place, and what stood there moves to the end.
    drawn.push(...drawn.splice(random.below(index + 1), 1, item));
  }
  return drawn;
}

const WORDS = 2 ** 32;

function hashLane(text: string, lane: number): number {
  let hash = (0x811c9dc5 ^ Math.imul(lane, 0x9e3779b9)) | 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
