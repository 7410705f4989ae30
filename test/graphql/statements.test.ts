import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KyselyPlugin } from 'kysely';
import { importWorkbook } from '../../import/import.js';
import { todayInChina } from '../../src/indicators/define/today.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';

/** Counts the statements that go to the database. */
class Counter implements KyselyPlugin {
  count = 0;
  transformQuery: KyselyPlugin['transformQuery'] = ({ node }) => node;
  transformResult: KyselyPlugin['transformResult'] = ({ result }) => {
    this.count += 1;
    return Promise.resolve(result);
  };
}

const folder = mkdtempSync(join(tmpdir(), 'taizhang-statements-'));
const counter = new Counter();
let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await createTestDatabase();
  const counted = database.db.withPlugin(counter);
  server = await startTestServer(database.db, undefined, { now: counted, past: counted });
  const files = [
    '01科技计划项目台账2021.xlsx',
    '01科技计划项目台账2022.xlsx',
    '02科技专项资金台账.xlsx',
    '03高新技术企业申报认定台账.xlsx',
    '08规上企业研发投入.xlsx',
  ];
  for (const fileName of files) {
    const path = join(import.meta.dirname, '../fixtures/district', fileName);
    await importWorkbook(database.db, { path, fileName, division: { code: '990103', name: '示例区' } });
  }
  for (const code of ['150103', '150104', '150105']) {
    const path = join(folder, '资金.csv');
    const rows = [2020, 2021, 2022].flatMap((year) =>
      ['国家', '自治区', '市'].map(
        (level, n) => `${year},${level},下达,专项${n},${code}企业${n}有限公司,${n + 1}.5,${year}-03-0${n + 1}`,
      ),
    );
    writeFileSync(path, `年度,资金级次,资金流向,资金名称,执行单位,金额（万元）,下达日期\n${rows.join('\n')}\n`);
    await importWorkbook(database.db, { path, fileName: '资金.csv', division: { code } });
  }
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});

async function statements(query: string): Promise<{ count: number; length: number }> {
  counter.count = 0;
  const data = await server.ask(query);
  return { count: counter.count, length: JSON.stringify(data).length };
}

const TODAY = todayInChina();
const ROW = 'workbook sheet row cells { address heading text } import { fileName sheets { name } }';

const SPLIT = 'change text items { key name contribution }';
const CONTRIBUTIONS = `a: contributions(dimension: "level") { ${SPLIT} } b: contributions(by: DIVISION) { ${SPLIT} } c: contributions(by: ENTERPRISE) { ${SPLIT} } d: contributions(by: ROW) { ${SPLIT} } e: contributions(by: ROW, to: DIVISION, division: "150105") { ${SPLIT} }`;

/** A shape of query with how much it asks for, and the statements that it may take however much that is. */
const SHAPES: Record<string, { most: number; little: string; much: string }> = {
  'figures with the rows behind them': {
    most: 6,
    little: `{ yearOverYear(indicators: ["FUND_TOTAL"], from: 2022, to: 2022, divisions: ["990103"]) { points { rows(first: 1) { totalCount nodes { ${ROW} } } } } }`,
    much: `{ yearOverYear(indicators: ["FUND_TOTAL"], from: 2018, to: 2024, divisions: ["990103", "150100", "150104"], by: "level") { points { rows(first: 20) { totalCount nodes { ${ROW} } } } } }`,
  },
  'the children of a division with their ranks': {
    most: 1,
    little: `{ yearOverYear(indicators: ["FUND_TOTAL"], from: 2022, to: 2022, under: "150100") { division { name } points { value rank { position } } } }`,
    much: `{ yearOverYear(indicators: ["FUND_TOTAL", "FUND_CITY"], from: 2018, to: 2024, under: "150100", by: "level") { division { name } points { value rank { position of text } } } }`,
  },
  'ratios and stocks with the rows behind them': {
    most: 9,
    little: `{ yearOverYear(indicators: ["PROJ_ACTIVE", "RD_INTENSITY_ASD"], from: 2022, to: 2022, divisions: ["990103"]) { division { name } points { rows(first: 1) { nodes { ${ROW} } } } } }`,
    much: `{ yearOverYear(indicators: ["PROJ_ACTIVE", "RD_INTENSITY_ASD"], from: 2018, to: 2024, divisions: ["990103", "150100"]) { division { name } points { rows(first: 20) { nodes { ${ROW} } } } } }`,
  },
  'what makes changes, by members, divisions, enterprises and rows': {
    most: 12,
    little: `{ yearOverYear(indicators: ["FUND_TOTAL"], from: 2021, to: 2021, divisions: ["990103"]) { points { ${CONTRIBUTIONS} } } }`,
    much: `{ yearOverYear(indicators: ["FUND_TOTAL"], from: 2018, to: 2024, divisions: ["990103", "150103", "150104"]) { points { ${CONTRIBUTIONS} } } }`,
  },
  'contradictions with the rows behind both sides': {
    most: 7,
    little: `{ checks(indicators: ["FUND_CITY"], rules: [JUMP], jumpFactor: 1.1, first: 1) { nodes { text division { name } left { rows(first: 1) { nodes { ${ROW} } } } right { rows(first: 1) { nodes { ${ROW} } } } } } }`,
    much: `{ checks(indicators: ["FUND_CITY"], jumpFactor: 1.1, first: 100) { nodes { text division { name } left { rows(first: 20) { nodes { ${ROW} } } } right { rows(first: 20) { nodes { ${ROW} } } } } } }`,
  },
  // Whether money stands twice is looked up a division, so both name the same.
  'figures of the past with their ranks and rows': {
    most: 100,
    little: `{ yearOverYear(indicators: ["FUND_TOTAL"], from: 2022, to: 2022, divisions: ["990103", "150103", "150104"], asOf: "${TODAY}") { points { rank { text } rows(first: 1) { nodes { ${ROW} } } } } }`,
    much: `{ yearOverYear(indicators: ["FUND_TOTAL"], from: 2018, to: 2024, divisions: ["990103", "150103", "150104"], by: "level", asOf: "${TODAY}") { points { rank { text } rows(first: 20) { nodes { ${ROW} } } } } }`,
  },
  'runs with their sheets, issues and differences': {
    most: 6,
    little:
      '{ imports(first: 1) { nodes { fileName sheets { name columns { heading } } issues(first: 1) { totalCount nodes { code } } differences(first: 1) { totalCount nodes { field } } } } }',
    much: '{ imports(first: 200) { nodes { fileName sheets { name columns { heading } } issues(first: 100) { totalCount nodes { code } } differences(first: 50) { totalCount nodes { field } } } } }',
  },
  'a ledger with enterprises and cells': {
    most: 6,
    little: `{ fundings(first: 1) { totalCount nodes { amount enterpriseRef { name } source { ${ROW} } } } }`,
    much: `{ fundings(first: 500) { totalCount nodes { amount enterpriseRef { name } source { ${ROW} } } } }`,
  },
  'shares, scores and months of figures': {
    most: 8,
    little: `{ yearOverYear(indicators: ["FUND_TOTAL"], from: 2022, to: 2022, divisions: ["990103", "150103"]) { points { share(of: PARENT) whole: share standardScore months { value } } } }`,
    much: `{ yearOverYear(indicators: ["FUND_TOTAL", "FUND_CITY"], from: 2018, to: 2024, divisions: ["990103", "150103", "150104"]) { points { share(of: PARENT) whole: share standardScore index(base: 2020) rolling(years: 2) months { value } quarters { value } } } }`,
  },
  'rows in groups': {
    most: 1,
    little: '{ fundingGroups(by: [level], first: 1) { totalCount nodes { keys { level } count } } }',
    much: '{ fundingGroups(by: [division, year, organisation], having: { count: { gte: 1 } }, orderBy: [{ by: SUM, field: amount }], first: 500) { totalCount nodes { keys { year organisation } count amount { sum median } item { distinct } } } }',
  },
  'divisions with those above and below': {
    most: 6,
    little: '{ divisions { name children { name } } }',
    much: '{ divisions { name children { name parent { name } children { name parent { name } children { name } } } } }',
  },
};

