import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { uuidBytes } from './binary-rows.js';
import { type CopyColumn, type CopyPiece, RowCopies } from './copy.js';
import type { LoadCount } from './merge.js';
import { SeenKeys } from './seen-keys.js';
import { type Database, FLAGS, type LoadRow, ORIGIN_COLUMNS, type Stage, valueColumns } from './stage.js';
import { sameWeakKey } from './weak-key.js';

/** Rows of one sheet that were written one after another, and how many of them stand. */
interface SheetRows {
  /** The seq of the first. */
  readonly from: number;
  readonly index: number;
  readonly rank: number;
  count: number;
}

/**
 * Writes rows that nothing in the ledger answers to straight into it, while the workbook is still being read. All that
 * may be the same as another row, stored or of this workbook, is left for the stage, where it is looked at whole.
 */
export class DirectRows {
  readonly #copies: RowCopies<LoadRow>;
  readonly #ids = newIds();
  /** Of the rows written, column sets and sheets: the first seq of each with what holds from there on. */
  readonly #sets: { readonly from: number; readonly set: number }[] = [];
  readonly #sheets: SheetRows[] = [];
  /** By division, whether the ledger had rows of it before this load. */
  readonly #filled = new Map<string, boolean>();
  readonly #keys = new SeenKeys();

  constructor(
    private readonly db: Database,
    private readonly stage: Stage,
    private readonly runId: string,
    send: (piece: CopyPiece) => void,
  ) {
    const run = uuidBytes(this.runId);
    const origin: readonly CopyColumn<LoadRow>[] = [
      { name: 'division', type: 'varchar(12)', value: ({ draft }) => draft.division },
      { name: 'id', type: 'uuid', value: ({ seq }) => this.#ids(seq) },
      { name: 'key', type: 'text', value: ({ key }) => key },
      { name: 'match_key', type: 'text', value: (row) => row.matchKey },
      { name: 'year', type: 'int', value: ({ draft }) => draft.year },
      { name: 'enterprise_id', type: 'uuid', value: ({ enterpriseId }) => enterpriseId },
      { name: 'created_by', type: 'uuid', value: () => run },
      { name: 'run_id', type: 'uuid', value: () => run },
      { name: 'sheet', type: 'text', value: ({ draft }) => draft.sheet },
      { name: 'row_number', type: 'int', value: ({ draft }) => draft.row },
      { name: 'cells', type: 'json', value: ({ draft }) => draft.cells },
    ];
    // Few ledgers say more of a figure than its value; to read that nothing is said takes as long as a column of texts.
    const columns = () => [...origin, ...(stage.flagged ? [FLAGS] : []), ...valueColumns(stage)];
    this.#copies = new RowCopies(stage.ledger.table, columns, send);
  }

  /** How many rows were written and stand, by sheet. */
  fates(): LoadCount[] {
    return this.#sheets.flatMap(({ index, count }) =>
      count > 0 ? [{ sheetIndex: index, fate: 'created', count }] : [],
    );
  }

