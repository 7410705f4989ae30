import { join } from 'node:path';
import { uploadRoutes } from '../import/upload.js';
import { importWorkbook } from '../import/import.js';
import { IMPORTABLE } from '../import/importable.js';
import { syncCatalogue } from './indicators/compute/catalogue-sync.js';
import { ImportJobs } from '../import/runs/jobs.js';
import { findWorkbooks } from '../import/paths.js';
import { reportRoutes } from '../import/report/routes.js';
import { runReport } from '../import/report/run-report.js';
import { textReport } from '../import/report/text.js';
import { DEMO_IMPORTER, dataDirSetting, demoConfig, refuseRealData } from './demo.js';
import { type Config, type DivisionOption, parseDivision, readConfig } from './config.js';
import { type OpenDatabase, openDatabase, openQueries } from './database/open.js';
import { createLog } from './log.js';
import { addressOf, connectionOf } from './reporting/connection.js';
import { watchOverruns } from './reporting/overruns.js';
import { grantReader } from './reporting/reader.js';
import { startServer } from './http/server.js';
import type { StartOptions } from './start-options.js';
import { useOwnTemporary } from './temporary.js';
import { yearTable } from './year-table.js';

const HOUR_MS = 3_600_000;

/** The samples in the repository, and their invented district. */
const SAMPLES = { folder: 'samples/ledgers', division: { code: '990204', name: '青峪区' } } as const;

/** How long the server may take to stop; open transactions are then rolled back. */
const STOPS_WITHIN_MS = 12_000;

const DATABASE_ENDED =
  '内置数据库意外停止，本服务随之停止；已写入的数据没有丢失。请重新启动；原因见数据目录中 postgres/log 下的日志。';

/** The composition root: reads the settings, opens the database, joins both wings and serves until a signal. */
export async function compose({ demo }: StartOptions): Promise<void> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const config = demo ? demoConfig(readConfig(process.env)) : readConfig(process.env);
  const log = createLog(config.logLevel);
  const closing: (() => Promise<void>)[] = [];
  let opening: Promise<OpenDatabase> | undefined;
  let stopped: Promise<void> | undefined;
  const stop = () =>
    (stopped ??= (async () => {
      await opening?.catch(() => undefined);
      for (const close of closing.toReversed())
        await close().catch((error: unknown) => log.error({ err: error }, 'stopping failed'));
    })());
  const end = (code: number) => {
    setTimeout(() => {
      log.error('stopping took too long');
      process.exit(code);
    }, STOPS_WITHIN_MS).unref();
    stop().finally(() => process.exit(code));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => end(signal === 'SIGTERM' ? 0 : 130));
  }
  try {
    opening = openDatabase(config, { join: false, log: say });
    const open = await opening;
    closing.push(() => open.close());
    process.on('exit', () => open.abandon());
    if (demo && config.databaseUrl !== undefined) await refuseRealData(open.db, open.url);
    void open.lost?.then(() => {
      process.stderr.write(`${DATABASE_ENDED}\n`);
      end(1);
    });
    // After the database is open: its programs may have been copied to the temporary folder of before.
    useOwnTemporary(config.dataDir);
    const jobs = await ImportJobs.start({ ...config, db: open.db, url: open.url, log });
    closing.push(() => jobs.stop());
    const queries = await openQueries(open.url, config.queryTimeoutSeconds, config.preparedStatements);
    closing.push(() => queries.close());
    // In a new month stocks go on to it.
    const sync = () =>
      syncCatalogue(open.db).catch((error: unknown) => log.error({ err: error }, 'figures not computed anew'));
    const syncing = setInterval(sync, HOUR_MS).unref();
    closing.push(() => Promise.resolve(clearInterval(syncing)));
    const watch = watchOverruns(open.db, log);
    closing.push(() => watch.stop());
    const server = await startServer({
      config,
      db: open.db,
      queries,
      address: addressOf(open.url),
      log,
      imports: {
        ledgers: () => IMPORTABLE,
        commit: (id) => jobs.commit(id),
        settle: (id, sheet, decision) => jobs.settle(id, sheet, decision),
        undo: (id) => jobs.undo(id),
      },
      importRoutes: async (app) => {
        const { maxUploadBytes: maxBytes, defaultDivision } = config;
        await uploadRoutes(app, { jobs, maxBytes, defaultDivision, parseDivision });
        reportRoutes(app, { db: open.db, limits: config.limits });
      },
    });
    closing.push(async () => {
      // First refuses the requests that wait for an import, for which the server would wait.
      const stopping = jobs.stop();
      await Promise.all([server.stop(), stopping]);
    });
    if (demo) await importSamples(open, config, say);
    announce(server.url, demo ? SAMPLES.division : config.defaultDivision, say);
    say(`  SQL       ${await sqlAccess(open, config, demo)}`);
    say('按 Ctrl-C 停止。');
  } catch (error) {
    await stop();
    throw error;
  }
}

async function importSamples({ db }: OpenDatabase, { jumpFactor }: Config, say: (line: string) => void): Promise<void> {
  const folder = join(import.meta.dirname, '../..', SAMPLES.folder);
  const { workbooks } = await findWorkbooks([folder]);
  say('导入示例台账：');
  for (const path of workbooks) {
    const fileName = path.slice(folder.length + 1);
    say(
      textReport(
        await runReport(
          db,
          await importWorkbook(db, {
            path,
            fileName,
            division: SAMPLES.division,
            importedBy: DEMO_IMPORTER,
            jumpFactor,
          }),
        ),
      ),
    );
  }
  say('');
  say(await yearTable(db));
}

const ANY_DIVISION = '150103';

/** A command that previews a workbook, as it stands for shells of Linux, macOS and Windows. */
function uploadCommand(url: string, division: DivisionOption | undefined): string {
  const { code, name } = division ?? { code: ANY_DIVISION };
  const asked = encodeURIComponent(name === undefined ? code : `${code}:${name}`);
  return `curl -F "file=@台账.xlsx" "${url}/imports?division=${asked}&dryRun=true"`;
}

function announce(url: string, division: DivisionOption | undefined, say: (line: string) => void): void {
  say(`台账已启动：${url}`);
  say(`  GraphQL   ${url}/graphql`);
  say(`  OData     ${url}/odata/`);
  say(`  数据导出  ${url}/exports`);
  say(`  BI 工具   ${url}/connect`);
  say(`  上传台账  ${uploadCommand(url, division)}`);
  say(
    `            （只预览；去掉 &dryRun=true 即导入。${division === undefined ? `${ANY_DIVISION} 换成自己的区划代码。` : ''}PowerShell 中写 curl.exe）`,
  );
}

/** How a BI tool connects to the database: the demo makes a read-only role at each start. */
async function sqlAccess({ db, url }: OpenDatabase, config: Config, demo: boolean): Promise<string> {
  if (!demo || config.databaseUrl !== undefined) return '用 npm run bi-user -- 账号名 建立只读账号，会给出连接串';
  const reader = await grantReader(db, { name: 'demo', exclusive: true });
  return `${connectionOf(url, reader).url}（只读，下次演示会换密码；自己的账号用 ${dataDirSetting(config)} npm run bi-user -- 账号名 建立）`;
}
