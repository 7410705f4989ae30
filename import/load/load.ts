import { sql } from 'kysely';
import { lock } from '../../src/database/locks.js';
import { lockAncestors, refreshFigures } from '../../src/indicators/compute/refresh.js';
import type { LedgerDeclaration } from '../../src/entities/ledger.js';
import type { Draft } from '../parse/draft.js';
import type { Recognition } from '../recognize/recognition.js';
import type { Issue } from '../issues/issue.js';
import { RowCopy } from './copy.js';
import { type Differences, findDifferences, NO_DIFFERENCES } from './differences.js';
import { matchCorrected } from './corrected.js';
import { type Effect, effectsOf } from './effects.js';
import { settleDuplicates } from './duplicates.js';
import { Parties } from './enterprises.js';
import { takeAwayEnterprises } from './enterprises-replaced.js';
import { earlierRuns, type ImportedFile, reachOf } from './history.js';
import { mergeLimits } from './limits.js';
import { countFates, type LoadCount, mergeStage } from './merge.js';
import { matchWeakly, matchStage } from './match.js';
import { type Counts, noCounts } from './counts.js';
import { layOutReading, matchAsBefore, matchByPlace, takeAway } from './replaced.js';
import { copyInto, makeStage, type Stage, stageLine } from './stage.js';
import { type Database } from '../../src/database/sql.js';

/** The result of loading a workbook. */
export interface LoadResult {
  readonly differences: Differences;
  /** By sheet index. */
  readonly counts: ReadonlyMap<number, Counts>;
  readonly issues: readonly Issue[];
}

/** What is known of a workbook after it is read. */
export interface LoadedWorkbook {
  readonly file: ImportedFile;
  readonly sheetNames: readonly string[];
  /** By sheet name. */
  readonly recognitions: ReadonlyMap<string, Recognition>;
  /** The numbers of the sheets' limits, by sheet index; null: none. */
  readonly limits: readonly (number | null)[];
  /** Adds missing divisions. */
  readonly makeDivisions: (codes: readonly string[]) => Promise<void>;
}

/**
 * Loads the rows of one workbook into the ledgers, in the caller's transaction. While the workbook is read they are copied
 * to temporary tables, and no ledger is changed. Then the divisions are locked in their order, and all rows are merged
 * into the ledgers by a few statements.
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

  /** Loads what `use` adds. After a failure no copy is left open, so that the transaction can be rolled back. */
  static async within<T>(db: Database, runId: string, use: (load: Load) => Promise<T>): Promise<T> {
    const load = new Load(db, runId);
    try {
      return await use(load);
    } catch (error) {
      await load.#copy.abandon();
      throw error;
    }
  }

  /** Stages drafts of a sheet; resolves when more can be taken. `limitsOf`: the number of a row's own limits. */
  async add(
    ledger: LedgerDeclaration,
    drafts: readonly Draft[],
    sheet: { readonly index: number; readonly rank: number },
    limitsOf: (draft: Draft) => number | null | undefined = () => undefined,
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
        limits: limitsOf(draft),
      });
      if (draft.exported !== undefined) stage.exported = true;
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

  /**
   * Merges the staged rows into the ledgers, takes away what earlier readings of the same file gave and this one does
   * not, and refreshes the figures of the divisions and of all above.
   */
  async finish({ file, sheetNames, recognitions, limits, makeDivisions }: LoadedWorkbook): Promise<LoadResult> {
    const { db, runId } = this;
    await this.#copy.end();
    await lock(db, 'file', file.sha256);
    const reach = await reachOf(db, file);
    for (const ledger of reach.ledgers) await this.#stageOf(ledger);
    const stages = [...this.#stages.values()];
    if (stages.length === 0 || recognitions.size === 0) return NOTHING;
    // All rows of the workbook are joined and sorted; with less memory PostgreSQL uses the disk.
    await sql`set local work_mem = '64MB'`.execute(db);

    await makeDivisions([...this.#divisions]);
    const divisions = [...new Set([...this.#divisions, ...reach.divisions])];
    await lockDivisions(db, divisions);
    const { own, since, namesakes } = await earlierRuns(db, file);
    const scope = { own, divisions, sheets: [...recognitions.keys()] };
    await this.#parties.resolve(db, runId, scope);

    const issues: Issue[] = [];
    for (const stage of stages) {
      await matchStage(db, stage, limits);
      issues.push(...(await settleDuplicates(db, stage, sheetNames)));
      const earlier = await layOutReading(db, stage, scope);
      if (earlier !== null) await matchAsBefore(db, stage, earlier, sheetNames);
      await matchWeakly(db, stage, since, earlier);
      if (earlier === null) issues.push(...(await matchCorrected(db, stage, namesakes, sheetNames)));
      else await matchByPlace(db, stage, earlier, sheetNames);
      await mergeLimits(db, stage, earlier);
      await mergeStage(db, stage, { runId, sheetNames, since, earlier });
      if (earlier !== null) issues.push(...(await takeAway(db, stage, { runId, sheetNames }, earlier)));
    }
    if (own.length > 0) await takeAwayEnterprises(db, runId, scope);

    const fates = await countFates(db, stages);
    const ledgers = stages.map(({ ledger }) => ledger);
    let effects: readonly Effect[] = [];
    if (fates.some(({ fate }) => fate === 'created') || (await hasChanged(db, runId, divisions))) {
      await lockAncestors(db, divisions);
      const refresh = () =>
        refreshFigures(
          db,
          divisions,
          ledgers.map(({ id }) => id),
        );
      effects = await effectsOf(db, divisions, refresh);
    }
    const differences = await findDifferences(db, { ledgers, divisions, runId }, recognitions);
    return { counts: countsOf(fates), issues: [...issues, ...keptOf(fates)], differences: { ...differences, effects } };
  }
}

const NOTHING: LoadResult = { counts: new Map(), issues: [], differences: NO_DIFFERENCES };

/** Whether a run changed existing rows. */
async function hasChanged(db: Database, runId: string, divisions: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    select from import_change where division = any(${[...divisions]}::text[]) and run_id = ${runId} limit 1`.execute(
    db,
  );
  return rows.length > 0;
}

/** The fates of the rows, by sheet index. */
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
