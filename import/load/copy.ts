import { getDefaultHighWaterMark } from 'node:stream';
import { CompiledQuery } from 'kysely';
import { from as copyFrom } from 'pg-copy-streams';
import { BinaryRows, type ColumnType, type ColumnValue, ROWS_BEGIN, ROWS_END } from './binary-rows.js';
import type { Database } from './stage.js';

/** A column that rows are copied to, and its value of a row. */
export interface CopyColumn<Row> {
  readonly name: string;
  readonly type: ColumnType;
  readonly value: (row: Row) => ColumnValue;
}

/** Rows on their way into a table, as much of a `copy` as is sent at once. */
export interface CopyPiece {
  /** The statement whose rows they are. */
  readonly statement: string;
  readonly bytes: Buffer;
  /** Takes back the memory of the bytes, to be used again: to fill new memory takes longer than to send it. */
  readonly release: () => void;
}

/** How many bytes are sent at once: at first few, so that PostgreSQL has work early. */
const FIRST_BYTES = 128 * 1024;
const PIECE_BYTES = 1024 * 1024;
/** Room for the row with which a piece becomes full. */
const ROOM = 32 * 1024;

/** Writes rows down as they come, in pieces, so that nothing else of them need be kept. */
export class RowCopies<Row> {
  #rows: BinaryRows | null = null;
  #columns: readonly CopyColumn<Row>[] = [];
  readonly #values: ColumnValue[] = [];
  readonly #spare: Buffer[] = [];
  #most = FIRST_BYTES;

  /** `columns`: those that the next piece is to have; `send`: takes a piece that is complete. */
  constructor(
    private readonly table: string,
    private readonly columns: () => readonly CopyColumn<Row>[],
    private readonly send: (piece: CopyPiece) => void,
  ) {}

  add(row: Row): void {
    this.#rows ??= this.#begin();
    const columns = this.#columns;
    for (let index = 0; index < columns.length; index += 1) this.#values[index] = columns[index]!.value(row);
    this.#rows.add(this.#values);
    if (this.#rows.length < this.#most) return;
    this.flush();
    this.#most = Math.min(this.#most * 2, PIECE_BYTES);
  }

  /** Completes the piece at hand. */
  flush(): void {
    const rows = this.#rows;
    if (rows === null) return;
    this.#rows = null;
    const names = this.#columns.map(({ name }) => `"${name}"`).join(', ');
    this.send({
      statement: `copy "${this.table}" (${names}) from stdin (format binary)`,
      bytes: rows.written,
      release: () => this.#spare.push(rows.memory),
    });
  }

  #begin(): BinaryRows {
    this.#columns = this.columns();
    this.#values.length = this.#columns.length;
    return new BinaryRows(
      this.#columns.map(({ type }) => type),
      this.#spare.pop() ?? Buffer.allocUnsafeSlow(PIECE_BYTES + ROOM),
    );
  }
}

/**
 * Sends pieces on the connection of a transaction, all that follow each other of one statement in one `copy`: to begin
 * one takes two answers, for which both sides would wait. While one is open nothing else can be asked on it.
 */
export class CopyChannel {
  #statement = '';
  #stream: ReturnType<typeof copyFrom> | null = null;
  #ended: Promise<void> = Promise.resolve();
  #failure: unknown = null;
  /** Takes back the memory of pieces that may not have left yet. */
  #held: (() => void)[] = [];

  constructor(private readonly db: Database) {}

  /** Sends a piece; resolves when more can be taken. Throws what the table did not take so far. */
  async write({ statement, bytes, release }: CopyPiece): Promise<void> {
    if (this.#statement !== statement) await this.#open(statement);
    await this.#push(bytes);
    // What is less than a socket buffers may still be there, until PostgreSQL says that it has all.
    if (bytes.length < getDefaultHighWaterMark(false)) this.#held.push(release);
    else release();
  }

  /** Ends the copy that is open, if one is: its rows are in the table then. Throws what the table did not take. */
  async end(): Promise<void> {
    if (this.#failure !== null) throw this.#failure;
    if (this.#stream === null) return;
    this.#stream.end(ROWS_END);
    await this.#ended;
    this.#closed();
  }

  /** Breaks off the copy that is open, if one is, so that the transaction can be rolled back. */
  async abandon(): Promise<void> {
    const stream = this.#stream;
    if (stream === null) return;
    const closed = new Promise<void>((resolve) => stream.once('close', resolve));
    stream.destroy();
    await closed;
    this.#closed();
  }

  async #open(statement: string): Promise<void> {
    await this.end();
    const stream = copyFrom(statement);
    this.#ended = new Promise<void>((resolve, reject) => {
      stream.once('finish', resolve);
      stream.on('error', reject);
    });
    // Whoever writes or ends next is told.
    this.#ended.catch((error: unknown) => {
      this.#failure = error;
      this.#closed();
    });
    this.#stream = stream;
    this.#statement = statement;
    // Kysely hands what stands for the SQL to the driver as it is, and the driver takes a stream that submits itself.
    await this.db.executeQuery(CompiledQuery.raw(stream as unknown as string));
    await this.#push(ROWS_BEGIN);
  }

  async #push(bytes: Buffer): Promise<void> {
    const stream = this.#stream;
    if (stream === null) throw this.#failure;
    await Promise.race([this.#ended, new Promise((resolve) => stream.write(bytes, resolve))]);
  }

  #closed(): void {
    this.#stream = null;
    this.#statement = '';
    for (const release of this.#held) release();
    this.#held = [];
  }
}
