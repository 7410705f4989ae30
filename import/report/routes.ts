import { basename, extname } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { attachment } from '../../src/http/attachment.js';
import { RequestError } from '../../src/errors.js';
import { READINGS } from '../ledgers/index.js';
import type { Database } from '../../src/database/sql.js';
import type { ReadLimits } from '../workbook/limits.js';
import { UnreadableWorkbook } from '../workbook/workbook.js';
import { annotateWorkbook } from './annotate.js';
import { wordIssue } from '../issues/wording.js';
import { tellEffects } from './annotate/effects.js';
import { runReport } from './run-report.js';
import { templateName, templateWorkbook } from './template.js';

const TYPES: Readonly<Record<string, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xlsm: 'application/vnd.ms-excel.sheet.macroEnabled.12',
  xltx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.template',
  xltm: 'application/vnd.ms-excel.template.macroEnabled.12',
};
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu;

/**
 * `GET /imports/:id`, the run as `--json` gives it, `GET /imports/:id/annotated.xlsx`, its workbook with the faults marked,
 * and `GET /ledgers/:id/template.xlsx`.
 */
export function reportRoutes(
  app: FastifyInstance,
  { db, limits }: { readonly db: Database; readonly limits: Partial<ReadLimits> },
): void {
  // Workbooks are annotated one after another, since each is held in memory.
  let turn: Promise<unknown> = Promise.resolve();

  app.get<{ Params: { id: string } }>('/imports/:id', async (request, reply) => {
    const id = knownForm(request.params.id);
    if ((await keptRun(db, id)) === undefined) throw RequestError.unknownRun(id);
    return reply.header('cache-control', 'no-store').send(await runReport(db, id));
  });

  app.get<{ Params: { id: string } }>('/imports/:id/annotated.xlsx', async (request, reply) => {
    const id = knownForm(request.params.id);
    const run = await keptRun(db, id);
    if (run === undefined) throw RequestError.unknownRun(id);
    if (run.state === 'QUEUED' || run.state === 'RUNNING')
      throw new RequestError('CONFLICT', '导入还没有结束，', '请稍后再下载。');
    const { content, fileName } = run;
    if (content === null)
      throw new RequestError(
        'CONFLICT',
        '没有保留这次导入的文件，不能标注。',
        '通过网页上传的文件会保留，请重新上传。',
      );
    const report = await runReport(db, id);
    const leads = await leadsOf(db, id);
    const mine = turn.then(() =>
      annotateWorkbook({ fileName, content, leads, effects: tellEffects(report) }, report.issues.nodes, limits),
    );
    turn = mine.catch(() => undefined);
    try {
      const annotated = await mine;
      const name = basename(fileName, extname(fileName));
      return await send(reply, annotated.content, `${name}（已标注）`, annotated.extension);
    } catch (error) {
      if (!(error instanceof UnreadableWorkbook)) throw error;
      const { message, remedy } = wordIssue({ code: error.code, params: { detail: '' } });
      throw new RequestError('CONFLICT', `这个文件无法标注：${message}`, remedy ?? undefined);
    }
  });

  app.get<{ Params: { id: string } }>('/ledgers/:id/template.xlsx', async (request, reply) => {
    const { id } = request.params;
    const reading = READINGS.find(({ ledger }) => ledger.id === id);
    if (reading === undefined) {
      const known = READINGS.map(({ ledger }) => `${ledger.id}（${ledger.zh}）`).join('、');
      throw new RequestError('UNKNOWN_LEDGER', `没有台账：${id}。可用的有：${known}。`, '请改用列出的一个。');
    }
    return send(reply, await templateWorkbook(reading), templateName(reading), 'xlsx');
  });
}

/** The id, if it has the form of one; else throws. */
function knownForm(id: string): string {
  if (UUID.test(id)) return id;
  throw new RequestError(
    'INVALID_ID',
    `“${id.slice(0, 100)}”不是导入批次的编号。`,
    '编号是上传时返回的 id，形如 0197f0c2-7d3a-7000-8000-000000000000；可用 GraphQL 的 imports 查询。',
  );
}

/** The run's file, if it is kept; undefined where there is no such run. */
function keptRun(db: Database, id: string) {
  return db
    .selectFrom('import_run as r')
    .leftJoin('import_file as f', 'f.sha256', 'r.sha256')
    .select(['r.file_name as fileName', 'r.state'])
    .select((eb) => eb.ref('f.content').$castTo<Buffer | null>().as('content'))
    .where('r.id', '=', id)
    .executeTakeFirst();
}

/** The first column of each recognised sheet. */
async function leadsOf(db: Database, id: string): Promise<Map<string, number>> {
  const rows = await db.selectFrom('import_sheet').select(['name', 'columns']).where('run_id', '=', id).execute();
  return new Map(
    rows.flatMap(({ name, columns }) =>
      columns.length === 0 ? [] : [[name, Math.min(...columns.map(({ column }) => column))] as const],
    ),
  );
}

function send(reply: FastifyReply, content: Buffer, name: string, extension: string): FastifyReply {
  return reply
    .header('content-type', TYPES[extension] ?? TYPES['xlsx'])
    .header('content-disposition', attachment(`${name}.${extension}`, `workbook.${extension}`))
    .header('cache-control', 'no-store')
    .send(content);
}
