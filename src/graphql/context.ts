import type { Database } from '../database/sql.js';
import type { ImportPort } from './import-port.js';
import { createLoaders, type Loaders } from './loaders.js';

/** The context of resolvers: the database, the loaders of this request, and the importing wing. */
export interface Context {
  readonly db: Database;
  /** Connections for questions as of a day, which take long: few, so that others need not wait for them. */
  readonly past: Database;
  readonly loaders: Loaders;
  readonly imports: ImportPort;
  /** What the operations of the HTTP request cost so far; those of a batch share it. */
  readonly spent: { cost: number };
  /** How many times last year's figure is a jump, by default. */
  readonly jumpFactor: number;
}

/** The context of one request; its loaders are made on first use, as most questions need none. */
export class RequestContext implements Context {
  /** Not private by `#`: Apollo copies the context, its prototype and its plain properties. */
  private made?: Loaders;
  readonly spent = { cost: 0 };

  constructor(
    readonly db: Database,
    readonly past: Database,
    readonly imports: ImportPort,
    readonly jumpFactor: number,
  ) {}

  get loaders(): Loaders {
    return (this.made ??= createLoaders(this.db, this.past));
  }
}
