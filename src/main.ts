import './require-node.js';
import './production.js';
import { readStart } from './start-options.js';
import { endWith } from './usage.js';

const asked = readStart(process.argv);
if (typeof asked === 'number') process.exit(asked);
// Loaded only now: it takes a second, and the usage does not need it.
import('./composition.js').then(({ compose }) => compose(asked)).catch((error: unknown) => endWith(error, 1));
