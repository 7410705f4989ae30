import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import excel from 'exceljs';
import { type RawBuilder, sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { DATASETS } from '../../src/reporting/datasets.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';
import { until } from '../until.js';

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await createTestDatabase('samples');
  server = await startTestServer(database.db);
});
afterAll(async () => {
  await server.stop();
  await database.close();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${server.url}${path}`, { headers });
const readCsv = (text: string): Record<string, string>[] => parse(text, { bom: true, columns: true });

async function readXlsx(path: string): Promise<excel.Workbook> {
  const workbook = new excel.Workbook();
  await workbook.xlsx.load((await (await get(path)).arrayBuffer()) as unknown as excel.Buffer);
  return workbook;
}

async function errorOf(path: string): Promise<{ status: number; code: string; message: string }> {
  const response = await get(path);
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  return { status: response.status, ...error };
}

/** Adds issues of a division, each with a text, an expression of SQL over their number `n`. */
async function addIssues(division: string, count: number, text: RawBuilder<unknown>): Promise<void> {
  const run = randomUUID();
  await sql`insert into division (code, name, level, parent_code) values (${division}, '示例区', 'county', null) on conflict do nothing`.execute(
    database.db,
  );
  await sql`insert into issue (division, id, key, year, created_by, run_id, sheet, row_number, text)
    select ${division}, gen_random_uuid(), 'k' || n, 2024, ${run}, ${run}, '问题', n, ${text} from generate_series(1, ${count}::int) n`.execute(
    database.db,
  );
}

describe('the exports', () => {
  test('every dataset is listed with its files, for programs and for people', async () => {
    const list = (await (await get('/exports')).json()) as {
      datasets: { name: string; files: Record<string, string>; columns: { name: string; comment: string }[] }[];
    };
    expect(list.datasets.map(({ name }) => name)).toEqual(DATASETS.map(({ name }) => name));
    const page = await (await get('/exports', { accept: 'text/html,*/*' })).text();
    for (const { name, zh } of DATASETS) {
      expect(page).toContain(zh);
      for (const ending of ['csv', 'xlsx?titles=zh', 'json'])
        expect(page).toContain(`href="/exports/${name}.${ending}"`);
    }
  });

  test.each(DATASETS.map(({ name }) => name))('%s has the same rows and values in all three forms', async (name) => {
    const dataset = DATASETS.find((each) => each.name === name)!;
    // One year of the months is enough for a reader that is slow.
    const [of, where] = name === 'indicator_month' ? ['?year=2024', sql`where year = 2024`] : ['', sql``];
    const { rows } = await sql<{
      count: number;
    }>`select count(*)::int as count from ${sql.table(`reporting.${name}`)} ${where}`.execute(database.db);
    const json = (await (await get(`/exports/${name}.json${of}`)).json()) as Record<string, unknown>[];
    const csv = readCsv(await (await get(`/exports/${name}.csv${of}`)).text());
    const sheet = (await readXlsx(`/exports/${name}.xlsx${of}`)).worksheets[0]!;
    expect([json.length, csv.length, sheet.rowCount - 1]).toEqual(Array(3).fill(rows[0]!.count));
    expect(rows[0]!.count).toBeGreaterThan(0);
    const names = dataset.columns.map((column) => column.name);
    expect(json.filter((record) => Object.keys(record).join() !== names.join())).toEqual([]);
    const inJson = json.map((record) => names.map((column) => listText(record[column])));
    const inCsv = csv.map((record) => dataset.columns.map(({ name: column, type }) => csvValue(type, record[column]!)));
    const headings = (sheet.getRow(1).values as string[]).slice(1);
    const places = names.map((column) => headings.indexOf(column) + 1);
    const inXlsx = json.map((_, index) =>
      dataset.columns.map(({ type }, at) => sheetValue(type, sheet.getRow(index + 2).getCell(places[at]!).value)),
    );
    expect(inCsv).toEqual(inJson.map((record) => record.map((value) => value ?? '')));
    expect(inXlsx).toEqual(inJson.map((record) => record.map((value) => (value === '' ? null : value))));
  });

  test('a year and a division choose rows, a division with all under it', async () => {
    const all = readCsv(await (await get('/exports/funding.csv')).text());
    const year = readCsv(await (await get('/exports/funding.csv?year=2024')).text());
    expect(year).toEqual(all.filter((row) => row['year'] === '2024'));
    expect(year.length).toBeGreaterThan(0);
    await sql`insert into division (code, name, level, parent_code) values ('990000', '示例省', 'province', null)`.execute(
      database.db,
    );
    await sql`update division set parent_code = '990000' where code = '990204'`.execute(database.db);
    expect(readCsv(await (await get('/exports/funding.csv?division=990000')).text())).toEqual(all);
    await addIssues('990303', 2, sql`'另一个区'`);
    expect(readCsv(await (await get('/exports/issue.csv?division=990303')).text())).toHaveLength(2);
    await sql`delete from issue where division = '990303'`.execute(database.db);
  });

  test('what cannot be asked is refused with what can be', async () => {
    expect(await errorOf('/exports/nope.csv')).toMatchObject({
      status: 404,
      code: 'UNKNOWN_EXPORT',
      message: expect.stringContaining('indicator_year'),
    });
    expect(await errorOf('/exports/funding.pdf')).toMatchObject({
      status: 404,
      message: expect.stringContaining('xlsx'),
    });
    expect(await errorOf('/exports/funding')).toMatchObject({ status: 404 });
    expect(await errorOf('/exports/funding.csv?yaer=2024')).toMatchObject({
      status: 400,
      code: 'UNKNOWN_PARAMETER',
      message: expect.stringContaining('division、year'),
    });
    expect(await errorOf('/exports/dim_indicator.csv?division=990204')).toMatchObject({
      status: 400,
      code: 'UNKNOWN_PARAMETER',
    });
    expect(await errorOf('/exports/funding.csv?division=880000')).toMatchObject({
      status: 400,
      code: 'UNKNOWN_DIVISION',
    });
    expect(await errorOf('/exports/funding.csv?division=%00')).toMatchObject({ status: 400, code: 'UNKNOWN_DIVISION' });
    expect(await errorOf('/exports/funding.csv?year=24')).toMatchObject({ status: 400, code: 'OUT_OF_RANGE' });
    expect(await errorOf('/exports/funding.csv?year=2023&year=2024')).toMatchObject({ status: 400 });
  });

  test('files have a Chinese name, and a head alone reads no rows', async () => {
    const response = await fetch(`${server.url}/exports/funding.xlsx?year=2024`, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="funding.xlsx"; filename*=UTF-8''${encodeURIComponent('科技专项资金台账 2024年.xlsx')}`,
    );
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠1'])(
    'the text %j is harmless',
    async (text) => {
      await addIssues('990305', 1, sql`${text}::text`);
      try {
        const raw = Buffer.from(await (await get('/exports/issue.csv?division=990305')).arrayBuffer()).toString();
        expect(raw.codePointAt(0)).toBe(0xfeff);
        expect(raw).toContain(`"'${text}"`);
        const json = (await (await get('/exports/issue.json?division=990305')).json()) as { text: string }[];
        expect(json[0]!.text).toBe(text);
        const sheet = (await readXlsx('/exports/issue.xlsx?division=990305')).worksheets[0]!;
        const cell = sheet.getCell(2, (sheet.getRow(1).values as string[]).indexOf('text'));
        expect([excel.ValueType.String, excel.ValueType.RichText]).toContain(cell.type);
        expect(cell.formula).toBeUndefined();
      } finally {
        await sql`delete from issue where division = '990305'`.execute(database.db);
      }
    },
  );

  test('negative figures stay figures', async () => {
    const rows = readCsv(await (await get('/exports/indicator_year.csv')).text());
    const falls = rows.filter(({ change }) => change!.includes('-'));
    expect(falls.length).toBeGreaterThan(0);
    for (const { change } of falls) expect(change).toMatch(/^-\d/u);
  });
});

