import { userInfo } from 'node:os';
import { basename } from 'node:path';
import { type Config, type DivisionOption, readConfig } from '../src/config.js';
import { type OpenDatabase, openDatabase } from '../src/database/open.js';
import { useOwnTemporary } from '../src/temporary.js';
import { applyMaps } from './apply-maps.js';
import { importWorkbook } from './import.js';
import { importerOf } from './runs/importer.js';
import { DivisionBook } from './text/division-book.js';
import { type Mappings, mergedMaps } from './map-option.js';
import { normalise } from './text/normalise.js';
import { findWorkbooks } from './paths.js';
import { type RunReport, runReport } from './report/run-report.js';
import { resultText, textReport } from './report/text.js';

/** The options of an import on the command line. */
export interface ImportOptions {
  readonly division?: DivisionOption;
  readonly year?: number;
  readonly map: Mappings;
  readonly fact?: Mappings;
  readonly dryRun?: true;
  readonly json?: true;
}

/** How long an interrupted import may take to end. */
const BREAKS_OFF_MS = 2000;

/** Exit codes of the contract: all loaded; some rows or files rejected; nothing could be read, or wrong usage. */
const EXIT = { loaded: 0, rejected: 1, nothing: 2 } as const;

/** Imports the workbooks and folders of the command line and prints the report; the exit code. */
export async function importPaths(paths: readonly string[], options: ImportOptions): Promise<number> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const files = await findWorkbooks(paths);
  for (const path of files.missing) say(`没有这个文件或文件夹：${path}`);
  if (files.passedOver.length > 0) say(`不是表格文件，未读取：${files.passedOver.join('、')}`);
  if (files.missing.length > 0) return EXIT.nothing;
  if (files.workbooks.length === 0) {
    say('没有找到可以导入的工作簿（.xlsx、.xls、.et、.csv）。');
    return EXIT.nothing;
  }
  const config = readConfig(process.env);
  const opening = openDatabase(config, { join: true, log: say });
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stopping = true;
      say('已中断：没有导完的文件不会写入。');
      // Closing would wait for the running import, which the end of the process interrupts.
      setTimeout(() => process.exit(130), BREAKS_OFF_MS).unref();
      opening.then(
        (open) => open.close().finally(() => process.exit(130)),
        () => process.exit(130),
      );
    });
  }
  const open = await opening;
  process.on('exit', () => open.abandon());
  useOwnTemporary(config.dataDir);
  try {
    return await importFiles(open, config, files.workbooks, options, options.division ?? config.defaultDivision, say);
  } finally {
    if (!stopping) await open.close();
  }
}

async function importFiles(
  { db }: OpenDatabase,
  { limits, jumpFactor }: Pick<Config, 'limits' | 'jumpFactor'>,
  paths: readonly string[],
  options: ImportOptions,
  division: DivisionOption | undefined,
  say: (line: string) => void,
): Promise<number> {
  const fault = division === undefined ? null : await divisionFault(db, division);
  const maps = await applyMaps(paths, mergedMaps(options.map, options.fact ?? {}), limits);
  for (const line of [...(fault === null ? [] : [fault]), ...maps.faults]) say(line);
  if (fault !== null || maps.faults.length > 0) return EXIT.nothing;
  const importedBy = importerOf(accountName());
  const reports: RunReport[] = [];
  for (const path of paths) {
    const runId = await importWorkbook(db, {
      path,
      fileName: basename(path),
      dryRun: options.dryRun ?? false,
      settled: maps.byPath.get(path) ?? {},
      divisionAssumed: options.division === undefined,
      limits,
      jumpFactor,
      ...(importedBy === undefined ? {} : { importedBy }),
      ...(division === undefined ? {} : { division }),
      ...(options.year === undefined ? {} : { year: options.year }),
    });
    const report = await runReport(db, runId);
    reports.push(report);
    if (options.json !== true) process.stdout.write(`${textReport(report)}\n`);
  }
  if (options.json === true) process.stdout.write(`${JSON.stringify(reports, null, 2)}\n`);
  else process.stdout.write(`${summary(reports)}\n`);
  return exitCode(reports);
}

/** The fault of an import's division, in words; null where there is none. */
async function divisionFault(db: OpenDatabase['db'], { code, name }: DivisionOption): Promise<string | null> {
  const known = (await DivisionBook.open(db, null)).nameOf(code);
  if (known === null)
    return name === undefined ? `代码 ${code} 不在 GB/T 2260 中，请给出名称：--division ${code}:名称` : null;
  return name === undefined || normalise(name) === normalise(known)
    ? null
    : `代码 ${code} 的名称是“${known}”，不是“${name}”。请核对代码，或只给代码；确需改名，请用 GraphQL 的 renameDivision。`;
}

/** The account on this computer; undefined where its uid has no name. */
function accountName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}

function summary(reports: readonly RunReport[]): string {
  const total = { created: 0, updated: 0, unchanged: 0, rejected: 0, skipped: 0 };
  for (const { counts } of reports)
    for (const fate of Object.keys(total) as (keyof typeof total)[]) total[fate] += counts[fate];
  return `共 ${reports.length} 个文件：${resultText(total, reports)}`;
}

function exitCode(reports: readonly RunReport[]): number {
  const read = reports.filter(
    (report) => report.state !== 'FAILED' && report.sheets.some((sheet) => sheet.ledger !== null),
  );
  if (read.length === 0) return EXIT.nothing;
  const faulty = (report: RunReport) =>
    report.state === 'FAILED' || report.issues.nodes.some((issue) => issue.severity === 'ERROR');
  return reports.some(faulty) ? EXIT.rejected : EXIT.loaded;
}
