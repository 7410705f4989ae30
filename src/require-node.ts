// Imported first of all by every entry, before anything that an old Node.js runs wrongly or not at all.
import { nodeFault } from './node-version.js';

const fault = nodeFault(process.versions.node);
if (fault !== null) {
  process.stderr.write(`${fault}\n`);
  process.exit(2);
}