function listText(value: unknown): unknown {
  return Array.isArray(value) ? value.join('、') : value;
}

/** A value as CSV has it, of its type; nothing stays an empty text. */
function csvValue(type: string, text: string): unknown {
  if (text === '') return '';
  if (type === 'integer' || type === 'decimal') return Number(text);
  if (type === 'boolean') return text === 'true';
  if (type === 'flags') return JSON.parse(text);
  return text;
}

function sheetValue(type: string, value: excel.CellValue): unknown {
  if (type === 'flags' && typeof value === 'string') return JSON.parse(value);
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return value === '' ? null : value;
}

describe('an export that does not end well', () => {
  const many = '990306';
  // So much, and so little alike, that no form of it fits into the buffers between the database and the reader.
  const long = sql`(select string_agg(md5(n || '.' || i), '') from generate_series(1, 500) i)`;
  beforeAll(() => addIssues(many, 3_000, long));
  afterAll(() => sql`delete from issue where division = ${many}`.execute(database.db));

  const reading = async () => {
    const { rows } = await sql<{ pid: number }>`
      select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
        and state <> 'idle' and query like '%export_rows%'`.execute(database.db);
    return rows.map(({ pid }) => pid);
  };

  /** Asks for an export and stops reading after the first bytes. */
  const begin = (path: string) =>
    new Promise<{ end: () => void; rest: () => Promise<number> }>((resolve, reject) => {
      const asked = request(`${server.url}${path}`, (response) => {
        response.once('readable', () => {
          response.read(1);
          resolve({
            end: () => asked.destroy(),
            rest: () =>
              new Promise((done, broken) => {
                let bytes = 1;
                response.on('data', (chunk: Buffer) => (bytes += chunk.length));
                response.on('end', () => (response.complete ? done(bytes) : broken(new Error('aborted'))));
                response.on('error', broken);
              }),
          });
        });
      });
      asked.on('error', reject);
      asked.end();
    });

  test.each(['csv', 'json', 'xlsx'])(
    'a database that fails in the middle breaks the transfer of %s off',
    async (ending) => {
      const { rest } = await begin(`/exports/issue.${ending}?division=${many}`);
      const [pid] = await reading();
      await sql`select pg_terminate_backend(${pid!})`.execute(database.db);
      await expect(rest()).rejects.toThrow('aborted');
      expect((await get('/exports/dim_year.csv')).status).toBe(200);
    },
  );

  test('a client of HTTP/1.0, for which an end is the end of the file, sees a reset', async () => {
    const { hostname, port, host } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.write(`GET /exports/issue.csv?division=${many} HTTP/1.0\r\nHost: ${host}\r\n\r\n`);
    await once(socket, 'readable');
    const [pid] = await reading();
    await sql`select pg_terminate_backend(${pid!})`.execute(database.db);
    socket.resume();
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ECONNRESET');
  });

  test.each(['csv', 'json', 'xlsx'])('a client that goes away ends the query of %s', async (ending) => {
    const { end } = await begin(`/exports/issue.${ending}?division=${many}`);
    expect(await reading()).toHaveLength(1);
    end();
    await until(async () => (await reading()).length === 0);
  });

  test('a database that fails at once is a JSON error', async () => {
    await sql`alter view reporting.issue rename to issue_away`.execute(database.db);
    try {
      expect(await errorOf('/exports/issue.csv')).toMatchObject({ status: 500, code: 'INTERNAL_SERVER_ERROR' });
      expect(await errorOf('/exports/issue.xlsx')).toMatchObject({ status: 500, code: 'INTERNAL_SERVER_ERROR' });
    } finally {
      await sql`alter view reporting.issue_away rename to issue`.execute(database.db);
    }
  });

  test('more exports than may run at once all end', async () => {
    const texts = await Promise.all(
      Array.from({ length: 8 }, async () => (await get('/exports/dim_indicator.csv')).text()),
    );
    expect(new Set(texts).size).toBe(1);
  });
});
