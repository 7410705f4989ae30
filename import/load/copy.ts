import { CompiledQuery } from 'kysely';
import { from as copyFrom } from 'pg-copy-streams';
import { BinaryRows, type ColumnType, type ColumnValue } from './binary-rows.js';
import type { Database } from './stage.js';

/** A column that rows are copied to, and its value of a row. */
export interface CopyColumn<Row> {
  readonly name: string;
  readonly type: ColumnType;
  readonly value: (row: Row) => ColumnValue;
}

/** Rows gathered for one `copy` into a table, written down as they come, so that nothing else of them need be kept. */
export class RowCopy<Row> {
  readonly #rows: BinaryRows;
  readonly #values: ColumnValue[] = [];
  #count = 0;

  constructor(
    private readonly table: string,
    private readonly columns: readonly CopyColumn<Row>[],
    /** Memory of copies that were sent, to be used again: that of a copy counts for V8 as much as a collection saves. */
    private readonly spare: Buffer[] = [],
  ) {
    this.#rows = new BinaryRows(
      columns.map(({ type }) => type),
      spare.pop(),
    );
  }

  /** How many rows were added. */
  get count(): number {
    return this.#count;
  }

  add(row: Row): void {
    const { columns } = this;
    for (let index = 0; index < columns.length; index += 1) this.#values[index] = columns[index]!.value(row);
    this.#rows.add(this.#values);
    this.#count += 1;
  }

  /** Puts the rows into the table, in the caller's transaction; throws what the table does not take. */
  async send(db: Database): Promise<void> {
    const names = this.columns.map(({ name }) => `"${name}"`).join(', ');
    const stream = copyFrom(`copy "${this.table}" (${names}) from stdin (format binary)`);
    const copied = new Promise<void>((resolve, reject) => {
      stream.once('finish', resolve);
      stream.once('error', reject);
    });
    // Kysely hands what stands for the SQL to the driver as it is, and the driver takes a stream that submits itself.
    await db.executeQuery(CompiledQuery.raw(stream as unknown as string));
    stream.end(this.#rows.finish());
    await copied;
    this.spare.push(this.#rows.memory);
  }
}

/** How many rows go to the database at once: first few, so that it has work early. */
const FIRST_ROWS = 250;
const ROWS_A_COPY = 2_000;

/** Rows on their way into a table, gathered for one `copy` after another. */
export class RowCopies<Row> {
  #open: RowCopy<Row> | null = null;
  #rows = FIRST_ROWS;
  readonly #spare: Buffer[] = [];

  /** `columns`: those that the next copy is to have; `send`: takes a copy that is complete. */
  constructor(
    private readonly table: string,
    private readonly columns: () => readonly CopyColumn<Row>[],
    private readonly send: (copy: RowCopy<Row>) => void,
  ) {}

  add(row: Row): void {
    this.#open ??= new RowCopy(this.table, this.columns(), this.#spare);
    this.#open.add(row);
    if (this.#open.count < this.#rows) return;
    this.flush();
    this.#rows = Math.min(this.#rows * 2, ROWS_A_COPY);
  }

  /** Completes the copy at hand. */
  flush(): void {
    if (this.#open !== null) this.send(this.#open);
    this.#open = null;
  }
}
