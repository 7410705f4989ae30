import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import excel from 'exceljs';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importWorkbook } from '../../../import/import.js';
import { readingOf } from '../../../import/ledgers/index.js';
import { isIssueSheet } from '../../../import/report/annotate.js';
import { reportRoutes } from '../../../import/report/routes.js';
import { runReport } from '../../../import/report/run-report.js';
import { TEMPLATE_ROWS, templateWorkbook } from '../../../import/report/template.js';
import { readConfig } from '../../../src/config.js';
import { createApp } from '../../../src/http/app.js';
import { createLog } from '../../../src/log.js';
import { createTestDatabase, type TestDatabase } from '../../test-database.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
let database: TestDatabase;
let app: FastifyInstance;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'taizhang-'));
  app = createApp(readConfig({}), createLog('silent'));
  reportRoutes(app, { db: database.db, limits: {} });
});
afterAll(async () => {
  await app.close();
  await database.close();
  await rm(folder, { recursive: true });
});

/** Imports a file as an upload does: its bytes are kept. */
async function upload(content: Buffer, fileName: string): Promise<string> {
  const path = join(folder, 'upload');
  await writeFile(path, content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  await sql`insert into import_file (sha256, content) values (${sha256}, ${content}) on conflict do nothing`.execute(
    database.db,
  );
  return importWorkbook(database.db, { path, fileName, division: { code: '150103' } });
}

async function load(content: Buffer): Promise<excel.Workbook> {
  const workbook = new excel.Workbook();
  await workbook.xlsx.load(content as unknown as excel.Buffer);
  return workbook;
}

/** A ledger whose only row has a day that does not exist, in H5. */
async function faulty(): Promise<Buffer> {
  const workbook = await load(await templateWorkbook(readingOf('pool')));
  const sheet = workbook.worksheets[0]!;
  sheet.getRow(TEMPLATE_ROWS.example).eachCell((cell, column) => {
    sheet.getCell(TEMPLATE_ROWS.first, column).value = column === 1 ? 1 : cell.value;
  });
  sheet.getCell('H5').value = '2024年2月30日';
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

const get = (url: string) => app.inject({ url, headers: { host: '127.0.0.1:4000' } });
const annotated = (id: string) => get(`/imports/${id}/annotated.xlsx`);

describe('GET /imports/:id', () => {
  test('gives the run as `--json` does', async () => {
    const id = await upload(await faulty(), '培育库.xlsx');
    const response = await get(`/imports/${id}`);
    expect(response.statusCode).toBe(200);
    const run = await runReport(database.db, id);
    expect(run.issues.nodes.length).toBeGreaterThan(0);
    expect(response.json()).toEqual(JSON.parse(JSON.stringify(run)));
  });

  test('tells an unknown run from what is no number of a run', async () => {
    const status = async (id: string) => {
      const response = await get(`/imports/${id}`);
      return [response.statusCode, (response.json() as { error: { code: string } }).error.code];
    };
    expect(await status(randomUUID())).toEqual([404, 'UNKNOWN_IMPORT']);
    for (const id of ['x', '1', '%00', '12345678-1234-1234-1234-12345678901g'])
      expect(await status(id)).toEqual([400, 'INVALID_ID']);
  });
});

describe('GET /imports/:id/annotated.xlsx', () => {
  test('gives the workbook with its faults marked; corrected and sent again it loads', async () => {
    const id = await upload(await faulty(), '培育库（一）.xlsx');
    expect((await runReport(database.db, id)).counts).toMatchObject({ created: 0, rejected: 1 });
    const response = await annotated(id);
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe(XLSX);
    expect(response.headers['content-disposition']).toBe(
      `attachment; filename="workbook.xlsx"; filename*=UTF-8''${encodeURIComponent('培育库（一）（已标注）.xlsx')}`,
    );
    const workbook = await load(response.rawPayload);
    const [issues, ledger] = workbook.worksheets;
    expect(isIssueSheet(issues!.name, (issues!.getRow(1).values as string[]).slice(1))).toBe(true);
    expect(issues!.getCell('D2').value).toBe('H5');
    expect(ledger!.getCell('H5').fill).toMatchObject({ fgColor: { argb: 'FFFFC1C3' } });
    expect(JSON.stringify(ledger!.getCell('H5').note)).toContain('请核对年、月、日');

    ledger!.getCell('H5').value = '2024年2月29日';
    const again = await upload(Buffer.from(await workbook.xlsx.writeBuffer()), '培育库（一）（已标注）.xlsx');
    const run = await runReport(database.db, again);
    expect(run.counts).toMatchObject({ created: 1, rejected: 0 });
    expect(run.issues.nodes.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
    expect(run.sheets.flatMap(({ ledger: known }) => (known === null ? [] : [known]))).toEqual(['pool']);
  });

  test('lists below the issues what becomes of figures, and which rows count in none and why', async () => {
    const heading = '年度,项目编号,项目名称,承担单位,立项情况';
    const csv = `${heading}\n2023,示项1,项目一,甲公司,立项\n2023,示项2,项目二,乙公司,立项\n`;
    const id = await upload(Buffer.from(csv), '科技计划项目.csv');
    const workbook = await load((await annotated(id)).rawPayload);
    const [front] = workbook.worksheets;
    const rows: string[][] = [];
    front!.eachRow((row) => rows.push((row.values as unknown[]).slice(1, 8).map((cell) => String(cell ?? ''))));
    const start = rows.findIndex(([, second]) => second === '年度');
    expect(rows[start]).toEqual(['序号', '年度', '区划', '导入前', '导入后', '指标', '说明']);
    const told = rows.slice(start + 1).map(([, ...rest]) => rest);
    expect(told.filter(([, , , , indicator]) => /^(立项|签约)/u.test(indicator!))).toEqual([
      ['2023', '回民区（150103）', '暂无数据', '2项', '立项科技项目数'],
      [
        '2023',
        '回民区（150103）',
        '暂无数据',
        '暂无数据',
        '签约项目数',
        expect.stringMatching(/^有的行没有计入；“科技计划项目”的2行没有归入：.*“签约时间”/u),
      ],
    ]);
  });

  test('says what is the matter where there is nothing to give', async () => {
    const problem = async (id: string) => {
      const response = await annotated(id);
      return [
        response.statusCode,
        (response.json() as { error: { code: string; message: string; remedy: string } }).error,
      ] as const;
    };
    expect(await problem('x')).toMatchObject([400, { code: 'INVALID_ID', message: '“x”不是导入批次的编号。' }]);
    const unknown = randomUUID();
    expect(await problem(unknown)).toMatchObject([
      404,
      { code: 'UNKNOWN_IMPORT', message: `没有导入批次：${unknown}。` },
    ]);

    const damaged = await upload(Buffer.from('PK\u0003\u0004 and no more'), '坏的.xlsx');
    expect(await problem(damaged)).toMatchObject([
      409,
      { code: 'CONFLICT', message: expect.stringMatching(/^这个文件无法标注：文件/u) },
    ]);
    const lost = await upload(await faulty(), '台账.xlsx');
    await sql`delete from import_file`.execute(database.db);
    expect(await problem(lost)).toMatchObject([
      409,
      { code: 'CONFLICT', message: expect.stringContaining('没有保留这次导入的文件') },
    ]);
    await sql`update import_run set state = 'RUNNING' where id = ${lost}`.execute(database.db);
    expect((await problem(lost))[1].message).toContain('导入还没有结束');
  });
});

describe('GET /ledgers/:id/template.xlsx', () => {
  test('gives the blank ledger', async () => {
    const response = await get('/ledgers/tech-contract/template.xlsx');
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe(XLSX);
    expect(response.headers['content-disposition']).toContain(encodeURIComponent('技术合同登记台账（模板）.xlsx'));
    expect((await load(response.rawPayload)).worksheets[0]!.name).toBe('技术合同登记台账');
  });

  test('names the ledgers that there are where there is no such one', async () => {
    const response = await get('/ledgers/nothing/template.xlsx');
    expect(response.statusCode).toBe(404);
    expect(response.json()).toEqual({
      error: {
        code: 'UNKNOWN_LEDGER',
        message: expect.stringContaining('tech-contract（技术合同登记台账）'),
        remedy: '请改用列出的一个。',
      },
    });
  });
});
