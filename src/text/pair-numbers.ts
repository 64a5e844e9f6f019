/**
 * Gives every pair of numbers a number of its own: 0 for the first pair asked for, 1 for the next new one, and so on.
 * Two pairs never share one, so that what is built on it is exact where a hash would only be likely.
 *
 * A hash table in flat memory, because a Map of millions of pairs is several times slower and ends at 2²⁴ of them.
 * Numbers from 0 to 2³¹ − 1.
 */
export function pairNumbers(): (first: number, second: number) => number {
  let capacity = 1 << 10;
  let count = 0;
  let table = new Int32Array(3 * capacity).fill(EMPTY);

  function placeOf(first: number, second: number): number {
    let slot = mixed(first, second) & (capacity - 1);
    for (;;) {
      const place = 3 * slot;
      if (table[place] === EMPTY || (table[place] === first && table[place + 1] === second)) return place;
      slot = (slot + 1) & (capacity - 1);
    }
  }

  function grow(): void {
    const old = table;
    capacity *= 2;
    table = new Int32Array(3 * capacity).fill(EMPTY);
    for (let at = 0; at < old.length; at += 3) {
      if (old[at] !== EMPTY) table.set(old.subarray(at, at + 3), placeOf(old[at] ?? 0, old[at + 1] ?? 0));
    }
  }

  return (first, second) => {
    let place = placeOf(first, second);
    if (table[place] !== EMPTY) return table[place + 2] ?? 0;
    if (2 * count >= capacity) {
      grow();
      place = placeOf(first, second);
    }
    table[place] = first;
    table[place + 1] = second;
    table[place + 2] = count;
    count += 1;
    return count - 1;
  };
}

const EMPTY = -1;

/** Both numbers in every bit (the finaliser of MurmurHash3): neighbouring pairs must not crowd neighbouring slots. */
function mixed(first: number, second: number): number {
  let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca77);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
