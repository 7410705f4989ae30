import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { CompiledQuery } from 'kysely';
import { from as copyFrom } from 'pg-copy-streams';
import type { Database } from '../../src/database/sql.js';

/** A value of a row that is copied to a table; dates and decimals are texts. */
export type CopyValue = string | number | boolean | readonly string[] | null;

/** A row in the text format of `copy`. */
export function copyLine(values: readonly CopyValue[]): string {
  return `${values.map(fieldOf).join('\t')}\n`;
}

function fieldOf(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return escaped(value);
  return Array.isArray(value) ? escaped(arrayOf(value)) : String(value);
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(text: string): string {
  return text.replace(/[\\\n\r\t]/g, (char) => ESCAPES[char]!);
}

/** The literal of an array of texts. */
function arrayOf(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

/** Copies rows into tables on the connection of a transaction, which runs no other statement while a copy is open. */
export class RowCopy {
  #statement = '';
  #stream: ReturnType<typeof copyFrom> | null = null;
  #done: Promise<void> = Promise.resolve();

  constructor(private readonly db: Database) {}

  /** Sends rows, as `copyLine` writes them, by a `copy … from stdin`; resolves when more can be taken. */
  async write(statement: string, lines: string): Promise<void> {
    if (this.#stream === null || this.#statement !== statement) {
      await this.end();
      this.#stream = await this.#open(statement);
    }
    if (!this.#stream.write(lines)) await Promise.race([this.#done, once(this.#stream, 'drain')]);
  }

  /** Ends an open copy, so that its rows are in the table. Throws the error of rows that the table refuses. */
  async end(): Promise<void> {
    this.#stream?.end();
    this.#stream = null;
    await this.#done;
  }

  /** Cancels an open copy, so that the transaction can be rolled back. */
  async abandon(): Promise<void> {
    this.#stream?.destroy();
    this.#stream = null;
    await this.#done.catch(() => undefined);
  }

  async #open(statement: string): Promise<ReturnType<typeof copyFrom>> {
    const stream = copyFrom(statement);
    this.#statement = statement;
    this.#done = finished(stream);
    // The next write or end gets the error; until then it is not unhandled.
    this.#done.catch(() => undefined);
    // Kysely passes an object in place of the SQL to the driver unchanged, and the driver accepts a stream that submits itself.
    await this.db.executeQuery(CompiledQuery.raw(stream as unknown as string));
    return stream;
  }
}
