import { sql } from 'kysely';
import { lockAncestors, refreshFigures } from '../../src/indicators/refresh.js';
import type { LedgerDeclaration } from '../../src/entities/ledger.js';
import type { Draft, Recognition } from '../draft.js';
import type { Issue } from '../issue.js';
import { type DivisionRef, ensureDivisions } from './divisions.js';
import { type Differences, findDifferences } from './differences.js';
import { resolveEnterprises } from './enterprises.js';
import { type ImportedFile, runsSince } from './history.js';
import { countFates, mergeStage, planStage, settleDuplicates } from './merge.js';
import { type Counts, noCounts } from './record.js';
import { createStage, type Database, type Stage, stageDrafts } from './stage.js';

/** What loading a workbook came to. */
export interface LoadResult {
  readonly differences: Differences;
  /** By sheet index. */
  readonly counts: ReadonlyMap<number, Counts>;
  readonly issues: readonly Issue[];
}

/** The rows of one workbook on their way into the ledgers, in the caller's transaction. */
export class Load {
  readonly #stages = new Map<string, Stage>();
  readonly #divisions = new Set<string>();
  #staged = 0;
  #staging: Promise<void> = Promise.resolve();

  private constructor(
    private readonly db: Database,
    private readonly runId: string,
  ) {}

  static begin(db: Database, runId: string): Load {
    return new Load(db, runId);
  }

  /**
   * Puts drafts of a sheet aside until the whole workbook is read. Resolves when the batch before is in the database, so
   * that the next rows are read while this one is on its way.
   */
  async stage(
    ledger: LedgerDeclaration,
    drafts: readonly Draft[],
    sheet: { index: number; rank: number },
  ): Promise<void> {
    const before = this.#staging;
    this.#staging = before.then(() => this.#stageNow(ledger, drafts, sheet));
    // A failure is thrown by the next call or by finish; it must not count as unhandled until then.
    this.#staging.catch(() => undefined);
    await before;
  }

  async #stageNow(
    ledger: LedgerDeclaration,
    drafts: readonly Draft[],
    sheet: { index: number; rank: number },
  ): Promise<void> {
    let stage = this.#stages.get(ledger.id);
    if (stage === undefined) {
      stage = await createStage(this.db, ledger);
      this.#stages.set(ledger.id, stage);
    }
    await stageDrafts(this.db, stage, drafts, {
      firstSeq: this.#staged,
      sheetIndex: sheet.index,
      sheetRank: sheet.rank,
    });
    this.#staged += drafts.length;
    for (const draft of drafts) this.#divisions.add(draft.division);
  }

  /** Writes the rows and refreshes the figures of their divisions and of all above. */
  async finish(
    sheetNames: readonly string[],
    options: {
      file: ImportedFile;
      divisionOf: (code: string) => DivisionRef;
      /** By sheet name. */
      recognitions: ReadonlyMap<string, Recognition>;
    },
  ): Promise<LoadResult> {
    await this.#staging;
    const divisions = [...this.#divisions].toSorted();
    const stages = [...this.#stages.values()];
    if (this.#staged === 0) return { counts: new Map(), issues: [], differences: { kept: [], count: 0 } };
    // The workbook's rows are joined and added up whole; with less memory PostgreSQL would do so by way of its disk.
    await sql`set local work_mem = '64MB'`.execute(this.db);
    const moved = await ensureDivisions(this.db, divisions.map(options.divisionOf));
    await lockDivisions(this.db, divisions);
    await resolveEnterprises(this.db, stages, this.runId);
    const since = await runsSince(this.db, options.file);
    const issues: Issue[] = [];
    for (const stage of stages) {
      await planStage(this.db, stage);
      issues.push(...(await settleDuplicates(this.db, stage, sheetNames)));
      await mergeStage(this.db, stage, this.runId, sheetNames, since);
    }
    const fates = await countFates(this.db, stages);
    const changed = fates.some(({ fate }) => fate === 'created' || fate === 'updated');
    if (changed) {
      await lockAncestors(this.db, [...divisions, ...moved]);
      await refreshFigures(
        this.db,
        divisions,
        stages.map((stage) => stage.ledger.id),
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
  for (const code of divisions.toSorted()) await sql`select pg_advisory_xact_lock(7300, hashtext(${code}))`.execute(db);
}