  /** Whether it must be asked what the ledger had of these rows before this load. */
  asks(rows: readonly Pick<LoadRow, 'draft'>[]): boolean {
    return rows.some(({ draft }) => this.#filled.get(draft.division) !== false);
  }

  /** Takes a row that is new, to be written; false where it is not, or may not be. `taken`: as it was asked. */
  take(row: LoadRow, taken: ReadonlySet<number>): boolean {
    const repeated = this.#keys.add(row.draft.division, row.key);
    const open = row.party !== null && row.enterpriseId === null;
    if (open || repeated || taken.has(row.seq)) return false;
    this.#copies.add(row);
    this.#note(row);
    return true;
  }

  /** Completes the piece at hand. */
  flush(): void {
    this.#copies.flush();
  }

  /** Of which rows, by seq, the ledger had a row before this load, by either key. All that was taken must be there. */
  async taken(rows: readonly LoadRow[]): Promise<Set<number>> {
    for (const { draft } of rows) {
      if (!this.#filled.has(draft.division)) this.#filled.set(draft.division, await this.#hasRows(draft.division));
    }
    const said = rows.filter(({ draft }) => this.#filled.get(draft.division) === true);
    if (said.length === 0) return new Set();
    const table = sql.table(this.stage.ledger.table);
    const { rows: found } = await sql<{ seq: number }>`
      with said as (
        select * from unnest(${said.map(({ seq }) => seq)}::int[], ${said.map(({ draft }) => draft.division)}::text[],
          ${said.map(({ key }) => key)}::text[], ${said.map((row) => row.matchKey)}::text[]) s (seq, division, key, match_key)
      )
      select s.seq from said s cross join lateral (
        select from ${table} t where t.division = s.division and t.key = s.key offset 0
      ) t
      union select s.seq from said s cross join lateral (
        select from ${table} t where ${sameWeakKey('t', 's')} offset 0
      ) t`.execute(this.db);
    return new Set(found.map(({ seq }) => seq));
  }

  async #hasRows(division: string): Promise<boolean> {
    const { rows } =
      await sql`select from ${sql.table(this.stage.ledger.table)} where division = ${division} limit 1`.execute(
        this.db,
      );
    return rows.length > 0;
  }

  #note({ seq, columnSet, sheetIndex, sheetRank }: LoadRow): void {
    if (this.#sets.at(-1)?.set !== columnSet) this.#sets.push({ from: seq, set: columnSet });
    let sheet = this.#sheets.at(-1);
    if (sheet?.index !== sheetIndex) {
      sheet = { from: seq, index: sheetIndex, rank: sheetRank, count: 0 };
      this.#sheets.push(sheet);
    }
    sheet.count += 1;
  }

  /** Takes rows back to the stage that rows waiting there may be the same as, so that they are looked at together. */
  async takeBack(): Promise<void> {
    if (this.stage.rows === 0) return;
    const target = sql.table(this.stage.ledger.table);
    const staged = sql.table(this.stage.table);
    while (this.#sheets.some(({ count }) => count > 0)) {
      const { rows } = await sql<{ division: string; id: string }>`
        select t.division, t.id from ${staged} s join ${target} t on t.division = s.division and t.key = s.key
        where t.created_by = ${this.runId}
        union
        select t.division, t.id from ${staged} s cross join lateral (
          select * from ${target} t where ${sameWeakKey('t', 's')} offset 0
        ) t where t.created_by = ${this.runId}`.execute(this.db);
      if (rows.length === 0) return;
      const places = rows.map(({ id }) => this.#placeOf(Number.parseInt(id.slice(-8), 16)));
      const values = sql.join(this.stage.columns.map(({ name }) => sql.ref(name)));
      await sql`
        with back as (
          delete from ${target} t using unnest(${rows.map(({ division }) => division)}::text[], ${rows.map(({ id }) => id)}::uuid[]) w (division, id)
          where t.division = w.division and t.id = w.id returning t.*
        )
        insert into ${staged} (${sql.join(ORIGIN_COLUMNS.map((name) => sql.ref(name)))}, ${values})
        select p.seq, p.sheet_index, p.sheet_rank, b.row_number, b.division, b.year, b.key, b.match_key, p.column_set, null::int,
          b.enterprise_id, b.flags, b.cells, ${sql.join(this.stage.columns.map(({ name }) => sql`b.${sql.ref(name)}`))}
        from back b join unnest(${rows.map(({ id }) => id)}::uuid[], ${places.map(({ seq }) => seq)}::int[],
          ${places.map(({ sheet }) => sheet.index)}::int[], ${places.map(({ sheet }) => sheet.rank)}::int[], ${places.map(({ set }) => set)}::int[])
          p (id, seq, sheet_index, sheet_rank, column_set) on p.id = b.id`.execute(this.db);
      this.stage.rows += rows.length;
      for (const { sheet } of places) sheet.count -= 1;
    }
  }

  #placeOf(seq: number): { seq: number; sheet: SheetRows; set: number } {
    const sheet = this.#sheets.findLast(({ from }) => from <= seq)!;
    const { set } = this.#sets.findLast(({ from }) => from <= seq)!;
    return { seq, sheet, set };
  }
}

/** Ids of version 7 for the rows of one load: the time, random bits, and the row's number in the last four bytes. */
function newIds(): (seq: number) => Buffer {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return (seq) => {
    bytes.writeUInt32BE(seq, 12);
    return bytes;
  };
}
