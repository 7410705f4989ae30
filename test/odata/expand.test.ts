import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ODataService, startOData } from './service.js';

let odata: ODataService;

beforeAll(async () => {
  odata = await startOData();
});

afterAll(() => odata.stop());

const rows = async (options: Record<string, string>) => {
  const { body, text, status } = await odata.get('target', options);
  if (status !== 200) throw new Error(text);
  return body.value;
};

test('a row has the rows of its dimensions within it, and none where it names none', async () => {
  const [alpha, beta] = await rows({ $expand: 'dim_division,dim_indicator,dim_year', $top: '2' });
  expect(alpha).toMatchObject({
    name: 'alpha',
    dim_division: { code: '990001', name: '青溪县', level: 'county', parent_code: null },
    dim_indicator: { code: 'FUND_TOTAL', unit: '万元', decimals: 2, aliases: expect.any(Array) },
    dim_year: { year: 2023, last_day: '2023-12-31' },
  });
  expect(beta).toMatchObject({ name: 'Beta', dim_indicator: null });
  expect(Object.keys((await rows({ $expand: '*', $top: '1' }))[0]!).slice(-3)).toEqual([
    'dim_division',
    'dim_indicator',
    'dim_year',
  ]);
});

test('only some of it, on every page', async () => {
  const options = { $select: 'name,dim_division', $expand: 'dim_division($select=name)', $orderby: 'name' };
  const { body } = await odata.get('target', options, { prefer: 'odata.maxpagesize=4' });
  const next = (await (await fetch(String(body['@odata.nextLink']))).json()) as { value: object[] };
  const all = [...body.value, ...next.value];
  expect(all).toHaveLength(6);
  expect(all[0]).toEqual({ name: 'Beta', dim_division: { name: '青溪县' } });
  expect(body['@odata.context']).toContain('#target(name,dim_division(name))');
});

test('one row with its dimensions, and a dimension of one row', async () => {
  const key = "target(division='990001',year=2023,seq=1)";
  const { body } = await odata.get(key, { $expand: 'dim_year' });
  expect(body).toMatchObject({ name: 'alpha', dim_year: { year: 2023 } });
  expect((await odata.get(`${key}/dim_division`)).body).toMatchObject({ code: '990001', name: '青溪县' });
  const none = await odata.get("target(division='990001',year=2023,seq=2)/dim_indicator");
  expect(none.status).toBe(204);
});

test('rows are chosen by what their dimensions say', async () => {
  expect(await odata.names({ $filter: "dim_division/name eq '青溪县' and dim_indicator/theme ne null" })).toEqual([
    'alpha',
    'gamma',
  ]);
  expect(await odata.names({ $apply: "filter(dim_division/name eq '石岭县')" })).toHaveLength(3);
});

test('$metadata says where they lead', async () => {
  const { text } = await odata.get('$metadata');
  expect(text).toContain('<NavigationProperty Name="dim_indicator" Type="Taizhang.dim_indicator">');
  expect(text).toContain('<ReferentialConstraint Property="indicator" ReferencedProperty="code"/>');
  expect(text).toContain('<NavigationPropertyBinding Path="dim_indicator" Target="dim_indicator"/>');
});

test.each([
  [{ $expand: 'nothing' }, 400],
  [{ $expand: '' }, 400],
  [{ $expand: 'dim_year($select=nothing)' }, 400],
  [{ $expand: 'dim_year($expand=x)' }, 501],
  [{ $expand: 'dim_year/$ref' }, 400],
  [{ $expand: 'dim_year', $apply: 'filter(true)' }, 400],
  [{ $filter: "dim_year/nothing eq 'a'" }, 400],
  [{ $filter: "dim_indicator/aliases eq 'a'" }, 400],
  [{ $filter: 'dim_year eq null' }, 400],
])('refuses %j', async (options, status) => {
  const reply = await odata.get('target', options as Record<string, string>);
  expect(reply.status).toBe(status);
  expect(reply.body.error.message).toMatch(/[\u4e00-\u9fff]/u);
});
