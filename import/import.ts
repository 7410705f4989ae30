import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { ImportState } from '../src/entities/import-run.js';
import { DEFAULT_JUMP_FACTOR } from '../src/checks/rules.js';
import type { Mapping, Recognition } from './recognize/recognition.js';
import { ensureDivisions } from './load/divisions.js';
import { changedValues } from './load/effects.js';
import type { DivisionBook, DivisionRef } from './text/division-book.js';
import { inTodaysDivision } from './todays-division.js';
import { hiddenLast, rankOf } from './hidden-sheet.js';
import { type KnownLimits, limitsNumber, ownLimits } from './load/limits.js';
import { Load } from './load/load.js';
import { createRun, newRunId, type RunOptions, type SheetResult } from './runs/record.js';
import { type Counts, noCounts } from './load/counts.js';
import type { Issue } from './issues/issue.js';
import { IssueLog } from './issues/issue-log.js';
import type { Database } from '../src/database/sql.js';
import { normalise } from './text/normalise.js';
import { openSheets, partialIssues, withOpenSheets } from './open-sheets.js';
import type { SheetLimits } from './parse/draft.js';
import { placedBatch, placedReading } from './parse/placed.js';
import { readRows } from './parse/read.js';
import { type GivenDivision, type ReadContext } from './parse/read-context.js';
import { performRun, RefusedImport, type RunEnd } from './runs/perform.js';
import { Progress } from './runs/progress.js';
import { withPart } from './recognize/parts-beside.js';
import { type DecidedFor, type Recall, recallOf, remember } from './recognize/remembered.js';
import { previewed } from './runs/previewed.js';
import { refuseUnknownSheets, refuseUnreadTables, understand } from './understand.js';
import { Tables } from './tables-below.js';
import { VisibleRows } from './visible-rows.js';
import { Covered } from './validate/covered.js';
import { contradictions, touchedBy } from './validate/contradictions.js';
import { totalsNotCounted } from './validate/totals-not-counted.js';
import { sheetChecks } from './validate/sheet-checks.js';
import { openWorkbook, type ReadLimits } from './workbook/open.js';
import type { Workbook } from './workbook/workbook.js';

/** A workbook to import and what the importer states about it. */
export interface ImportRequest {
  /** Where the file is now. */
  readonly path: string;
  /** Its name, where `path` is a copy. */
  readonly fileName: string;
  readonly division?: { readonly code: string; readonly name?: string };
  /** Whether the division is the default of the settings. */
  readonly divisionAssumed?: boolean;
  readonly year?: number;
  /** Do everything, then roll it back: the run's counts and issues say what a real import would do. */
  readonly dryRun?: boolean;
  /** A person's decisions: sheet name → its ledger and what its headings mean. */
  readonly settled?: Readonly<Record<string, Mapping>>;
  /** Whether the file was uploaded: what is decided about it over GraphQL is remembered even while it is only previewed. */
  readonly upload?: true;
  /** Who imports, where that is known. */
  readonly importedBy?: string;
  /** Limits of the workbook that differ from the defaults. */
  readonly limits?: Partial<ReadLimits>;
  /** How many times last year's figure is worth a warning. */
  readonly jumpFactor?: number;
}

/**
 * Imports one workbook and returns the id of its run, which says how it went. The rows, the record of what they
 * replaced, the run's result and the refreshed figures are one transaction. Throws only if the program fails; the run
 * is then FAILED and nothing is loaded.
 */
export async function importWorkbook(db: Database, request: ImportRequest): Promise<string> {
  const sha256 = await hashFile(request.path);
  const runId = await newRunId(db);
  const options: RunOptions = {
    fileName: request.fileName,
    sha256,
    divisionGiven: request.division !== undefined && request.divisionAssumed !== true,
    dryRun: request.dryRun ?? false,
    divisionCode: request.division?.code ?? null,
    divisionName: request.division?.name ?? null,
    year: request.year ?? null,
    importedBy: request.importedBy ?? null,
    ...(request.settled === undefined ? {} : { settled: request.settled }),
  };
  const begin = async () => {
    await createRun(db, runId, options, 'RUNNING');
    return true;
  };
  await performRun(db, runId, begin, (tx) => loadFile(db, tx, { runId, sha256, request }));
  return runId;
}

