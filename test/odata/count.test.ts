import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ODataService, startOData } from './service.js';

let odata: ODataService;

beforeAll(async () => {
  odata = await startOData();
});

afterAll(() => odata.stop());

const countOf = async (options: Record<string, string>) => (await odata.get('target', options)).body['@odata.count'];

test('counts what fulfils the filter, whatever the page', async () => {
  expect(await countOf({ $count: 'true' })).toBe(6);
  expect(await countOf({ $count: 'true', $filter: 'year eq 2024', $top: '1', $skip: '1' })).toBe(3);
  expect(await countOf({ $count: 'true', $top: '0' })).toBe(6);
  expect(await countOf({ $count: 'true', $filter: 'false' })).toBe(0);
});

test('is left out where it is not asked for', async () => {
  expect(await countOf({})).toBeUndefined();
  expect(await countOf({ $count: 'false' })).toBeUndefined();
});

test('/$count is the number alone, as text', async () => {
  const { headers, text } = await odata.get('target/$count', { $filter: 'year eq 2024' });
  expect(text).toBe('3');
  expect(headers.get('content-type')).toMatch(/^text\/plain/u);
  expect((await odata.get('target/$count')).text).toBe('6');
});

test('is a text where figures are to be', async () => {
  const { body } = await odata.get('target', { $count: 'true' }, { accept: 'application/json;IEEE754Compatible=true' });
  expect(body['@odata.count']).toBe('6');
});

test.each(['yes', '1', '', 'True'])('refuses %j', async ($count) => {
  expect((await odata.get('target', { $count })).body.error.target).toBe('$count');
});

test.each(['$top', '$skip', '$orderby', '$select', '$count'])('/$count takes no %s', async (option) => {
  const { status, body } = await odata.get('target/$count', { [option]: '1' });
  expect([status, body.error.target]).toEqual([400, option]);
});
