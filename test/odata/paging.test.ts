import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ODataService, startOData } from './service.js';

let odata: ODataService;

beforeAll(async () => {
  odata = await startOData();
});

afterAll(() => odata.stop());

const ALL = ['alpha', 'Beta', 'gamma', '甲', '乙', '丙'];

/** Follows the next links of pages of a size: the names of each page. */
async function pages(query: string, size: number): Promise<unknown[][]> {
  const found: unknown[][] = [];
  let url: string | undefined = `${odata.root}target?${query}`;
  while (url !== undefined) {
    const response: Response = await fetch(url, { headers: { prefer: `odata.maxpagesize=${size}` } });
    const body = (await response.json()) as { value: { name: string }[]; '@odata.nextLink'?: string };
    found.push(body.value.map((row) => row.name));
    url = body['@odata.nextLink'];
  }
  return found;
}

test('pages hold every row once, in the order of the key', async () => {
  expect(await pages('', 4)).toEqual([ALL.slice(0, 4), ALL.slice(4)]);
  expect(await pages('', 3)).toEqual([ALL.slice(0, 3), ALL.slice(3)]);
  expect((await pages('', 1)).flat()).toEqual(ALL);
});

test.each(['2147483648', '99999999999999999999', '-1', 'x'])(
  '$top=%s is refused with what there may be',
  async ($top) => {
    const { status, body } = await odata.get('target', { $top });
    expect([status, body.error.message]).toEqual([400, '$top 的值有误：应为 0 至 2147483647 的整数。']);
  },
);

test('the page that ends a set exactly has no next link', async () => {
  expect(await pages('', 6)).toEqual([ALL]);
});

test('the next link is absolute, keeps the other options, and names no offset', async () => {
  const { body, headers } = await odata.get(
    'target',
    { $filter: 'year ge 2023', $orderby: 'name desc', $select: 'name', $skip: '1' },
    { prefer: 'odata.maxpagesize=2' },
  );
  const link = new URL(String(body['@odata.nextLink']));
  expect(link.href.startsWith(odata.root)).toBe(true);
  expect(Object.fromEntries(link.searchParams)).toEqual({
    $filter: 'year ge 2023',
    $orderby: 'name desc',
    $select: 'name',
    $skiptoken: expect.any(String),
  });
  expect(headers.get('preference-applied')).toBe('odata.maxpagesize=2');
});

test.each(['low', 'low desc', 'indicator desc,low', 'comparator,name desc', 'first_day desc', 'year desc,seq desc'])(
  'pages ordered by %s agree with the whole, null values included',
  async (order) => {
    const whole = await odata.names({ $orderby: order });
    expect(whole).toHaveLength(6);
    for (const size of [1, 2, 4]) {
      expect((await pages(`$orderby=${encodeURIComponent(order)}`, size)).flat()).toEqual(whole);
    }
  },
);

test('$top and $skip count over all pages', async () => {
  expect(await pages('$top=5', 2)).toEqual([['alpha', 'Beta'], ['gamma', '甲'], ['乙']]);
  expect(await pages('$skip=1&$top=2', 2)).toEqual([['Beta', 'gamma']]);
  expect(await pages('$skip=1&$top=3', 2)).toEqual([['Beta', 'gamma'], ['甲']]);
});

test('rows that come while a client pages neither repeat nor hide others', async () => {
  const first = await odata.get('target', { $select: 'name' }, { prefer: 'maxpagesize=3' });
  const insert = `insert into reporting.target (division, year, seq, name, text, first_day) values ('990001', 2023, 0, 'new', '', '2023-01-01')`;
  await odata.database.orm.em.fork().execute(insert);
  try {
    const next = await fetch(String(first.body['@odata.nextLink']));
    expect(((await next.json()) as { value: unknown[] }).value).toEqual([
      { name: '甲' },
      { name: '乙' },
      { name: '丙' },
    ]);
  } finally {
    await odata.database.orm.em.fork().execute(`delete from reporting.target where name = 'new'`);
  }
});

test('the count is of all pages, on each of them', async () => {
  const first = await odata.get('target', { $count: 'true', $top: '3' }, { prefer: 'odata.maxpagesize=2' });
  expect(first.body['@odata.count']).toBe(6);
  const second = (await (await fetch(String(first.body['@odata.nextLink']))).json()) as Record<string, unknown>;
  expect(second['@odata.count']).toBe(6);
  expect(second['value']).toHaveLength(1);
});

test('groups are paged by their own values', async () => {
  const apply = '$apply=groupby((indicator),aggregate($count as n))&$orderby=n';
  const names = async (size: number) => {
    const rows: unknown[] = [];
    let url: string | undefined = `${odata.root}target?${apply}`;
    while (url !== undefined) {
      const response: Response = await fetch(url, { headers: { prefer: `odata.maxpagesize=${size}` } });
      const body = (await response.json()) as { value: unknown[]; '@odata.nextLink'?: string };
      rows.push(...body.value);
      url = body['@odata.nextLink'];
    }
    return rows;
  };
  const whole = [
    { indicator: 'HNTE_NEW', n: 1 },
    { indicator: 'FUND_TOTAL', n: 2 },
    { indicator: null, n: 3 },
  ];
  expect(await names(10)).toEqual(whole);
  expect(await names(1)).toEqual(whole);
});

const token = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const KEY = ['division', 'year', 'seq'];

test.each([
  ['garbage', 'garbage'],
  ['another order', token([['name', ...KEY], ['a', '990001', '2023', '1'], null, null])],
  ['a null in the key', token([KEY, [null, '2023', '1'], null, null])],
  ['text for a number', token([KEY, ['990001', '2023; drop', '1'], null, null])],
  ['a number too big', token([KEY, ['990001', '99999999999', '1'], null, null])],
  ['too few values', token([KEY, ['990001'], null, null])],
  ['a NUL', token([KEY, ['99\0', '2023', '1'], null, null])],
  ['a negative rest', token([KEY, ['990001', '2023', '1'], -1, null])],
])('refuses a token with %s', async (_what, skiptoken) => {
  const { status, body } = await odata.get('target', { $skiptoken: skiptoken });
  expect([status, body.error.target]).toEqual([400, '$skiptoken']);
});

test.each(['-1', '1.5', 'x', '', '99999999999'])('refuses %j rows', async (number) => {
  for (const option of ['$top', '$skip']) {
    expect((await odata.get('target', { [option]: number })).status).toBe(400);
  }
});