/** A file that is being imported. */
export interface FileLoad {
  readonly runId: string;
  readonly sha256: string;
  readonly request: ImportRequest;
}

/** Loads the file of a run in the run's transaction `tx`; `db` is for what must be visible before its end. Throws where it cannot. */
export async function loadFile(
  db: Database,
  tx: Database,
  { runId, sha256, request: asked }: FileLoad,
): Promise<RunEnd> {
  const { request, divisions, issues: told } = await inTodaysDivision(tx, asked);
  const issues = new IssueLog();
  issues.add(told);
  const sheets: SheetResult[] = [];
  const home = request.division?.code ?? null;
  const recalled = new Map<string, Mapping>();
  const recall = (await previewed(db, runId)) ?? (await recallOf(db, home, sha256));
  // What a person tries out on the command line is not remembered; a decision over GraphQL is final.
  const tried = request.dryRun === true && request.upload !== true;
  const decidedFor: DecidedFor | null =
    home === null || tried
      ? null
      : { division: home, fileName: request.fileName, sha256, decidedBy: request.importedBy ?? null };
  const progress = new Progress(db, runId);
  const recognitions = new Map<string, Recognition>();
  let workbook: Workbook | undefined;
  try {
    const opened = (workbook = await openWorkbook(request.path, {
      fileName: request.fileName,
      ...(request.limits === undefined ? {} : { limits: request.limits }),
    }));
    const result = await Load.within(tx, runId, async (load) => {
      const general = contextOf(request, divisions);
      const before: Recall = async (sheet) => {
        const found = await recall(sheet);
        if (found !== undefined) recalled.set(sheet.name, found);
        return found;
      };
      const decisions = { now: request.settled ?? {}, before };
      refuseUnknownSheets(opened.sheets, decisions.now);
      const limits = new Map<number, SheetLimits>();
      const knownLimits: KnownLimits = new Map();
      const visible = new VisibleRows();
      const compared = opened.sheets.some(({ hidden }) => hidden);
      const reject = (counts: Counts, rows: readonly Issue[]) => {
        counts.rejected += rows.length;
        issues.add(rows);
      };
      const tables = await Tables.of(hiddenLast(opened.sheets));
      for (const sheet of tables) {
        const { reading: understood, context, relaid = sheet } = await understand(sheet, general, decisions, visible);
        const reading = placedReading(relaid, understood);
        const before = sheets[sheet.index];
        // What is said of a sheet as a whole is said once, of its first part.
        const told = (of: readonly Issue[]) => (before === undefined ? of : of.filter(({ row }) => row !== undefined));
        issues.add(reading.recognition === null ? reading.issues : told(reading.issues));
        const counts = before?.counts ?? noCounts();
        const covered = before?.covered ?? new Covered();
        sheets[sheet.index] = { reading: withPart(before?.reading, reading), counts, covered };
        if (reading.recognition === null) {
          reject(counts, await tables.afterUnread(sheet));
          continue;
        }
        recognitions.set(sheet.name, reading.recognition);
        const decided = request.settled?.[sheet.name];
        if (decided !== undefined && decidedFor !== null)
          await remember(db, decidedFor, sheet, reading.recognition, decided);
        const { ledger, year } = reading.recognition;
        const rank = rankOf(sheet, year);
        await tables.regional(sheet, reading.recognition);
        for await (const read of readRows(relaid, understood.recognition!, context, sheetChecks)) {
          const batch = placedBatch(relaid, read);
          const numbers = await ownLimits(db, batch.drafts, knownLimits);
          await load.add(ledger, batch.drafts, { index: sheet.index, rank }, numbers);
          covered.add(batch.drafts);
          if (compared) visible.add(ledger, batch.drafts);
          counts.rejected += batch.rejected;
          counts.skipped += batch.skipped;
          issues.add(told(batch.issues));
          if (batch.limits !== undefined) limits.set(sheet.index, batch.limits);
          if (batch.below !== undefined) reject(counts, await tables.below(sheet, batch.below));
          progress.add(batch.drafts.length + batch.rejected + batch.skipped);
        }
      }
      refuseUnreadTables(tables.names, decisions.now);
      const open = openSheets(sheets.map(({ reading }) => reading));
      issues.add(partialIssues(open, new Set([...recognitions.values()].map(({ ledger }) => ledger.id))));
      const numbers: (number | null)[] = sheets.map(() => null);
      for (const [index, own] of limits) {
        const { recognition } = sheets[index]!.reading;
        numbers[index] = await limitsNumber(db, withOpenSheets(own, recognition!.ledger.id, open));
      }
      // Both fill while the rows are read.
      issues.add(opened.notes);
      return load.finish({
        file: { sha256, fileName: request.fileName, divisionCode: home },
        sheetNames: sheets.map(({ reading }) => reading.name),
        recognitions,
        limits: numbers,
        makeDivisions: (codes) => {
          const wanted = codes.map((code) => divisionOf(code, request, divisions));
          // Others wait for a division that is being made: it is not made in the transaction of the whole import.
          return request.dryRun === true
            ? ensureDivisions(tx, wanted)
            : db.transaction().execute((own) => ensureDivisions(own, wanted));
        },
      });
    });
    issues.add(result.issues);
    const { jumpFactor = DEFAULT_JUMP_FACTOR } = request;
    const changed = changedValues(result.differences.effects);
    const touched = touchedBy(sheets);
    issues.add(await totalsNotCounted(tx, runId, touched));
    issues.add(await contradictions(tx, touched, { sha256, recognitions, jumpFactor, changed }));
    const loaded = sheets.map((sheet, index) => withCounts(sheet, result.counts.get(index) ?? noCounts()));
    const keep = request.dryRun !== true;
    const state = endState(loaded, keep ? 'COMMITTED' : 'PREVIEWED');
    return {
      state,
      sheets: loaded,
      issues,
      differences: result.differences,
      keep,
      recalled: Object.fromEntries(recalled),
    };
  } finally {
    await progress.end();
    await workbook?.close();
  }
}

