import { free } from '../memory.js';
import { unitAt } from '../text-unit.js';

const BITS_32 = 4_294_967_296;
const HIGH_BITS = 0x1f_ffff;
const FIRST_SLOTS = 1 << 12;
/** What part of the slots may be taken before there are more. */
const FULL = 0.7;

/**
 * The keys that rows of a load have had, as 53 bits of hash each, which a million rows' fit in memory. A key that was
 * there is always known again; one that was not is hardly ever taken for one.
 */
export class SeenKeys {
  /** Each hash in the first slot that was free from its own on; 0 is none. */
  #slots = new Float64Array(FIRST_SLOTS);
  #count = 0;

  /** Notes a key of a division; whether it was there before. */
  add(division: string, key: string): boolean {
    const hash = hashOf(division, key) || 1;
    const slot = slotOf(this.#slots, hash);
    if (this.#slots[slot] === hash) return true;
    this.#slots[slot] = hash;
    this.#count += 1;
    if (this.#count > this.#slots.length * FULL) this.#grow();
    return false;
  }

  #grow(): void {
    const more = new Float64Array(this.#slots.length * 2);
    for (const hash of this.#slots) if (hash !== 0) more[slotOf(more, hash)] = hash;
    free(this.#slots.buffer);
    this.#slots = more;
  }
}

/** The slot that holds a hash, or the free one where it goes; the count of slots is a power of two. */
function slotOf(slots: Float64Array, hash: number): number {
  const last = slots.length - 1;
  let slot = hash & last;
  while (slots[slot] !== 0 && slots[slot] !== hash) slot = (slot + 1) & last;
  return slot;
}

/** Two multiplicative hashes of 32 bits over the same text, put together. */
function hashOf(division: string, key: string): number {
  let low = 0x811c9dc5;
  let high = 0x9e3779b9;
  for (const text of [division, key]) {
    const { length } = text;
    for (let at = 0; at < length; at += 1) {
      const unit = unitAt(text, at);
      low = Math.imul(low ^ unit, 0x01000193);
      high = Math.imul(high ^ unit, 0x85ebca6b);
      high ^= high >>> 15;
    }
    low = Math.imul(low ^ length, 0x01000193);
  }
  return (high & HIGH_BITS) * BITS_32 + (low >>> 0);
}
