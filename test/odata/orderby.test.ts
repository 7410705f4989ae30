import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ODataService, startOData } from './service.js';

let odata: ODataService;

beforeAll(async () => {
  odata = await startOData();
});

afterAll(() => odata.stop());

const names = (orderby: string) => odata.names({ $orderby: orderby });

test.each([
  ['name', ['Beta', 'alpha', 'gamma', '丙', '乙', '甲']],
  ['name desc', ['甲', '乙', '丙', 'gamma', 'alpha', 'Beta']],
  ['year desc,name asc', ['丙', 'gamma', '乙', '甲', 'Beta', 'alpha']],
  ['low', ['Beta', '乙', '甲', 'gamma', 'alpha', '丙']],
  ['low desc', ['丙', 'alpha', 'gamma', '甲', '乙', 'Beta']],
  ['first_day desc,seq desc', ['丙', '乙', 'gamma', '甲', 'Beta', 'alpha']],
  ['name,name desc', ['Beta', 'alpha', 'gamma', '丙', '乙', '甲']],
])('by %s, nothing before every value', async (orderby, expected) => {
  expect(await names(orderby)).toEqual(expected);
});

test('rows that are alike follow the key', async () => {
  expect(await names('comparator')).toEqual(['Beta', 'gamma', '乙', '丙', 'alpha', '甲']);
});

test('a property called like a direction would be is no trap: the direction comes after the name', async () => {
  expect((await odata.get('target', { $orderby: 'desc' })).body.error.code).toBe('UNKNOWN_PROPERTY');
});

test.each([
  ['nosuch', 400],
  ['', 400],
  ['name down', 400],
  ['name desc asc', 400],
  ['name;drop table reporting.target', 400],
  ['tolower(name)', 501],
  ['round(low)', 501],
  ['nosuch(name)', 400],
  ['low add 1', 501],
  ['name/length', 400],
])('refuses %j', async ($orderby, status) => {
  const reply = await odata.get('target', { $orderby });
  expect(reply.status).toBe(status);
  expect(reply.body.error.message).toMatch(/[\u4e00-\u9fff]/u);
  expect([undefined, '$orderby']).toContain(reply.body.error.target);
});

test('refuses a property of several values', async () => {
  expect((await odata.get('dim_indicator', { $orderby: 'aliases' })).status).toBe(400);
});
