import '../src/require-node.js';
import { userInfo } from 'node:os';
import { basename } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { type Config, ConfigError, type DivisionOption, parseDivision, readConfig } from '../src/config.js';
import { type OpenDatabase, openDatabase } from '../src/database/open.js';
import { useOwnTemporary } from '../src/temporary.js';
import { commandNamed, readUsage } from '../src/usage.js';
import { importWorkbook } from './import.js';
import { importerOf } from './runs/importer.js';
import { DivisionBook } from './text/division-book.js';
import { applyMaps, type Mappings, readMap } from './map-option.js';
import { normalise } from './text/normalise.js';
import { findWorkbooks } from './paths.js';
import { type RunReport, runReport } from './report/run-report.js';
import { countsText, textReport } from './report/text.js';

interface Options {
  readonly division?: DivisionOption;
  readonly year?: number;
  readonly map: Mappings;
  readonly dryRun?: true;
  readonly json?: true;
}

/** How long an import that is interrupted may take to end by itself. */
const BREAKS_OFF_MS = 2000;

/** Exit codes of the contract: all loaded; some rows or files rejected; nothing could be read, or wrong usage. */
const EXIT = { loaded: 0, rejected: 1, nothing: 2 } as const;

const command = commandNamed('npm run import --')
  .description('把工作簿或文件夹中的台账导入数据库')
  .argument('<path...>', '要导入的工作簿或文件夹')
  .option('--division <code[:name]>', '行政区划代码，GB/T 2260 之外的须给名称，如 990103:示例区', readDivision)
  .option('--year <year>', '表中没有年度时采用的年份', readYear)
  .option(
    '--map <sheet=ledger>',
    '确认工作表是哪个台账，如 Sheet1=funding；或某列是什么，如 "Sheet1!金额=amount"，可带单位 amount:万元，不写字段为不读取；或它属于哪个区划，如 Sheet1=@150103；可多次',
    readMap,
    {},
  )
  .option('--dry-run', '只预览，不写入')
  .option('--json', '在标准输出上给出一个 JSON 数组，每个文件一项');

function readDivision(text: string, before: unknown): DivisionOption {
  refuseTwice(before);
  const division = parseDivision(text);
  if (division === undefined) throw new InvalidArgumentError('应为“代码”或“代码:名称”。');
  return division;
}

function readYear(text: string, before: unknown): number {
  refuseTwice(before);
  const year = Number(text);
  if (!/^\d{4}$/u.test(text) || year < 1900 || year > 2200) throw new InvalidArgumentError('应为四位年份。');
  return year;
}

function refuseTwice(before: unknown): void {
  if (before !== undefined) throw new InvalidArgumentError('只能给一次。');
}

async function main(): Promise<number> {
  const code = readUsage(command);
  if (code !== undefined) return code;
  const options = command.opts<Options>();
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const files = await findWorkbooks(command.args);
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
      // Closing waits for the import under way, which the end of the process breaks off.
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
  options: Options,
  division: DivisionOption | undefined,
  say: (line: string) => void,
): Promise<number> {
  const fault = division === undefined ? null : await divisionFault(db, division);
  const maps = await applyMaps(paths, options.map, limits);
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

/** What is wrong with the division of an import, in words; null where nothing is. */
async function divisionFault(db: OpenDatabase['db'], { code, name }: DivisionOption): Promise<string | null> {
  const known = (await DivisionBook.open(db, null)).nameOf(code);
  if (known === null)
    return name === undefined ? `代码 ${code} 不在 GB/T 2260 中，请给出名称：--division ${code}:名称` : null;
  return name === undefined || normalise(name) === normalise(known)
    ? null
    : `代码 ${code} 的名称是“${known}”，不是“${name}”。请核对代码，或只给代码；确需改名，请用 GraphQL 的 renameDivision。`;
}

/** The account on this computer; undefined where its number has no name. */
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
  return `共 ${reports.length} 个文件：${countsText(total)}`;
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

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const known = error instanceof ConfigError || (error instanceof Error && /[\u4e00-\u9fff]/u.test(error.message));
    process.stderr.write(
      `${known ? (error as Error).message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exit(EXIT.nothing);
  },
);
