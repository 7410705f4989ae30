import { TestEnvironment } from 'jest-environment-node';

/** A worker that holds this much at the start of a suite frees the modules of the earlier ones. */
const FREE_ABOVE_BYTES = 250 * 1024 * 1024;

/**
 * The environment of every suite. V8's compilation cache keeps the modules of each suite alive, and an ordinary garbage
 * collection does not clear it: without this, a worker grows from suite to suite.
 */
export default class ModuleFreeingEnvironment extends TestEnvironment {
  async setup() {
    if (process.memoryUsage().heapUsed > FREE_ABOVE_BYTES) globalThis.gc({ type: 'major', flavor: 'last-resort' });
    await super.setup();
  }
}
