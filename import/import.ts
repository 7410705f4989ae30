import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { ImportState } from '../src/entities/import-run.js';
import { DEFAULT_JUMP_FACTOR } from '../src/checks/rules.js';
import { growingHeap } from '../src/heap.js';
import type { Issue } from './issue.js';
import { holdRun } from './interrupted.js';
import type { Mapping, Recognition } from './draft.js';
import { type Differences, recordDifferences } from './load/differences.js';
import { DivisionBook, type DivisionRef } from './load/divisions.js';
import { Load } from './load/load.js';
import { createRun, IssueLog, noCounts, recordRun, type SheetResult } from './load/record.js';
import type { Database } from './load/stage.js';
import { type ReadContext, readRows } from './parse/read.js';
import { Progress } from './progress.js';
import { readMemory, recall, remember } from './recognize/memory.js';
import { readOwnSheet } from './recognize/own-sheet.js';
import { recognizeSheet } from './recognize/recognize.js';
import { Covered } from './validate/covered.js';
import { contradictions, touchedBy } from './validate/contradictions.js';
import { openWorkbook, type ReadLimits } from './workbook/open.js';
import { UnreadableWorkbook, type Workbook } from './workbook/workbook.js';

/** A workbook to import and what the person who imports it says of it. */
export interface ImportRequest {
  /** Where the file lies now. */
  readonly path: string;
  /** The name it was given by people. */
  readonly fileName: string;
  readonly division?: { readonly code: string; readonly name?: string };
  readonly year?: number;
  /** Do everything, then roll it back: the run's counts and issues say what a real import would do. */
  readonly dryRun?: boolean;
  /** What a person says of sheets that could not be told: sheet name → its ledger and what headings mean. */
  readonly settled?: Readonly<Record<string, Mapping>>;
  /** Who imports, where that is known. */
  readonly importedBy?: string;
  /** What a workbook may hold at most, where that is not the default. */
  readonly limits?: Partial<ReadLimits>;
  /** How many times last year's figure is worth a warning. */
  readonly jumpFactor?: number;
  /** A run that was made when the file was handed in. */
  readonly runId?: string;
}

/**
 * Imports one workbook and returns the id of its run, which says how it went. The rows, the record of what they
 * replaced, the run's result and the refreshed figures are one transaction. Throws only if the program fails; the run
 * is then FAILED and nothing is loaded.
 */
export function importWorkbook(db: Database, request: ImportRequest): Promise<string> {
  return growingHeap(() => importFile(db, request));
}

async function importFile(db: Database, request: ImportRequest): Promise<string> {
  const sha256 = await hashFile(request.path);
  const dryRun = request.dryRun ?? false;
  const runId =
    request.runId ??
    (await createRun(
      db,
      {
        fileName: request.fileName,
        sha256,
        dryRun,
        divisionCode: request.division?.code ?? null,
        divisionName: request.division?.name ?? null,
        year: request.year ?? null,
        importedBy: request.importedBy ?? null,
        ...(request.settled === undefined ? {} : { settled: request.settled }),
      },
      'RUNNING',
    ));
  try {
    await loadWorkbook(db, runId, request, sha256, false).catch((error: unknown) => {
      if (!isDeadlock(error)) throw error;
      return loadWorkbook(db, runId, request, sha256, true);
    });
  } catch (error) {
    const failure = new IssueLog();
    failure.add([failureOf(error, runId)]);
    await recordRun(db, runId, 'FAILED', [], failure);
    if (!(error instanceof UnreadableWorkbook || error instanceof RefusedImport)) throw error;
  }
  return runId;
}

/** Two imports that each wait for a division of the other's: PostgreSQL ends one, which then locks in a fixed order. */
function isDeadlock(error: unknown): boolean {
  return (error as { code?: unknown }).code === '40P01';
}

function failureOf(error: unknown, runId: string): Issue {
  if (error instanceof UnreadableWorkbook) return { code: error.code, params: { detail: error.detail } };
  return error instanceof RefusedImport ? error.issue : { code: 'IMPORT_FAILED', params: { reference: runId } };
}

class DryRun extends Error {}

/** The import cannot be done as it was asked for; the run says why. */
class RefusedImport extends Error {
  constructor(readonly issue: Issue) {
    super(issue.code);
  }
}

