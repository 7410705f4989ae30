import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ODataService, startOData } from './service.js';

let odata: ODataService;

beforeAll(async () => {
  odata = await startOData();
});

afterAll(() => odata.stop());

async function rows(apply: string, options: Record<string, string> = {}): Promise<unknown[]> {
  const { body, text, status } = await odata.get('target', { $apply: apply, ...options });
  if (status !== 200) throw new Error(text);
  return body.value;
}

test('groups and adds up, in the order of the groups', async () => {
  const { text } = await odata.get('target', {
    $apply: 'groupby((division),aggregate(low with sum as total,$count as n))',
  });
  expect(text).toContain(
    '[{"division":"990001","total":103.5,"n":3},{"division":"990002","total":12345678901234562.99,"n":3}]',
  );
});

test('every method', async () => {
  const methods = ['sum', 'average', 'min', 'max', 'countdistinct'].map((name) => `year with ${name} as ${name}_year`);
  const [row] = await rows(`aggregate(${methods.join(',')},name with max as last,first_day with min as first)`);
  expect(row).toMatchObject({
    sum_year: 12143,
    min_year: 2023,
    max_year: 2025,
    countdistinct_year: 3,
    first: '2023-01-01',
  });
  expect((row as { average_year: number }).average_year).toBeCloseTo(2023.8333, 4);
});

test('filters before and after grouping', async () => {
  expect(await rows('filter(year eq 2024)/groupby((division),aggregate($count as n))')).toEqual([
    { division: '990001', n: 1 },
    { division: '990002', n: 2 },
  ]);
  const having = 'groupby((year),aggregate($count as n))/filter(n gt 1)';
  expect(await rows(having)).toEqual([
    { year: 2023, n: 2 },
    { year: 2024, n: 3 },
  ]);
  expect(await rows(having, { $filter: 'n gt 2' })).toEqual([{ year: 2024, n: 3 }]);
});

test('takes the rows with the most or least of a figure, of all or of each group, and none whose figure is unknown', async () => {
  const named = async (apply: string) => (await rows(apply)).map((row) => (row as { name: string }).name);
  expect(await named('topcount(2,low)')).toEqual(['alpha', '丙']);
  expect(await named('bottomcount(2,low)')).toEqual(['甲', '乙']);
  expect(await named('topcount(10,low)')).toEqual(['alpha', 'gamma', '甲', '乙', '丙']);
  expect(await named('topcount(0,low)')).toEqual([]);
  expect(await named('groupby((division),topcount(1,low))')).toEqual(['alpha', '丙']);
  expect(await named('groupby((year),bottomcount(1,low))')).toEqual(['alpha', '乙', '丙']);
  expect(await rows('groupby((year),aggregate($count as n))/topcount(1,n)')).toEqual([{ year: 2024, n: 3 }]);
});

test('groups without figures are the distinct values, and groups can be grouped again', async () => {
  expect(await rows('groupby((comparator))')).toEqual([{ comparator: null }, { comparator: '≥' }]);
  expect(await rows('groupby((division,year))/groupby((division),aggregate($count as years))')).toEqual([
    { division: '990001', years: 2 },
    { division: '990002', years: 2 },
  ]);
});

test('takes the other options on what it made', async () => {
  const { body } = await odata.get('target', {
    $apply: 'groupby((year),aggregate(low with sum as total))',
    $orderby: 'total desc',
    $select: 'year',
    $top: '2',
    $count: 'true',
  });
  expect(body).toEqual({
    '@odata.context': `${odata.root}$metadata#target(year)`,
    '@odata.count': 3,
    value: [{ year: 2025 }, { year: 2023 }],
  });
  expect((await odata.get('target/$count', { $apply: 'groupby((year))' })).text).toBe('3');
});

test.each([
  ['groupby((nosuch))', 400],
  ['groupby((year)', 400],
  ['groupby(year)', 400],
  ['aggregate(name with sum as n)', 400],
  ['aggregate(low with median as n)', 400],
  ['aggregate(low with constructor as n)', 400],
  ['aggregate(low with sum as low,year with sum as low)', 400],
  ['groupby((year),aggregate(low with sum as year))', 400],
  ['aggregate(low with sum)', 400],
  [`aggregate(low with sum as ${'甲'.repeat(30)})`, 400],
  ['aggregate(low with sum as "x")', 400],
  ['topsum(2,low)', 501],
  ['topcount(2)', 400],
  ['topcount(-1,low)', 400],
  ['topcount(1.5,low)', 400],
  ['topcount(99999999999,low)', 400],
  ['topcount(2,nosuch)', 400],
  ['groupby((rollup(division,year)))', 501],
  ['groupby((year),filter(true))', 501],
  ['groupby((year),nosuch(true))', 400],
  ['nosuch(year)', 400],
  ['filter(name)', 400],
  ['', 400],
  [`${'filter(true)/'.repeat(20)}filter(true)`, 400],
])('refuses %.50s', async (apply, status) => {
  expect((await odata.get('target', { $apply: apply })).status).toBe(status);
});
