import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { type RunReport, runReport } from '../../import/report/run-report.js';
import { LEDGERS } from '../../src/entities/ledgers/index.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';
import { keptAndLive } from '../import/live.js';
import { FIXTURES, SAMPLES, importFolder } from '../reporting/import-district.js';
import { readExpected } from './expected.js';

interface AskedPoint {
  year: number;
  value: number | null;
  previous: number | null;
  change: number | null;
  rate: number | null;
  reason: string | null;
  flags: string[];
  target: { low: number | null; high: number | null; text: string; rate: number | null; met: boolean | null } | null;
}

const POINT = 'year value previous change rate reason flags target { low high text rate met }';

/** Two invented districts, laid out by different hands; `masked` is how many loaded rows the expected counts leave out. */
describe.each([
  { ...FIXTURES, content: 'fixtures' as const, masked: { fundings: 1 } as Record<string, number> },
  { ...SAMPLES, content: 'samples' as const, masked: {} as Record<string, number> },
])('the ledgers of $folder', ({ folder, file, content, masked }) => {
  const expected = readExpected(file);
  let database: TestDatabase;
  let server: TestServer;
  let runs: RunReport[];

  const years = { from: expected.years[0]!, to: expected.years.at(-1)! };
  const points = async (codes: readonly string[], extra = ''): Promise<Map<string, AskedPoint[]>> => {
    const { yearOverYear } = await server.ask<{
      yearOverYear: { indicator: { code: string }; member: string | null; points: AskedPoint[] }[];
    }>(
      `query ($codes: [ID!]!, $from: Int!, $to: Int!) {
        yearOverYear(indicators: $codes, from: $from, to: $to ${extra}) { indicator { code } member points { ${POINT} } }
      }`,
      { codes, ...years },
    );
    return new Map(yearOverYear.map((series) => [series.member ?? series.indicator.code, series.points]));
  };

  beforeAll(async () => {
    database = await createTestDatabase(content);
    server = await startTestServer(database.db);
    const { rows } = await sql<{ id: string }>`select id from import_run order by id`.execute(database.db);
    runs = await Promise.all(rows.map(({ id }) => runReport(database.db, id)));
  });
  afterAll(async () => {
    await server.stop();
    await database.close();
  });

  test('every row is accounted for, and each ledger holds the rows expected', async () => {
    for (const run of runs) expect(run.state).toBe('COMMITTED');
    const connections = LEDGERS.map((ledger) => `${ledger.connection}: ${ledger.connection}(first: 0) { totalCount }`);
    const found = await server.ask<Record<string, { totalCount: number }>>(`{ ${connections.join('\n')} }`);
    const counts = Object.fromEntries(Object.entries(found).map(([name, { totalCount }]) => [name, totalCount]));
    for (const [name, count] of Object.entries(expected.rows)) {
      const connection = name === 'funding' ? 'fundings' : name;
      expect({ [connection]: counts[connection] }).toEqual({ [connection]: count + (masked[connection] ?? 0) });
    }
  });

  test('every indicator has its value in every year, with its change, growth and reason', async () => {
    const codes = Object.keys(expected.indicators);
    const found = await points(codes);
    const catalogue = await server.ask<{ indicators: { code: string; kind: string; decimals: number }[] }>(
      '{ indicators { code kind decimals } }',
    );
    for (const code of codes) {
      const { kind, decimals } = catalogue.indicators.find((indicator) => indicator.code === code)!;
      const wanted = expected.indicators[code]!;
      const round = (value: number) => Number(value.toFixed(decimals));
      const tolerance = 10 ** -decimals / 2 + 1e-9;
      let previous: number | null = expected.before?.[code] ?? null;
      for (const point of found.get(code)!) {
        const value = wanted[String(point.year)]!;
        expect({ code, year: point.year, value: point.value }).toEqual({
          code,
          year: point.year,
          value: expect.closeTo(round(value), decimals + 1),
        });
        expect(point.previous === null).toBe(previous === null);
        if (previous === null) expect(point.reason).toBe('NO_BASE');
        else {
          expect(Math.abs(point.change! - (value - previous))).toBeLessThanOrEqual(tolerance + 0.01);
          if (kind === 'RATIO') expect([point.rate, point.reason]).toEqual([null, 'RATIO']);
          else if (previous === 0) expect([point.rate, point.reason]).toEqual([null, 'ZERO_BASE']);
          else {
            expect(point.reason).toBeNull();
            expect(Math.abs(point.rate! - ((value - previous) / previous) * 100)).toBeLessThanOrEqual(0.0051);
          }
        }
        previous = value;
      }
    }
  });

  test('dimensions split the values', async () => {
    for (const [code, dimensions] of Object.entries(expected.by)) {
      for (const [dimension, members] of Object.entries(dimensions)) {
        const found = await points([code], `, by: "${dimension}"`);
        for (const [member, wanted] of Object.entries(members)) {
          const values = Object.fromEntries((found.get(member) ?? []).map((point) => [point.year, point.value]));
          expect({ code, member, values }).toEqual({ code, member, values: wanted });
        }
      }
    }
  });

  test('equal periods compare', async () => {
    for (const [code, months] of Object.entries(expected.through)) {
      for (const [month, wanted] of Object.entries(months)) {
        const found = await points([code], `, throughMonth: ${month}`);
        const values = Object.fromEntries(found.get(code)!.map((point) => [point.year, point.value]));
        expect({ code, month, values }).toEqual({ code, month, values: wanted });
      }
    }
  });

  test('a figure leads to the rows it is made of, with their cells', async () => {
    const year = years.to;
    const { yearOverYear } = await server.ask<{
      yearOverYear: {
        points: {
          value: number;
          rows: { totalCount: number; nodes: { cells: { field: string | null; text: string }[] }[] };
        }[];
      }[];
    }>(`{ yearOverYear(indicators: ["TECH_CONTRACTS"], from: ${year}, to: ${year}) {
      points { value rows(first: 100) { totalCount nodes { workbook sheet row cells { address heading field text } } } } } }`);
    const [point] = yearOverYear[0]!.points;
    expect(point!.rows.totalCount).toBe(point!.value);
    for (const node of point!.rows.nodes)
      expect(node.cells.find((cell) => cell.field === 'amount')?.text).toMatch(/\d/u);
  });

  test('targets are met or not', async () => {
    for (const target of expected.targets) {
      if (target.indicator === null) continue;
      const found = (await points([target.indicator]))
        .get(target.indicator)!
        .find((point) => point.year === target.year);
      expect({ ...target, ...found?.target }).toMatchObject({
        low: target.low,
        high: target.high,
        text: target.text,
        met: target.met,
      });
    }
  });

  test('the kept figures of every indicator are those computed from the rows this moment', async () => {
    const { kept, live } = await keptAndLive(
      database.db,
      LEDGERS.map((ledger) => ledger.id),
    );
    expect(kept).toEqual(live);
  });

  test('a second import of the folder creates and changes nothing', async () => {
    const before = await points(Object.keys(expected.indicators));
    const again = await importFolder(database.db, { folder, file });
    for (const [index, run] of again.entries()) {
      expect({ file: run.fileName, created: run.counts.created, updated: run.counts.updated }).toEqual({
        file: run.fileName,
        created: 0,
        updated: 0,
      });
      const seen = ({ counts }: RunReport) =>
        counts.created + counts.updated + counts.unchanged + counts.rejected + counts.skipped;
      expect(seen(run)).toBe(seen(runs[index]!));
    }
    expect(await points(Object.keys(expected.indicators))).toEqual(before);
  });
});
