// Imported first by every entry point, before modules that an old Node.js cannot run.
import { nodeFault } from './node-version.js';

const fault = nodeFault(process.versions.node);
if (fault !== null) {
  process.stderr.write(`${fault}\n`);
  process.exit(2);
}
