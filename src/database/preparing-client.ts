import { createHash } from 'node:crypto';
import pg from 'pg';

/** The settings of a connection for questions. */
export interface QuestionSettings {
  /** Whether repeated statements are prepared. */
  readonly prepare: boolean;
  /** Stops a statement that takes longer, in milliseconds; absent where the connection itself was opened with a limit. */
  readonly limitMs?: number;
}

type Run = (...parts: unknown[]) => Promise<unknown>;

/** How often a statement was sent, and its name when it is prepared. */
interface Asked {
  times: number;
  name?: string;
}

/** A statement is prepared from this repetition on, as by PostgreSQL's JDBC driver. */
const PREPARE_FROM = 5;
/** How many statements a connection counts; further ones are never prepared. */
const MOST_STATEMENTS = 256;

/** The statements that are worth preparing, without those that begin and end transactions. */
const QUESTION = /^\s*(select|with)\b/iu;
const BEGIN = /^\s*(begin|start transaction)\b/iu;

/** PostgreSQL's codes for a prepared statement that is missing or exists already: a pooler changed the connection. */
const OTHER_CONNECTION: readonly unknown[] = ['26000', '42P05'];
/** Its code for a prepared statement whose tables have changed. */
const OUTDATED = '0A000';

/**
 * A connection that prepares repeated statements: planning one of our questions takes longer than answering it. For
 * questions only; statements of imports are long and rarely repeated with the same sizes.
 *
 * Behind a pooler each transaction may run on another connection of the database. A name stands for one text, so that
 * another client's statement is never run in its place, and the first error that shows such a pooler ends preparing; the
 * question is then sent again unprepared. `limitMs` is set within the transaction of each statement.
 */
export class PreparingClient extends pg.Client {
  readonly #asked = new Map<string, Asked>();
  readonly #limitMs: number | undefined;
  #prepare: boolean;

  constructor(config?: pg.ClientConfig & { readonly questions?: QuestionSettings }) {
    super(config);
    this.#prepare = config?.questions?.prepare ?? true;
    this.#limitMs = config?.questions?.limitMs;
  }

  override query: pg.Client['query'] = ((statement: unknown, ...rest: unknown[]) => {
    const run = super.query.bind(this) as Run;
    const [values, callback] = rest;
    if (typeof statement !== 'string' || !Array.isArray(values) || callback !== undefined)
      return run(statement, ...rest);
    return this.#ask(run, statement, values);
  }) as pg.Client['query'];

  async #ask(run: Run, text: string, values: unknown[]): Promise<unknown> {
    const name = this.#nameOf(text);
    if (name === undefined) return this.#limited(run, text, () => run(text, values));
    try {
      return await this.#limited(run, text, () => run({ name, text, values }));
    } catch (error) {
      const { code } = error as { code?: unknown };
      if (OTHER_CONNECTION.includes(code)) this.#prepare = false;
      else if (code === OUTDATED) this.#asked.set(text, { times: Number.NEGATIVE_INFINITY });
      else throw error;
      return this.#limited(run, text, () => run(text, values));
    }
  }

  /** Counts a statement; its name where it is to be prepared, which is not within a transaction, where an error is final. */
  #nameOf(text: string): string | undefined {
    if (!this.#prepare || this.#isWithinTransaction() || !QUESTION.test(text)) return undefined;
    const asked = this.#asked.get(text);
    if (asked === undefined) {
      if (this.#asked.size < MOST_STATEMENTS) this.#asked.set(text, { times: 1 });
      return undefined;
    }
    asked.times += 1;
    return asked.times < PREPARE_FROM ? undefined : (asked.name ??= hashOf(text));
  }

  /** Runs a statement with the time limit, in a transaction of its own if it is within none. */
  async #limited(run: Run, text: string, ask: () => Promise<unknown>): Promise<unknown> {
    if (this.#limitMs === undefined) return ask();
    const limit = `set local statement_timeout = ${this.#limitMs}`;
    if (BEGIN.test(text)) {
      const begun = await ask();
      await run(limit);
      return begun;
    }
    if (this.#isWithinTransaction()) return ask();
    await run(`begin; ${limit}`);
    try {
      const answer = await ask();
      await run('commit');
      return answer;
    } catch (error) {
      // If the connection is lost, the first error tells why.
      await run('rollback').catch(() => undefined);
      throw error;
    }
  }

  #isWithinTransaction(): boolean {
    const status = this.getTransactionStatus();
    return status === 'T' || status === 'E';
  }
}

/** The name of a statement, equal for equal texts in every client. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
