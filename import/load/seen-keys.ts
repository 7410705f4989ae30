const BITS_32 = 4_294_967_296;
const HIGH_BITS = 0x1f_ffff;

/**
 * The keys that rows of a load have had, as 53 bits of hash each, which a million rows' fit in memory. A key that was
 * there is always known again; one that was not is hardly ever taken for one.
 */
export class SeenKeys {
  readonly #hashes = new Set<number>();

  /** Notes a key of a division; whether it was there before. */
  add(division: string, key: string): boolean {
    const before = this.#hashes.size;
    this.#hashes.add(hashOf(division, key));
    return this.#hashes.size === before;
  }
}

/** Two multiplicative hashes of 32 bits over the same text, put together. */
function hashOf(division: string, key: string): number {
  let low = 0x811c9dc5;
  let high = 0x9e3779b9;
  for (const text of [division, key]) {
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      low = Math.imul(low ^ unit, 0x01000193);
      high = Math.imul(high ^ unit, 0x85ebca6b);
      high ^= high >>> 15;
    }
    low = Math.imul(low ^ text.length, 0x01000193);
  }
  return (high & HIGH_BITS) * BITS_32 + (low >>> 0);
}
