import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { refreshFigures } from '../../src/indicators/compute/refresh.js';
import { DATASETS } from '../../src/reporting/datasets.js';
import { syncViews } from '../../src/reporting/sync.js';
import { type ViewColumn, VIEWS } from '../../src/reporting/views.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { readExpected } from '../district/expected.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase('samples');
});
afterAll(() => database.close());

const SQL_TYPES = {
  text: ['text', 'character varying(12)'],
  integer: ['integer'],
  decimal: ['numeric'],
  boolean: ['boolean'],
  date: ['date'],
  uuid: ['uuid'],
  list: ['text[]'],
  flags: ['text'],
};

const relations = async () => {
  const { rows } = await sql<{ name: string; oid: string; file: string | null; zh: string | null }>`
    select relname as name, oid::text as oid, pg_relation_filenode(oid)::text as file, obj_description(oid, 'pg_class') as zh from pg_class
    where relnamespace = 'reporting'::regnamespace and relkind in ('r', 'v', 'm', 'p') order by relname`.execute(
    database.db,
  );
  return rows;
};

const columnsOf = async (name: string) => {
  const { rows } = await sql<{ name: string; type: string; zh: string | null; nullable: boolean; view: boolean }>`
    select attname as name, format_type(atttypid, atttypmod) as type, col_description(attrelid, attnum) as zh,
      not attnotnull as nullable, relkind = 'v' as view
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where attrelid = ${`reporting.${name}`}::regclass and attnum > 0 and not attisdropped order by attnum`.execute(
    database.db,
  );
  return rows;
};

