import pg from 'pg';

/** From this many times on a statement is prepared, as PostgreSQL's JDBC driver does. */
const PREPARE_FROM = 5;
/** As many statements as one connection keeps in mind; what is asked after them is planned anew each time. */
const MOST_STATEMENTS = 256;

/**
 * A connection that has a statement prepared when it is asked again and again: planning one of our questions takes longer
 * than answering it. For questions only; statements of imports are long, and rarely come twice with the same sizes.
 */
export class PreparingClient extends pg.Client {
  readonly #asked = new Map<string, { readonly name: string; times: number }>();

  override query: pg.Client['query'] = ((statement: unknown, ...rest: unknown[]) => {
    const name = typeof statement === 'string' && Array.isArray(rest[0]) ? this.#nameOf(statement) : undefined;
    const query = super.query.bind(this) as (...parts: unknown[]) => unknown;
    return name === undefined
      ? query(statement, ...rest)
      : query({ name, text: statement, values: rest[0] }, ...rest.slice(1));
  }) as pg.Client['query'];

  #nameOf(text: string): string | undefined {
    const known = this.#asked.get(text);
    if (known === undefined) {
      if (this.#asked.size < MOST_STATEMENTS) this.#asked.set(text, { name: `q${this.#asked.size}`, times: 1 });
      return undefined;
    }
    known.times += 1;
    return known.times >= PREPARE_FROM ? known.name : undefined;
  }
}
