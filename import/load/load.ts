import { sql } from 'kysely';
import { lock } from '../../src/database/locks.js';
import { lockAncestors, refreshFigures } from '../../src/indicators/refresh.js';
import type { LedgerDeclaration } from '../../src/entities/ledger.js';
import type { Draft, Recognition } from '../draft.js';
import type { Issue } from '../issue.js';
import { type DivisionRef, ensureDivisions } from './divisions.js';
import { type Differences, findDifferences } from './differences.js';
import { CopyChannel, RowCopies } from './copy.js';
import { DirectRows } from './directly.js';
import { EnterpriseBook } from './enterprises.js';
import { type ImportedFile, importedBefore, runsSince } from './history.js';
import { countFates, mergeStage, planStage, settleDuplicates, settleEnterprises } from './merge.js';
import { type Party, partyReader } from './party.js';
import { type Counts, noCounts } from './record.js';
import {
  columnSetOf,
  type Database,
  identify,
  isFlagged,
  type LoadRow,
  makeStage,
  type Stage,
  stageColumns,
  stageOf,
} from './stage.js';

/** What loading a workbook came to. */
export interface LoadResult {
  readonly differences: Differences;
  /** By sheet index. */
  readonly counts: ReadonlyMap<number, Counts>;
  readonly issues: readonly Issue[];
}

/** How many rows wait where something must be asked of the database about them: first few, so that it has work early. */
const FIRST_BATCH = 250;
const BATCH = 2_000;

/** How a workbook is loaded. */
export interface LoadOptions {
  readonly file: ImportedFile;
  /** Write nothing before all is read, so that divisions are locked in their order. */
  readonly patient: boolean;
}

/** A ledger that rows of the workbook go to. */
interface Target {
  readonly stage: Stage;
  readonly direct: DirectRows | null;
  readonly staged: RowCopies<LoadRow>;
  readonly partyOf: (draft: Draft) => Party | null;
}

const NONE: ReadonlySet<number> = new Set();

function flush({ direct, staged }: Target): void {
  direct?.flush();
  staged.flush();
}

/** The rows of one workbook on their way into the ledgers, in the caller's transaction. */
export class Load {
  readonly #targets = new Map<string, Target>();
  readonly #divisions = new Set<string>();
  readonly #enterprises: EnterpriseBook;
  /** Rows as they were read, before anything is known of their enterprises. */
  #pending: LoadRow[] = [];
  #pendingOf: Target | undefined;
  #batch = FIRST_BATCH;
  #seq = 0;
  readonly #channel: CopyChannel;
  /** The last piece on its way to the database, and the one before it. */
  #sent: Promise<void> = Promise.resolve();
  #before: Promise<void> = Promise.resolve();

  private constructor(
    private readonly db: Database,
    private readonly runId: string,
    private readonly options: LoadOptions,
    /** Whether new rows are written at once; a file that was imported before is looked at whole. */
    private readonly direct: boolean,
  ) {
    this.#enterprises = new EnterpriseBook(db, runId);
    this.#channel = new CopyChannel(db);
  }

  /** Loads what `use` adds. Where that fails, nothing is on its way any more, so that the transaction can be rolled back. */
  static async within<T>(
    db: Database,
    runId: string,
    options: LoadOptions,
    use: (load: Load) => Promise<T>,
  ): Promise<T> {
    // A copy is one statement, which lasts as long as its rows are read.
    await sql`set local statement_timeout = 0`.execute(db);
    const direct = !options.patient && !(await importedBefore(db, options.file));
    const load = new Load(db, runId, options, direct);
    try {
      return await use(load);
    } catch (error) {
      await load.#sent.catch(() => undefined);
      await load.#channel.abandon();
      throw error;
    }
  }

  /**
   * Takes drafts of a sheet. Those that nothing answers to are written, the others put aside until the whole workbook is
   * read. Resolves when no more than one piece is on its way, so that the next rows are read meanwhile.
   */
  async add(
    ledger: LedgerDeclaration,
    drafts: readonly Draft[],
    sheet: { index: number; rank: number },
  ): Promise<void> {
    const target = this.#targetOf(ledger);
    if (this.#pendingOf !== target) await this.#write();
    this.#pendingOf = target;
    const sets = target.stage.columnSets.length;
    const { flagged } = target.stage;
    for (const draft of drafts) {
      target.stage.flagged ||= isFlagged(draft);
      const party = target.partyOf(draft);
      this.#pending.push({
        seq: this.#seq,
        sheetIndex: sheet.index,
        sheetRank: sheet.rank,
        draft,
        columnSet: columnSetOf(target.stage, draft),
        values: Object.values(draft.values),
        party: party === null ? null : this.#enterprises.numberOf(party),
        enterpriseId: null,
        key: '',
        matchKey: null,
      });
      this.#seq += 1;
    }
    // A piece has the columns that were known when it began.
    if (target.stage.columnSets.length > sets || target.stage.flagged !== flagged) flush(target);
    if (this.#pending.length >= this.#batch || !this.#asks(target)) await this.#write();
  }