test('the datasets are the tables and views of the schema, with their Chinese comments', async () => {
  const found = (await relations()).map(({ name, zh }) => ({ name, zh }));
  const declared = DATASETS.map(({ name, zh }) => ({ name, zh })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  expect(found).toEqual(declared);
  for (const { zh } of found) expect(zh).toMatch(/[\u4e00-\u9fff]/u);
});

test.each(DATASETS.map((dataset) => [dataset.name, dataset] as const))(
  '%s has the columns declared, each with a Chinese comment',
  async (name, dataset) => {
    const found = await columnsOf(name);
    expect(found.map((column) => [column.name, column.zh])).toEqual(
      dataset.columns.map((column) => [column.name, column.zh]),
    );
    for (const [index, column] of dataset.columns.entries()) {
      const { type, nullable, view } = found[index]!;
      expect(SQL_TYPES[column.type]).toContain(type);
      expect(column.zh).toMatch(/[\u4e00-\u9fff]/u);
      expect(column.name).toMatch(/^[a-z][a-z0-9_]*$/u);
      // PostgreSQL does not know which columns of a view are never empty: the rows tell.
      if (!view) expect(nullable).toBe(column.nullable);
      else if (!column.nullable)
        expect(
          (
            await sql`select 1 from ${sql.table(`reporting.${name}`)} where ${sql.ref(column.name)} is null limit 1`.execute(
              database.db,
            )
          ).rows,
        ).toEqual([]);
    }
  },
);

test.each(DATASETS.map((dataset) => [dataset.name, dataset] as const))(
  'the key of %s tells its rows apart',
  async (name, dataset) => {
    const key = sql.join(dataset.key.map((column) => sql.ref(column)));
    const { rows } = await sql<{ all: number; different: number }>`
    select count(*)::int as all, count(distinct (${key}))::int as different from ${sql.table(`reporting.${name}`)}`.execute(
      database.db,
    );
    expect(rows[0]!.all).toBeGreaterThan(0);
    expect(rows[0]!.different).toBe(rows[0]!.all);
  },
);

test.each(['indicator_year', 'indicator_month', 'indicator_year_wide'])(
  'a figure of %s says that it is a total where dimension and member are empty texts, which are never null',
  async (name) => {
    const { rows } = await sql`
      select is_total, dimension = '' as whole, member = '' as unnamed, count(*) > 0 as some
      from ${sql.table(`reporting.${name}`)} group by 1, 2, 3 order by 1`.execute(database.db);
    expect(rows).toEqual([
      { is_total: false, whole: false, unnamed: false, some: true },
      { is_total: true, whole: true, unnamed: true, some: true },
    ]);
  },
);

test('what a month refers to is referred to by its year, where it is checked', async () => {
  const { rows } = await sql<{ months: number; orphans: number }>`
    select count(*)::int as months, (count(*) filter (where not exists (
      select from reporting.indicator_year y
      where (y.division, y.indicator, y.dimension, y.member, y.year) = (m.division, m.indicator, m.dimension, m.member, m.year)
    )))::int as orphans from reporting.indicator_month m`.execute(database.db);
  expect(rows[0]!.months).toBeGreaterThan(0);
  expect(rows[0]!.orphans).toBe(0);
});

test('every table has a primary key, and what names a division, a year or an indicator refers to it', async () => {
  const { rows } = await sql<{ table: string; key: string }>`
    select conrelid::regclass::text as table, pg_get_constraintdef(oid) as key from pg_constraint
    where connamespace = 'reporting'::regnamespace and contype in ('p', 'f')`.execute(database.db);
  for (const dataset of DATASETS.slice(0, 6)) {
    const own = rows.filter(({ table }) => table === `reporting.${dataset.name}`).map(({ key }) => key);
    // PostgreSQL has known keys that are not checked since 18; those of the months are checked by way of the years.
    const keys = dataset.name === 'indicator_month' ? own.map((key) => key.replace(/ NOT ENFORCED$/, '')) : own;
    expect(keys).toContain(`PRIMARY KEY (${dataset.key.join(', ')})`);
    const refers = {
      division: 'dim_division(code)',
      parent_code: 'dim_division(code)',
      indicator: 'dim_indicator(code)',
      year: 'dim_year(year)',
    };
    for (const [column, to] of Object.entries(refers))
      if (dataset.name !== 'dim_year' && dataset.columns.some(({ name }) => name === column))
        expect(keys).toContain(`FOREIGN KEY (${column}) REFERENCES reporting.${to}`);
  }
});

test('a row of a ledger stands in its view with its division, enterprise and place in the workbook', async () => {
  const { rows } = await sql`
    select division_name, year, first_day::text, level, amount::text, date::text, date_end::text, date_precision,
      enterprise_name, flags, workbook, sheet, row_number
    from reporting.funding where sheet = '自治区级' order by row_number limit 1`.execute(database.db);
  expect(rows).toEqual([
    {
      division_name: '青峪区',
      year: 2021,
      first_day: '2021-01-01',
      level: '自治区',
      amount: '1060000',
      date: '2021-04-23',
      date_end: '2021-04-23',
      date_precision: 'day',
      enterprise_name: '青峪禾润农业科技有限责任公司',
      flags: null,
      workbook: '科技专项资金下达及分配情况.xlsx',
      sheet: '自治区级',
      row_number: 4,
    },
  ]);
});

test('the rows of a view come to the figures in the tables', async () => {
  const { rows } = await sql<{ year: number; counted: string; kept: string }>`
    select f.year, sum(f.amount) / 10000 as counted, i.value as kept
    from reporting.funding f
    join reporting.indicator_year i on i.division = f.division and i.year = f.year and i.indicator = 'FUND_UPPER_TOTAL' and i.dimension = ''
    where f.flow = '下达' and f.level in ('国家', '自治区', '省', '市') group by f.year, i.value order by f.year`.execute(
    database.db,
  );
  const wanted = readExpected('samples/expected.json').indicators['FUND_UPPER_TOTAL']!;
  expect(Object.fromEntries(rows.map(({ year, counted }) => [year, Number(counted)]))).toEqual(wanted);
  expect(Object.fromEntries(rows.map(({ year, kept }) => [year, Number(kept)]))).toEqual(wanted);
});

test('figures and views keep their oids and comments over a refresh and over a start that makes the views anew', async () => {
  const before = await relations();
  await sql`update figures.state set value = '' where name = 'views'`.execute(database.db);
  await syncViews(database.db);
  const { rows } = await sql<{ code: string }>`select code from division`.execute(database.db);
  await database.db.transaction().execute((tx) =>
    refreshFigures(
      tx,
      rows.map(({ code }) => code),
    ),
  );
  expect(await relations()).toEqual(before);
  // DataEase takes a table's file for its oid when it looks for the comment: nothing may ever rewrite a table.
  for (const { name, oid, file } of before) if (file !== null) expect([name, file]).toEqual([name, oid]);
});

test('a column that a ledger no longer has stays, empty, for what rests on it; a new one comes last', async () => {
  const before = (await relations()).find(({ name }) => name === 'planting');
  const columns = (await columnsOf('planting')).map(({ name }) => name);
  await sql`create view public.rests_on_it as select * from reporting.planting`.execute(database.db);
  const planting = VIEWS.find(({ name }) => name === 'planting')!;
  const grown: ViewColumn = {
    name: 'yield',
    type: 'decimal',
    zh: '产量（千克）',
    nullable: true,
    from: sql`t.area * 10`,
  };
  const kept = planting.columns.filter(({ name }) => name !== 'place');
  await syncViews(database.db, [{ ...planting, columns: [grown, ...kept] }]);

  expect((await relations()).find(({ name }) => name === 'planting')).toEqual(before);
  const now = await columnsOf('planting');
  expect(now.map(({ name }) => name)).toEqual([...columns, 'yield']);
  expect(now.find(({ name }) => name === 'place')).toMatchObject({ type: 'text', zh: '已停用' });
  const { rows } = await sql<{ places: number; rows: number; ten: boolean }>`
    select count(place)::int as places, count(*)::int as rows, bool_and("yield" = area * 10) as ten from reporting.planting`.execute(
    database.db,
  );
  expect(rows[0]).toMatchObject({ places: 0, ten: true });
  expect((await sql`select * from public.rests_on_it`.execute(database.db)).rows).toHaveLength(rows[0]!.rows);
});
