import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ODataService, startOData } from './service.js';

let odata: ODataService;

beforeAll(async () => {
  odata = await startOData();
});

afterAll(() => odata.stop());

test('every answer names the version of the protocol, a refusal too', async () => {
  for (const path of ['', '$metadata', 'target', 'target/$count', 'nosuch', 'target?$foo=1'])
    expect([path, (await odata.get(path)).headers.get('odata-version')]).toEqual([path, '4.0']);
});

test.each([
  ['4.0', 200],
  ['4.01', 200],
  ['3.0', 400],
  ['x', 400],
])('OData-MaxVersion %s', async (version, status) => {
  expect((await odata.get('target', {}, { 'odata-maxversion': version })).status).toBe(status);
});

test.each([
  ['odata.maxpagesize=2', 2, 'odata.maxpagesize=2'],
  ['maxpagesize=2', 2, 'odata.maxpagesize=2'],
  ['return=minimal; odata.maxpagesize="3"', 3, 'odata.maxpagesize=3'],
  ['odata.maxpagesize=99999', 6, 'odata.maxpagesize=10000'],
  ['odata.maxpagesize=0', 6, null],
  ['odata.include-annotations="*"', 6, null],
])('Prefer: %s', async (prefer, rows, applied) => {
  const { body, headers } = await odata.get('target', {}, { prefer });
  expect([body.value.length, headers.get('preference-applied')]).toEqual([rows, applied]);
});

test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s is not allowed, and told what is', async (method) => {
  const response = await fetch(`${odata.root}target`, { method });
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});

test('HEAD is answered like GET, without a body', async () => {
  const response = await fetch(`${odata.root}target`, { method: 'HEAD' });
  expect([response.status, await response.text()]).toEqual([200, '']);
  expect(response.headers.get('content-type')).toMatch(/^application\/json/u);
});

test('Basic authentication is accepted while there is no access control', async () => {
  const authorization = `Basic ${Buffer.from('分析员:secret').toString('base64')}`;
  expect((await odata.get('target', {}, { authorization })).status).toBe(200);
});
