import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ODataService, startOData } from './service.js';

let odata: ODataService;

beforeAll(async () => {
  odata = await startOData();
});

afterAll(() => odata.stop());

test.each([
  ['培训', ['Beta']],
  ['ALPHA', ['alpha']],
  ['100', ['甲']],
  ['fund_total', ['alpha', '甲']],
  ['990001 HNTE', ['gamma']],
  ['990001 AND HNTE', ['gamma']],
  ['培训 OR 末', ['Beta', '丙']],
  ['990001 NOT HNTE', ['alpha', 'Beta']],
  ['NOT 990001 NOT 末', ['甲', '乙']],
  ['(培训 OR 高企) 990001', ['Beta', 'gamma']],
  ['"新增高企3家"', ['gamma']],
  ['"O\'Neil"', ['alpha']],
  ['"a\\"b"', []],
  ['_a%', []],
  ['没有这样的字', []],
])('$search=%s', async (search, expected) => {
  expect(await odata.names({ $search: search })).toEqual(expected);
});

test('narrows counts, filters and $apply alike', async () => {
  expect((await odata.get('target/$count', { $search: '990001' })).text).toBe('3');
  expect(await odata.names({ $search: '990001', $filter: 'year eq 2024' })).toEqual(['gamma']);
  const { body } = await odata.get('target', { $search: '990001', $apply: 'aggregate($count as n)' });
  expect(body.value).toEqual([{ n: 3 }]);
});

test('goes on over pages', async () => {
  const first = await odata.get('target', { $search: '990002' }, { prefer: 'odata.maxpagesize=2' });
  expect(first.body.value).toHaveLength(2);
  const next = (await (await fetch(String(first.body['@odata.nextLink']))).json()) as { value: { name: string }[] };
  expect(next.value.map(({ name }) => name)).toEqual(['丙']);
});

test.each(['', ' ', 'a OR', 'NOT', '(a', 'a)', '"a', `${'('.repeat(100)}a${')'.repeat(100)}`, 'a '.repeat(100)])(
  'refuses %.20j',
  async ($search) => {
    const { status, body } = await odata.get('target', { $search });
    expect([status, body.error.target]).toEqual([400, '$search']);
    expect(body.error.message).toMatch(/[\u4e00-\u9fff]/u);
  },
);
