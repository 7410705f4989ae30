import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ODataService, startOData } from './service.js';

let odata: ODataService;

beforeAll(async () => {
  odata = await startOData();
});

afterAll(() => odata.stop());

const first = async (options: Record<string, string>) => (await odata.get('target', { $top: '1', ...options })).body;

test('gives the properties that are named, in the order of the set, and says which in the context', async () => {
  const body = await first({ $select: 'name,division' });
  expect(body.value).toEqual([{ division: '990001', name: 'alpha' }]);
  expect(body['@odata.context']).toBe(`${odata.root}$metadata#target(division,name)`);
});

test('a property named twice is given once, blanks do not matter, * is everything', async () => {
  expect((await first({ $select: ' name , name ' })).value).toEqual([{ name: 'alpha' }]);
  const { value } = await first({});
  expect((await first({ $select: '*' })).value).toEqual(value);
  expect((await first({ $select: 'name,*' })).value).toEqual(value);
});

test('what is not selected can be filtered and ordered by, also from page to page', async () => {
  const options = { $select: 'name', $filter: 'year eq 2024', $orderby: 'low desc' };
  const page = await odata.get('target', options, { prefer: 'odata.maxpagesize=2' });
  expect(page.body.value).toEqual([{ name: 'gamma' }, { name: '甲' }]);
  const next = (await (await fetch(String(page.body['@odata.nextLink']))).json()) as { value: unknown };
  expect(next.value).toEqual([{ name: '乙' }]);
});

test('works on one row', async () => {
  const { body } = await odata.get("target(division='990001',year=2023,seq=1)", { $select: 'name' });
  expect(body).toEqual({ '@odata.context': `${odata.root}$metadata#target(name)/$entity`, name: 'alpha' });
});

test.each([
  ['nosuch', 'UNKNOWN_PROPERTY'],
  ['Name', 'UNKNOWN_PROPERTY'],
  ['', 'SYNTAX_ERROR'],
  ['name,', 'SYNTAX_ERROR'],
  ['name year', 'SYNTAX_ERROR'],
  ['name/first', 'SYNTAX_ERROR'],
  ['"name"', 'SYNTAX_ERROR'],
])('refuses %j', async ($select, code) => {
  const { status, body } = await odata.get('target', { $select });
  expect([status, body.error.code, body.error.target]).toEqual([400, code, '$select']);
});
