import { setFlagsFromString } from 'node:v8';

/** By how many percent of what is in use a heap may grow before its garbage is collected. */
const USUAL_GROWTH = 50;
const LOADING_GROWTH = 300;

/** V8 by itself lets a small heap grow to four times, and what streams through the server leaves nothing but garbage. */
setGrowth(USUAL_GROWTH);

/**
 * Has every object begin among the young. Where the first ones of their kind live long, as the rows do that wait for
 * the first answer, V8 would make all that follow old at once, and what they refer to then outlives them.
 */
setFlagsFromString('--no-allocation-site-pretenuring');

/**
 * Does work that lets its heap grow to a size that it then keeps: to look for garbage on the way there finds little, and
 * has V8 forget what it learnt of the program. Holds for all heaps of the process, as V8 has one setting for them.
 */
export async function growingHeap<T>(work: () => Promise<T>): Promise<T> {
  setGrowth(LOADING_GROWTH);
  try {
    return await work();
  } finally {
    setGrowth(USUAL_GROWTH);
  }
}

function setGrowth(percent: number): void {
  setFlagsFromString(`--heap-growing-percent=${percent}`);
}
