import { sql } from 'kysely';
import { lock } from '../../src/database/locks.js';
import { lockAncestors, refreshFigures } from '../../src/indicators/refresh.js';
import type { LedgerDeclaration } from '../../src/entities/ledger.js';
import type { Draft, Recognition } from '../draft.js';
import type { Issue } from '../issue.js';
import { RowCopy } from './copy.js';
import { type DivisionRef, ensureDivisions } from './divisions.js';
import { type Differences, findDifferences } from './differences.js';
import { settleDuplicates } from './duplicates.js';
import { Parties } from './enterprises.js';
import { type ImportedFile, runsSince } from './history.js';
import { countFates, type LoadCount, mergeStage } from './merge.js';
import { matchWeakly, planStage } from './plan.js';
import { type Counts, noCounts } from './record.js';
import { copyInto, type Database, makeStage, type Stage, stageLine } from './stage.js';

/** What loading a workbook came to. */
export interface LoadResult {
  readonly differences: Differences;
  /** By sheet index. */
  readonly counts: ReadonlyMap<number, Counts>;
  readonly issues: readonly Issue[];
}

/** What is known of a workbook when all of it has been read. */
export interface LoadedWorkbook {
  readonly file: ImportedFile;
  readonly sheetNames: readonly string[];
  /** By sheet name. */
  readonly recognitions: ReadonlyMap<string, Recognition>;
  readonly divisionOf: (code: string) => DivisionRef;
}

/**
 * The rows of one workbook on their way into the ledgers, in the caller's transaction. While the workbook is read they
 * are copied to temporary tables, and no ledger is touched. When all are there, the divisions are locked in their order,
 * and the rows are merged into the ledgers by a few statements over all of them.
 */
export class Load {
  readonly #stages = new Map<string, Stage>();
  readonly #divisions = new Set<string>();
  readonly #parties = new Parties();
  readonly #copy: RowCopy;
  #seq = 0;

  private constructor(
    private readonly db: Database,
    private readonly runId: string,
  ) {
    this.#copy = new RowCopy(db);
  }

  /** Loads what `use` adds. Where that fails, no copy is left open, so that the transaction can be rolled back. */
  static async within<T>(db: Database, runId: string, use: (load: Load) => Promise<T>): Promise<T> {
    // A copy is one statement, which lasts as long as its rows are read.
    await sql`set local statement_timeout = 0`.execute(db);
    const load = new Load(db, runId);
    try {
      return await use(load);
    } catch (error) {
      await load.#copy.abandon();
      throw error;
    }
  }

  /** Stages drafts of a sheet; resolves when more can be taken. */
  async add(
    ledger: LedgerDeclaration,
    drafts: readonly Draft[],
    sheet: { readonly index: number; readonly rank: number },
  ): Promise<void> {
    if (drafts.length === 0) return;
    const stage = await this.#stageOf(ledger);
    let lines = '';
    for (const draft of drafts) {
      this.#divisions.add(draft.division);
      const party = stage.partyOf(draft);
      lines += stageLine(stage, draft, {
        seq: this.#seq,
        sheetIndex: sheet.index,
        sheetRank: sheet.rank,
        party: party === null ? null : this.#parties.numberOf(party),
      });
      this.#seq += 1;
    }
    await this.#copy.write(copyInto(stage), lines);
  }

  async #stageOf(ledger: LedgerDeclaration): Promise<Stage> {
    let stage = this.#stages.get(ledger.id);
    if (stage === undefined) {
      await this.#copy.end();
      stage = await makeStage(this.db, ledger);
      this.#stages.set(ledger.id, stage);
    }
    return stage;
  }

  /** Merges the staged rows into the ledgers and refreshes the figures of their divisions and of all above. */
  async finish({ file, sheetNames, recognitions, divisionOf }: LoadedWorkbook): Promise<LoadResult> {
    await this.#copy.end();
    if (this.#seq === 0) return { counts: new Map(), issues: [], differences: { kept: [], count: 0 } };
    const { db, runId } = this;
    const stages = [...this.#stages.values()];
    const divisions = [...this.#divisions].toSorted();
    // The workbook's rows are joined and sorted whole; with less memory PostgreSQL would use its disk.
    await sql`set local work_mem = '64MB'`.execute(db);

    const moved = await ensureDivisions(db, divisions.map(divisionOf));
    await lockDivisions(db, divisions);
    await this.#parties.resolve(db, runId);
    const since = await runsSince(db, file);
    const issues: Issue[] = [];
    for (const stage of stages) {
      await planStage(db, stage);
      issues.push(...(await settleDuplicates(db, stage, sheetNames)));
      await matchWeakly(db, stage, since);
      await mergeStage(db, stage, runId, sheetNames, since);
    }

    const fates = await countFates(db, stages);
    const has = (...wanted: LoadCount['fate'][]) => fates.some(({ fate }) => wanted.includes(fate));
    if (has('created', 'updated')) {
      await lockAncestors(db, [...divisions, ...moved]);
      await refreshFigures(
        db,
        divisions,
        stages.map(({ ledger }) => ledger.id),
      );
      // What moved under a new parent is part of the parent's figures in every ledger, not in this workbook's alone.
      await refreshFigures(db, moved);
    }
    const differences = has('updated')
      ? await findDifferences(db, stages, runId, recognitions)
      : { kept: [], count: 0 };
    return { counts: countsOf(fates), issues: [...issues, ...keptOf(fates)], differences };
  }
}

/** What became of the rows, by sheet index. */
function countsOf(fates: readonly LoadCount[]): Map<number, Counts> {
  const counts = new Map<number, Counts>();
  for (const { sheetIndex, fate, count } of fates) {
    const sheet = counts.get(sheetIndex) ?? noCounts();
    sheet[fate === 'kept' ? 'unchanged' : fate] += count;
    counts.set(sheetIndex, sheet);
  }
  return counts;
}

function keptOf(fates: readonly LoadCount[]): Issue[] {
  const count = fates.reduce((sum, { fate, count: rows }) => (fate === 'kept' ? sum + rows : sum), 0);
  return count === 0 ? [] : [{ code: 'KEPT_LATER_CHANGE', params: { count } }];
}

/** Waits for other imports into the same divisions; held to the end of the transaction. */
export async function lockDivisions(db: Database, divisions: readonly string[]): Promise<void> {
  for (const code of divisions.toSorted()) await lock(db, 'division', code);
}
