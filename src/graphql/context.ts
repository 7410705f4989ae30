import type { Database } from '../indicators/refresh.js';
import type { ImportPort } from './import-port.js';
import type { Loaders } from './loaders.js';

/** What resolvers are given: the database, the loaders of this request, and the importing wing. */
export interface Context {
  readonly db: Database;
  /** Connections for questions as of a day, which take long: few, so that others need not wait for them. */
  readonly past: Database;
  readonly loaders: Loaders;
  readonly imports: ImportPort;
  /** How many times last year's figure is a jump, where a question says nothing else. */
  readonly jumpFactor: number;
}