  #targetOf(ledger: LedgerDeclaration): Target {
    let target = this.#targets.get(ledger.id);
    if (target === undefined) {
      const stage = stageOf(ledger);
      let made = false;
      target = {
        stage,
        direct: this.direct
          ? new DirectRows(this.db, stage, this.runId, (piece) => this.#send(() => this.#channel.write(piece)))
          : null,
        staged: new RowCopies(
          stage.table,
          () => stageColumns(stage),
          (piece) =>
            this.#send(async () => {
              if (!made) {
                await this.#channel.end();
                await makeStage(this.db, stage);
              }
              made = true;
              await this.#channel.write(piece);
            }),
        ),
        partyOf: partyReader(ledger),
      };
      this.#targets.set(ledger.id, target);
    }
    return target;
  }

  /** Has a piece sent after those before it. A failure is thrown by who waits next; until then it is not unhandled. */
  #send(piece: () => Promise<void>): void {
    this.#before = this.#sent;
    this.#sent = this.#sent.then(piece);
    this.#sent.catch(() => undefined);
  }

  /** Waits until all pieces so far are written, so that something else can be asked of the database. */
  async #settled(): Promise<void> {
    this.#send(() => this.#channel.end());
    await this.#sent;
  }

  /** Whether the rows that wait cannot be written before something is asked of the database. */
  #asks({ direct }: Target): boolean {
    if (this.options.patient) return false;
    return (
      this.#enterprises.asks ||
      this.#pending.some(({ draft }) => !this.#divisions.has(draft.division)) ||
      direct?.asks(this.#pending) === true
    );
  }

  /** Writes down the rows that wait. */
  async #write(): Promise<void> {
    const target = this.#pendingOf;
    const rows = this.#pending;
    if (rows.length === 0 || target === undefined) return;
    const { stage, direct, staged } = target;
    const asks = this.#asks(target);
    this.#pending = [];
    this.#batch = Math.min(this.#batch * 2, BATCH);
    if (asks) {
      flush(target);
      await this.#settled();
    }
    await this.#settle(rows);
    for (const row of rows) identify(row, row.party === null ? null : this.#enterprises.idOf(row.party));
    const taken = asks && direct !== null ? await direct.taken(rows) : NONE;
    for (const row of rows) {
      if (direct?.take(row, taken) === true) continue;
      staged.add(row);
      stage.rows += 1;
    }
    await this.#before;
  }

  /** Locks the divisions of rows and resolves their enterprises, as far as that is still to be done. */
  async #settle(rows: readonly LoadRow[]): Promise<void> {
    const divisions = [...new Set(rows.map(({ draft }) => draft.division))].filter(
      (code) => !this.#divisions.has(code),
    );
    for (const division of divisions) this.#divisions.add(division);
    if (this.options.patient) return;
    await lockDivisions(this.db, divisions);
    await this.#enterprises.resolve();
  }

  /** Writes the rows and refreshes the figures of their divisions and of all above. */
  async finish(
    sheetNames: readonly string[],
    options: {
      divisionOf: (code: string) => DivisionRef;
      /** By sheet name. */
      recognitions: ReadonlyMap<string, Recognition>;
    },
  ): Promise<LoadResult> {
    await this.#write();
    for (const target of this.#targets.values()) flush(target);
    await this.#settled();
    const divisions = [...this.#divisions].toSorted();
    const targets = [...this.#targets.values()];
    if (this.#seq === 0) return { counts: new Map(), issues: [], differences: { kept: [], count: 0 } };
    // The workbook's rows are joined and added up whole; with less memory PostgreSQL would do so by way of its disk.
    await sql`set local work_mem = '64MB'`.execute(this.db);
    const moved = await ensureDivisions(this.db, divisions.map(options.divisionOf));
    await lockDivisions(this.db, divisions);
    await this.#enterprises.settle();
    const since = await runsSince(this.db, this.options.file);
    const issues: Issue[] = [];
    const stages: Stage[] = [];
    for (const { stage, direct } of targets) {
      if (stage.rows === 0) continue;
      stages.push(stage);
      await settleEnterprises(this.db, stage);
      await direct?.takeBack();
      await planStage(this.db, stage);
      issues.push(...(await settleDuplicates(this.db, stage, sheetNames)));
      await mergeStage(this.db, stage, this.runId, sheetNames, since);
    }
    const fates = [...(await countFates(this.db, stages)), ...targets.flatMap(({ direct }) => direct?.fates() ?? [])];
    const changed = fates.some(({ fate }) => fate === 'created' || fate === 'updated');
    if (changed) {
      await lockAncestors(this.db, [...divisions, ...moved]);
      await refreshFigures(
        this.db,
        divisions,
        targets.map(({ stage }) => stage.ledger.id),
      );
      // What moved under a new parent is part of the parent's figures in every ledger, not in this workbook's alone.
      await refreshFigures(this.db, moved);
    }
    const counts = new Map<number, Counts>();
    let kept = 0;
    for (const { sheetIndex, fate, count } of fates) {
      const sheet = counts.get(sheetIndex) ?? noCounts();
      if (fate === 'kept') kept += count;
      sheet[fate === 'kept' ? 'unchanged' : fate] += count;
      counts.set(sheetIndex, sheet);
    }
    const late: Issue[] = kept === 0 ? [] : [{ code: 'KEPT_LATER_CHANGE', params: { count: kept } }];
    const differences = fates.some(({ fate }) => fate === 'updated')
      ? await findDifferences(this.db, stages, this.runId, options.recognitions)
      : { kept: [], count: 0 };
    return { counts, issues: [...issues, ...late], differences };
  }
}

/** Waits for other imports into the same divisions; held to the end of the transaction. */
export async function lockDivisions(db: Database, divisions: readonly string[]): Promise<void> {
  for (const code of divisions.toSorted()) await lock(db, 'division', code);
}