function withCounts({ reading, counts, covered }: SheetResult, loaded: Counts): SheetResult {
  const rejected = loaded.rejected + counts.rejected;
  return { reading, covered, counts: { ...loaded, rejected, skipped: loaded.skipped + counts.skipped } };
}

/** FAILED for a workbook of which no sheet could be read. */
function endState(sheets: readonly SheetResult[], success: ImportState): ImportState {
  return sheets.some(({ reading }) => reading.recognition !== null) ? success : 'FAILED';
}

function contextOf(request: ImportRequest, divisions: DivisionBook): ReadContext {
  const home = request.division;
  const homeName = home === undefined ? null : (home.name ?? divisions.nameOf(home.code));
  if (home !== undefined && homeName === null) {
    throw new RefusedImport({ code: 'DIVISION_UNNAMED', params: { division: home.code } });
  }
  const known = home === undefined ? null : divisions.nameOf(home.code);
  if (home?.name !== undefined && known !== null && normalise(home.name) !== normalise(known)) {
    const params = { division: home.code, known, given: home.name };
    throw new RefusedImport({ code: 'DIVISION_NAMED_OTHERWISE', params });
  }
  // Another division may have the same name, and the given one may be new.
  const given = home === undefined || homeName === null ? null : { code: home.code, name: normalise(homeName) };
  return {
    fileName: request.fileName,
    ...(request.year === undefined ? {} : { year: request.year }),
    ...(home === undefined ? {} : { division: homeOf(home.code, homeName ?? home.code, request) }),
    formerDivision: (text) => divisions.formerOf(text),
    resolveDivision: (text) =>
      given !== null && [given.name, given.code].includes(normalise(text)) ? given : divisions.resolve(text),
  };
}

function homeOf(code: string, name: string, { divisionAssumed }: ImportRequest): GivenDivision {
  return { code, name, assumed: divisionAssumed === true };
}

function divisionOf(code: string, request: ImportRequest, divisions: DivisionBook): DivisionRef {
  const given = request.division?.code === code ? request.division.name : undefined;
  return { code, name: given ?? divisions.nameOf(code) ?? code };
}

/** How much of a file is hashed at once. */
const HASHED_BYTES = 1 << 18;

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: HASHED_BYTES })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