async function loadWorkbook(
  db: Database,
  runId: string,
  request: ImportRequest,
  sha256: string,
  patient: boolean,
): Promise<void> {
  const issues = new IssueLog();
  let sheets: SheetResult[] = [];
  let differences: Differences = { kept: [], count: 0 };
  const home = request.division?.code ?? null;
  const memory = await readMemory(db, home);
  const progress = new Progress(db, runId);
  const recognitions = new Map<string, Recognition>();
  let workbook: Workbook | undefined;
  try {
    await db.transaction().execute(async (tx) => {
      await holdRun(tx, runId);
      const opened = (workbook = await openWorkbook(request.path, {
        fileName: request.fileName,
        ...(request.limits === undefined ? {} : { limits: request.limits }),
      }));
      const file = { sha256, divisionCode: home };
      const result = await Load.within(tx, runId, { file, patient }, async (load) => {
        const divisions = await DivisionBook.open(tx, home);
        const context = contextOf(request, divisions);
        for (const sheet of opened.sheets) {
          const settled = request.settled?.[sheet.name] ?? (await recall(memory, sheet));
          const reading =
            (await readOwnSheet(sheet)) ??
            (await recognizeSheet(sheet, settled === undefined ? context : { ...context, settled }));
          issues.add(reading.issues);
          const counts = noCounts();
          const covered = new Covered();
          sheets.push({ reading, counts, covered });
          if (reading.recognition === null) continue;
          recognitions.set(sheet.name, reading.recognition);
          const decided = request.settled?.[sheet.name];
          if (decided !== undefined && home !== null) await remember(db, home, sheet, reading.recognition, decided);
          const rank = (reading.recognition.year ?? 0) * 1000 + sheet.index;
          const { ledger } = reading.recognition;
          for await (const batch of readRows(sheet, reading.recognition, context)) {
            await load.add(ledger, batch.drafts, { index: sheet.index, rank });
            covered.add(batch.drafts);
            counts.rejected += batch.rejected;
            counts.skipped += batch.skipped;
            issues.add(batch.issues);
            progress.add(batch.drafts.length + batch.rejected + batch.skipped);
          }
        }
        // They fill while the rows are read.
        issues.add(opened.notes);
        return load.finish(
          opened.sheets.map((sheet) => sheet.name),
          { recognitions, divisionOf: (code) => divisionOf(code, request, divisions) },
        );
      });
      issues.add(result.issues);
      const { jumpFactor = DEFAULT_JUMP_FACTOR } = request;
      issues.add(await contradictions(tx, touchedBy(sheets), { sha256, recognitions, jumpFactor }));
      differences = result.differences;
      sheets = sheets.map(({ reading, counts, covered }, index) => {
        const loaded = result.counts.get(index) ?? noCounts();
        return {
          reading,
          covered,
          counts: { ...loaded, rejected: loaded.rejected + counts.rejected, skipped: loaded.skipped + counts.skipped },
        };
      });
      await progress.end();
      if (request.dryRun === true) throw new DryRun();
      await recordDifferences(tx, runId, differences);
      await recordRun(tx, runId, endState(sheets, 'COMMITTED'), sheets, issues);
    });
  } catch (error) {
    await progress.end();
    if (!(error instanceof DryRun)) throw error;
    await recordDifferences(db, runId, differences);
    await recordRun(db, runId, endState(sheets, 'PREVIEWED'), sheets, issues);
  } finally {
    await workbook?.close();
  }
}

/** A workbook of which no sheet could be read has not been imported, whatever its file is like. */
function endState(sheets: readonly SheetResult[], success: ImportState): ImportState {
  return sheets.some(({ reading }) => reading.recognition !== null) ? success : 'FAILED';
}

function contextOf(request: ImportRequest, divisions: DivisionBook): ReadContext {
  const home = request.division;
  const homeName = home === undefined ? null : (home.name ?? divisions.nameOf(home.code));
  if (home !== undefined && homeName === null) {
    throw new RefusedImport({ code: 'DIVISION_UNNAMED', params: { division: home.code } });
  }
  return {
    fileName: request.fileName,
    ...(request.year === undefined ? {} : { year: request.year }),
    ...(home === undefined ? {} : { division: { code: home.code, name: homeName ?? home.code } }),
    resolveDivision: (text) => divisions.resolve(text),
  };
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
