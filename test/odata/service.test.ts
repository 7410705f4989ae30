import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { OData } from '@odata/client';
import csdl from 'odata-csdl';
import { startOData, type ODataService } from './service.js';

let odata: ODataService;
beforeAll(async () => {
  odata = await startOData();
});
afterAll(() => odata.stop());

test('the service document lists every set, and each of them answers', async () => {
  const { status, headers, body } = await odata.get('');
  expect(status).toBe(200);
  expect(headers.get('odata-version')).toBe('4.0');
  const names = body.value.map(({ name }) => String(name));
  expect(names).toEqual(expect.arrayContaining(['dim_division', 'indicator_year', 'target', 'project', 'funding']));
  for (const name of names) {
    const reply = await odata.get(name, { $top: '1' });
    expect([name, reply.status, Array.isArray(reply.body.value)]).toEqual([name, 200, true]);
  }
});

test('$metadata is CSDL in XML that its committee’s own reader takes, and says the same in JSON', async () => {
  const xml = await odata.get('$metadata');
  expect(xml.headers.get('content-type')).toContain('application/xml');
  const json = await odata.get('$metadata', { $format: 'json' });
  expect(json.headers.get('content-type')).toContain('application/json');
  const messages: unknown[] = [];
  const read = csdl.xml2json(xml.text, { messages, strict: true });
  expect(messages).toEqual([]);
  // CSDL JSON may leave out the type String and a variable scale; the reader does.
  const said = JSON.parse(
    JSON.stringify(json.body, (name, value: unknown) =>
      name === '$Scale' || value === 'Edm.String' ? undefined : value,
    ),
  );
  expect(read).toEqual(said);
  expect(xml.text.match(/Type="Edm.Decimal"/gu)?.length).toBe(xml.text.match(/Scale="variable"/gu)?.length);
  const target = json.body['Taizhang'] as { target: Record<string, Record<string, unknown>> };
  expect(target.target['$Key']).toEqual(['division', 'year', 'seq']);
  expect(target.target['low']).toMatchObject({ $Type: 'Edm.Decimal', $Nullable: true });
});

test('an independent client reads, filters and pages', async () => {
  const client = OData.New4({ serviceEndpoint: odata.root });
  const targets = client.getEntitySet<{ division: string; year: number; seq: number; name: string }>('target');
  const filter = OData.newFilter().property('year').eq(2024);
  expect((await targets.query(OData.newParam().filter(filter).orderby('name', 'asc'))).map(({ name }) => name)).toEqual(
    ['gamma', '乙', '甲'],
  );
  expect(await targets.count()).toBe(6);
  const pages = [0, 4].map((skip) => targets.query(OData.newParam().top(4).skip(skip).select('name')));
  expect((await Promise.all(pages)).flat().map(({ name }) => name)).toEqual([
    'alpha',
    'Beta',
    'gamma',
    '甲',
    '乙',
    '丙',
  ]);
});

test('one row is asked for by its key, one value of it by its name', async () => {
  const key = "target(division='990001',year=2023,seq=1)";
  const { body } = await odata.get(key);
  expect(body).toMatchObject({ name: 'alpha', low: 100.5, text: "O'Neil's" });
  expect((await odata.get(`${key}/name`)).body['value']).toBe('alpha');
  expect((await odata.get(`${key}/name/$value`)).text).toBe('alpha');
  expect((await odata.get("target(division='990001',year=2023,seq=9)")).status).toBe(404);
  expect((await odata.get('target(1)')).status).toBe(400);
});

test('figures are numbers, or texts of all their digits for a client that asks for them', async () => {
  const options = { $filter: "name eq '丙'", $select: 'low' };
  const plain = await odata.get('target', options);
  expect(plain.text).toContain('"low":12345678901234567.89');
  const exact = await odata.get('target', options, { accept: 'application/json;IEEE754Compatible=true' });
  expect(exact.body.value).toEqual([{ low: '12345678901234567.89' }]);
  const bare = await odata.get('target', options, { accept: 'application/json;odata.metadata=none' });
  expect(Object.keys(bare.body)).toEqual(['value']);
});

test('figures have no zeros at their end', async () => {
  const key = "target(division='990001',year=2023,seq=1)";
  expect((await odata.get('target', { $filter: "name eq 'alpha'", $select: 'low' })).text).toContain('"low":100.5}');
  expect((await odata.get(key)).text).toContain('"low":100.5,');
  expect((await odata.get(`${key}/low/$value`)).text).toBe('100.5');
});

test('what the service does not do is said with a code, in Chinese', async () => {
  const refused = async (path: string, options: Record<string, string>, headers = {}) => {
    const { status, body } = await odata.get(path, options, headers);
    expect(body.error.message).toMatch(/[\u4e00-\u9fff]/u);
    return [status, body.error.code];
  };
  // What OData 4.0 has and this service has not is 501, as the standard asks; all else is the client's mistake.
  for (const option of ['$deltatoken', '$id', '@p']) {
    expect(await refused('target', { [option]: 'x' })).toEqual([501, 'NOT_SUPPORTED']);
  }
  for (const option of ['$foo', '$levels', '$compute', '$Filter']) {
    expect(await refused('target', { [option]: 'x' })).toEqual([400, 'UNKNOWN_OPTION']);
  }
  expect((await refused('$crossjoin(target,dim_year)', {}))[0]).toBe(501);
  expect((await refused('$crossjoins', {}))[0]).toBe(404);
  expect((await refused('nothing', {}))[0]).toBe(404);
  expect((await refused('target', { $select: 'nothing' }))[0]).toBe(400);
  expect((await refused('target', {}, { accept: 'text/html' }))[0]).toBe(406);
  const posted = await fetch(`${odata.root}target`, { method: 'POST' });
  expect(posted.status).toBe(405);
  const login = { authorization: `Basic ${Buffer.from('a:b').toString('base64')}` };
  expect((await odata.get('target', {}, login)).status).toBe(200);
});