test.each(Object.keys(SHAPES))('%s take no more statements for many rows than for one', async (name) => {
  const { most, little, much } = SHAPES[name]!;
  const few = await statements(little);
  const many = await statements(much);
  expect(many.length).toBeGreaterThan(few.length * 2);
  expect(many.count).toBeLessThanOrEqual(most);
  if (name !== 'divisions with those above and below') expect(many.count).toBe(few.count);
});

test('each figure has its own rows, as many as it counts', async () => {
  interface Series {
    division: { code: string };
    points: {
      year: number;
      value: number | null;
      rows: { totalCount: number; nodes: { division: string; year: number }[] };
    }[];
  }
  const { yearOverYear } = await server.ask<{ yearOverYear: Series[] }>(
    '{ yearOverYear(indicators: ["RD_ACTIVE_SHARE", "HNTE_RECOMMENDED", "FUND_TOTAL"], from: 2019, to: 2024, divisions: ["990103", "150103", "150104", "150105", "150100"]) { division { code } points { year value rows(first: 3) { totalCount nodes { division year } } } } }',
  );
  const known = yearOverYear.flatMap(({ points }) => points).filter(({ value }) => (value ?? 0) > 0);
  expect(known.length).toBeGreaterThan(10);
  for (const { division, points } of yearOverYear) {
    for (const { year, value, rows } of points) {
      if ((value ?? 0) > 0) expect(rows.totalCount).toBeGreaterThan(0);
      if (value === null) expect(rows.totalCount).toBe(0);
      expect(rows.nodes).toHaveLength(Math.min(3, rows.totalCount));
      for (const row of rows.nodes) {
        expect(row.year).toBe(year);
        if (division.code !== '150100') expect(row.division).toBe(division.code);
      }
    }
  }
  const total = (code: string) =>
    yearOverYear
      .filter(({ division }) => division.code === code)
      .flatMap(({ points }) => points.map(({ rows }) => rows.totalCount));
  expect(total('150100')).toEqual(total('150103').map((count) => count * 3));
  expect(total('150100').some((count) => count === 9)).toBe(true);
});

test('the pages behind a figure follow one another to its last row', async () => {
  const seen: string[] = [];
  let total = 0;
  for (let after: string | null = null; ;) {
    const from: string = after === null ? '' : `, after: "${after}"`;
    const { yearOverYear } = await server.ask<{
      yearOverYear: {
        points: {
          rows: { totalCount: number; nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
        }[];
      }[];
    }>(
      `{ yearOverYear(indicators: ["FUND_TOTAL"], from: 2022, to: 2022, divisions: ["990103"]) { points { rows(first: 4${from}) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } } } }`,
    );
    const { rows } = yearOverYear[0]!.points[0]!;
    seen.push(...rows.nodes.map(({ id }) => id));
    total = rows.totalCount;
    if (!rows.pageInfo.hasNextPage) break;
    after = rows.pageInfo.endCursor;
  }
  expect(total).toBeGreaterThan(4);
  expect(seen).toHaveLength(total);
  expect(new Set(seen).size).toBe(total);
});
