import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { type OpenConnect, openConnect } from './open-connect.js';

interface Datasource {
  readonly type: string;
  readonly uid: string;
}

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource: Datasource;
  readonly options: { readonly xField?: string };
  readonly targets: readonly { readonly rawSql: string; readonly format: string; readonly datasource: Datasource }[];
}

interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly schemaVersion: number;
  readonly time: { readonly from: string; readonly to: string };
  readonly templating: { readonly list: readonly { name: string; type: string; query: string }[] };
  readonly panels: readonly Panel[];
}

let connect: OpenConnect;
let dashboard: Dashboard;
beforeAll(async () => {
  connect = await openConnect();
  dashboard = (await (await connect.file('grafana/dashboard.json')).json()) as Dashboard;
});
afterAll(() => connect.close());

/** Fills in a statement as Grafana does: variables as SQL strings, then its macros for PostgreSQL. */
const filledIn = (statement: string, variables: Readonly<Record<string, string>>): string =>
  statement
    .replaceAll(/\$\{(\w+):sqlstring\}/gu, (_, name: string) => `'${variables[name]!.replaceAll("'", "''")}'`)
    .replaceAll(/\$__timeFilter\((\w+)\)/gu, "$1 BETWEEN '2016-01-01T00:00:00Z' AND '2026-11-24T08:00:00Z'")
    .replaceAll(/\$__time\((\w+)\)/gu, '$1 AS "time"');

const choices = async (name: string) => {
  const { query } = dashboard.templating.list.find((variable) => variable.name === name)!;
  return (await connect.reader.query<{ __text: string; __value: string }>(query)).rows;
};

test('the data source is PostgreSQL, with the password from the environment', async () => {
  const text = await (await connect.file('grafana/datasource.yaml')).text();
  const { host, port, database } = connect.reader;
  expect(parse(text)).toMatchObject({
    apiVersion: 1,
    datasources: [
      {
        type: 'grafana-postgresql-datasource',
        url: `${host}:${port}`,
        user: connect.account,
        jsonData: { database, sslmode: 'disable' },
        secureJsonData: { password: '$TAIZHANG_PASSWORD' },
      },
    ],
  });
  const providers = parse(await (await connect.file('grafana/dashboards.yaml')).text()) as Record<string, unknown>;
  expect(providers).toMatchObject({ apiVersion: 1, providers: [{ type: 'file', options: { path: /^\//u } }] });
});

test('the dashboard can be set beside any data source, and its panels fill the grid without overlap', () => {
  expect(dashboard).toMatchObject({ uid: 'taizhang', schemaVersion: 39 });
  const taken = new Set<string>();
  for (const { id, gridPos, datasource, targets } of dashboard.panels) {
    expect(datasource).toEqual({ type: 'grafana-postgresql-datasource', uid: '${datasource}' });
    for (const target of targets) expect(target.datasource).toEqual(datasource);
    expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1)
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
        expect([id, taken.has(`${x},${y}`)]).toEqual([id, false]);
        taken.add(`${x},${y}`);
      }
  }
  expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
});

test('the choices above it are divisions, years and indicators that have figures', async () => {
  expect(await choices('division')).toContainEqual({ __text: '青峪区', __value: '990204' });
  expect((await choices('year')).map(({ __value }) => __value).slice(0, 2)).toEqual(['2024', '2023']);
  expect(await choices('indicator')).toContainEqual({ __text: '科技专项资金合计', __value: 'FUND_TOTAL' });
});

test('every statement runs as the read-only role and gives rows, for each division', async () => {
  for (const { __value: division } of await choices('division')) {
    for (const { title, type, options, targets } of dashboard.panels) {
      for (const { rawSql, format } of targets) {
        const statement = filledIn(rawSql, { division, year: '2024', indicator: 'FUND_TOTAL' });
        expect(statement).not.toContain('$');
        const { rows, fields } = await connect.reader.query<Record<string, unknown>>(statement);
        expect([title, division, rows.length > 0]).toEqual([title, division, true]);
        const names = fields.map(({ name }) => name);
        if (type === 'barchart') expect(names).toContain(options.xField);
        if (type === 'stat') expect(rows).toEqual([{ value: expect.stringMatching(/^[\d.]+$/u) }]);
        expect(format).toBe(type === 'timeseries' ? 'time_series' : 'table');
        if (type === 'timeseries') expect(names).toEqual(['time', 'metric', 'value']);
      }
    }
  }
});

test('the panels show the figures that the tables have', async () => {
  const run = async (title: string, variables = { division: '990204', year: '2024', indicator: 'FUND_TOTAL' }) => {
    const panel = dashboard.panels.find((each) => each.title.startsWith(title))!;
    return (await connect.reader.query<Record<string, string>>(filledIn(panel.targets[0]!.rawSql, variables))).rows;
  };
  expect(await run('争取上级科技专项资金总额')).toEqual([{ value: '802.00' }]);
  const all = await run('全部指标');
  expect(all.find((row) => row['指标'] === '争取上级科技专项资金总额')).toMatchObject({
    本年值: '802.00',
    单位: '万元',
    上年值: '724.00',
    '同比（%）': '10.77',
  });
  const months = await run('1月至当月');
  expect(months.map((row) => row['月份'])).toEqual(Array.from({ length: 12 }, (_, index) => `${index + 1}月`));
  const year = async (which: number) => {
    const { rows } = await connect.reader.query<{ value: string }>(
      `select value from indicator_month where division = '990204' and indicator = 'FUND_TOTAL' and dimension = '' and month = 12 and year = ${which}`,
    );
    return rows[0]!.value;
  };
  expect(months[11]).toEqual({ 月份: '12月', 本年累计: await year(2024), 上年同期累计: await year(2023) });
  expect(await year(2024)).not.toBe(await year(2023));
});

test('a variable cannot add SQL of its own', async () => {
  const [panel] = dashboard.panels;
  const statement = filledIn(panel!.targets[0]!.rawSql, { division: "' or true --", year: '2024', indicator: '' });
  expect((await connect.reader.query(statement)).rows).toEqual([]);
});
