import { setFlagsFromString } from 'node:v8';

/**
 * Lets the heap grow by half of what is in use before the garbage is collected. V8 by itself lets a small one grow to
 * four times, and what streams through the server leaves nothing but garbage.
 */
setFlagsFromString('--heap-growing-percent=50');

/**
 * Has every object begin among the young. Where the first ones of their kind live long, as the rows do that wait for
 * the first answer, V8 would make all that follow old at once, and what they refer to then outlives them.
 */
setFlagsFromString('--no-allocation-site-pretenuring');
