/** Numbers that only look random, the same ones for a seed, so that a failure can be tried again. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to 1, without it (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 up to `below`, without it. */
  whole(below: number): number {
    return Math.floor(this.next() * below);
  }

  /** One of the given, undefined where there is none. */
  one<T>(from: readonly T[]): T | undefined {
    return from[this.whole(from.length)];
  }
}
