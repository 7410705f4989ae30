import { setFlagsFromString } from 'node:v8';

/**
 * Lets the heap grow by half of what is in use before the garbage is collected. V8 by itself lets a small one grow to
 * four times, and what streams through the server leaves nothing but garbage.
 */
setFlagsFromString('--heap-growing-percent=50');
