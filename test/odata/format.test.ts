import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ODataService, startOData } from './service.js';

let odata: ODataService;

beforeAll(async () => {
  odata = await startOData();
});

afterAll(() => odata.stop());

const MINIMAL = 'application/json;odata.metadata=minimal;charset=utf-8';
const typeOf = async (path: string, options: Record<string, string>, headers = {}) => {
  const reply = await odata.get(path, options, headers);
  return reply.status === 200 ? reply.headers.get('content-type') : reply.status;
};

test.each([
  ['json', MINIMAL],
  ['application/json', MINIMAL],
  ['application/json;odata.metadata=none', 'application/json;odata.metadata=none;charset=utf-8'],
  ['application/json;odata.metadata=full', 'application/json;odata.metadata=full;charset=utf-8'],
  [
    'application/json;IEEE754Compatible=true',
    'application/json;odata.metadata=minimal;IEEE754Compatible=true;charset=utf-8',
  ],
  ['xml', 415],
  ['atom', 415],
  ['text/html', 415],
  ['application/json;odata.metadata=most', 415],
])('$format=%s', async ($format, expected) => {
  expect(await typeOf('target', { $format })).toBe(expected);
});

test.each([
  ['*/*', MINIMAL],
  ['application/*', MINIMAL],
  ['application/atom+xml,application/json;q=0.5', MINIMAL],
  ['application/json;odata.metadata=full;q=0.1,application/json', MINIMAL],
  // What Power Query and Excel send.
  ['application/json;odata.metadata=minimal;q=1.0,application/json;odata=minimalmetadata;q=0.9,*/*;q=0.1', MINIMAL],
  ['application/atom+xml', 406],
  ['application/json;q=0', 406],
])('Accept: %s', async (accept, expected) => {
  expect(await typeOf('target', {}, { accept })).toBe(expected);
});

test('$format goes before Accept, and stays in the next link', async () => {
  const { headers, body } = await odata.get(
    'target',
    { $format: 'application/json;odata.metadata=none' },
    { accept: 'application/json;odata.metadata=full', prefer: 'odata.maxpagesize=2' },
  );
  expect(headers.get('content-type')).toContain('metadata=none');
  const next = await fetch(String(body['@odata.nextLink']));
  expect(next.headers.get('content-type')).toContain('metadata=none');
});

test('full metadata names each row and the types that JSON does not tell', async () => {
  const options = {
    $top: '1',
    $select: 'division,year,low,first_day',
    $format: 'application/json;odata.metadata=full',
  };
  const { body } = await odata.get('target', options);
  const [row] = body.value;
  expect(row).toEqual({
    '@odata.type': '#Taizhang.target',
    '@odata.id': `${odata.root}target(division='990001',year=2023,seq=1)`,
    division: '990001',
    'year@odata.type': '#Int32',
    year: 2023,
    'low@odata.type': '#Decimal',
    low: 100.5,
    'first_day@odata.type': '#Date',
    first_day: '2023-01-01',
  });
  const same = (await (await fetch(String(row!['@odata.id']))).json()) as Record<string, unknown>;
  expect(same['name']).toBe('alpha');
});

/** What Power Query of Excel and Power BI sends for every request. */
const POWER_QUERY =
  'application/json;odata.metadata=minimal;q=1.0,application/json;odata=minimalmetadata;q=0.9,application/atomsvc+xml;q=0.8,application/atom+xml;q=0.8,application/xml;q=0.7,text/plain;q=0.7';

test.each([
  ['xml', {}, {}],
  ['xml', {}, { accept: '*/*' }],
  ['xml', {}, { accept: POWER_QUERY, 'odata-maxversion': '4.0' }],
  ['xml', {}, { accept: 'application/json,text/plain,*/*' }],
  ['xml', {}, { accept: 'application/json', 'odata-maxversion': '4.0' }],
  ['json', {}, { accept: 'application/json' }],
  ['json', {}, { accept: 'application/json', 'odata-maxversion': '4.01' }],
  ['json', { $format: 'json' }, { accept: POWER_QUERY, 'odata-maxversion': '4.0' }],
  ['xml', { $format: 'xml' }, { accept: 'application/json' }],
])('$metadata is %s with %j and %j: XML unless JSON alone is asked for', async (form, options, headers) => {
  expect(await typeOf('$metadata', options, headers)).toMatch(new RegExp(`^application/${form}`, 'u'));
});

test('$metadata in no form that there is is refused', async () => {
  expect(await typeOf('$metadata', {}, { accept: 'text/html' })).toBe(406);
});

test('a count is a number in plain text, whatever is accepted', async () => {
  for (const accept of [POWER_QUERY, 'application/json', 'application/xml'])
    expect(await typeOf('target/$count', {}, { accept })).toBe('text/plain;charset=utf-8');
});
