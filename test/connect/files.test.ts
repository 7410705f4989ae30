import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { FILES } from '../../src/connect/files.js';
import { DATASETS, titleOf } from '../../src/reporting/datasets.js';
import { partsOf } from '../import/report/parts.js';
import { type OpenConnect, openConnect } from './open-connect.js';
import { elements, readXml, textOf } from './read-xml.js';

let connect: OpenConnect;
beforeAll(async () => {
  connect = await openConnect();
});
afterAll(() => connect.close());

const body = async (path: string): Promise<string> => {
  const response = await connect.file(path);
  expect([path, response.status]).toEqual([path, 200]);
  return response.text();
};

/** Tables and columns as the role sees them in the database. */
const columnsInDatabase = async (): Promise<Map<string, string[]>> => {
  const { rows } = await connect.reader.query<{ table: string; columns: string[] }>(
    `select table_name as "table", array_agg(column_name::text order by ordinal_position) as columns
     from information_schema.columns where table_schema = 'reporting' group by table_name`,
  );
  return new Map(rows.map(({ table, columns }) => [table, columns]));
};

/** The database of the role, as each tool wants to be told. */
const place = () => {
  const { host, port, database } = connect.reader;
  return { host, port, database: database! };
};

test('every file is an attachment of its own name, and none holds a password', async () => {
  const names = new Set([...FILES.values()].map(({ name }) => name));
  expect(names.size).toBe(FILES.size);
  for (const [path, { name }] of FILES) {
    const response = await connect.file(path);
    expect(response.headers.get('content-disposition')).toContain(`attachment; filename="${name}"`);
    const bytes = Buffer.from(await response.arrayBuffer());
    const texts = path.endsWith('.zip') ? [...(await partsOf(bytes)).values()] : [bytes];
    for (const text of texts.map(String)) {
      for (const secret of connect.secrets) expect(text).not.toContain(secret);
      expect(text).not.toMatch(/Pwd=|password=/iu);
      expect(text.match(/password["']?: .*/giu) ?? []).toEqual(
        path.includes('datasource') ? ['password: $TAIZHANG_PASSWORD'] : [],
      );
    }
  }
});

test('Power BI is told the database and the OData service', async () => {
  const { host, port, database } = place();
  const read = async (path: string) => JSON.parse(await body(path)) as { version: string; connections: unknown[] };
  expect(await read('power-bi/database.pbids')).toEqual({
    version: '0.1',
    connections: [
      {
        details: {
          protocol: 'postgresql',
          address: { server: `${host}:${port}`, database },
          authentication: null,
          query: null,
        },
        options: {},
        mode: 'Import',
      },
    ],
  });
  const { connections } = await read('power-bi/odata.pbids');
  expect(connections).toEqual([
    expect.objectContaining({ details: expect.objectContaining({ address: { url: `${connect.url}/odata/` } }) }),
  ]);
});

describe('Excel', () => {
  test.each(DATASETS.map((dataset) => [dataset.name, dataset] as const))(
    'reads %s by OData, its columns under Chinese titles',
    async (name, dataset) => {
      const xml = readXml(await body(`excel/odata/${name}.odc`));
      expect(textOf(xml, 'ConnectionString')).toContain('Provider=Microsoft.Mashup.OleDb.1;Data Source=$Workbook$');
      const query = readXml(textOf(xml, 'PowerQueryMashupData'));
      expect(query.documentElement!.namespaceURI).toBe('http://schemas.microsoft.com/DataMashup');
      const [item] = elements(query, 'Query');
      expect(textOf(xml, 'CommandText')).toBe(`SELECT * FROM [${item!.getAttribute('Name')}]`);
      expect(item!.getAttribute('Name')).not.toMatch(/["[\].]/u);

      const formula = textOf(query, 'Formula');
      const [, url] = /OData\.Feed\("([^"]+)", null, \[Implementation = "2\.0"\]\)/u.exec(formula)!;
      const answer = await fetch(`${url}?$top=1`);
      expect(answer.status).toBe(200);
      const { value } = (await answer.json()) as { value: Record<string, unknown>[] };
      const renamed = [...formula.matchAll(/\{"([^"]+)", "([^"]+)"\}/gu)].map(([, from, to]) => [from, to]);
      expect(renamed).toEqual(dataset.columns.map((column) => [column.name, titleOf(column)]));
      // Power Query refuses two columns of one name.
      expect(new Set(renamed.map(([, to]) => to)).size).toBe(renamed.length);
      expect(renamed.map(([from]) => from)).toEqual(Object.keys(value[0]!));
    },
  );

  test.each([
    ['64', 'PostgreSQL Unicode(x64)'],
    ['32', 'PostgreSQL Unicode'],
  ])('of %s bits reads every dataset by ODBC', async (bits, driver) => {
    const { host, port, database } = place();
    for (const { name } of DATASETS) {
      const xml = readXml(await body(`excel/odbc-${bits}/${name}.odc`));
      expect(textOf(xml, 'ConnectionString')).toBe(
        `Driver={${driver}};Server=${host};Port=${port};Database=${database};Uid=${connect.account}`,
      );
      const { rows } = await connect.reader.query(textOf(xml, 'CommandText'));
      expect([name, rows.length > 0]).toEqual([name, true]);
    }
  });
});

test('Tableau is told tables and columns that are there, each under a title of its own', async () => {
  const { host, port, database } = place();
  const there = await columnsInDatabase();
  for (const { name, columns } of DATASETS) {
    const xml = readXml(await body(`tableau/${name}.tds`));
    const [, connection] = elements(xml, 'connection');
    const attributes = Object.fromEntries([...connection!.attributes].map((each) => [each.name, each.value]));
    expect(attributes).toMatchObject({
      class: 'postgres',
      server: host,
      port: String(port),
      dbname: database,
      username: connect.account,
    });
    expect(attributes).not.toHaveProperty('password');
    const [relation] = elements(xml, 'relation');
    expect(relation!.getAttribute('table')).toBe(`[reporting].[${name}]`);
    expect(relation!.getAttribute('connection')).toBe(elements(xml, 'named-connection')[0]!.getAttribute('name'));
    const fields = elements(xml, 'column').map((each) => each.getAttribute('name')!.slice(1, -1));
    expect(there.get(name)).toEqual(expect.arrayContaining(fields));
    expect(fields.length).toBe(columns.filter(({ type }) => type !== 'list').length);
    const captions = elements(xml, 'column').map((each) => each.getAttribute('caption'));
    expect(new Set(captions).size).toBe(captions.length);
  }
});

describe('Superset', () => {
  const read = async () => {
    const parts = await partsOf(Buffer.from(await (await connect.file('superset.zip')).arrayBuffer()));
    return new Map([...parts].map(([path, text]) => [path, parse(String(text)) as Record<string, unknown>]));
  };

  test('gets the database and every dataset in the form of its own exports', async () => {
    const files = await read();
    expect([...files.keys()].map((path) => path.split('/')[0])).toEqual(Array(files.size).fill('taizhang'));
    expect(files.get('taizhang/metadata.yaml')).toEqual({ version: '1.0.0', type: 'SqlaTable' });
    const database = files.get('taizhang/databases/taizhang.yaml')!;
    const { host, port, database: name } = place();
    expect(database['sqlalchemy_uri']).toBe(
      `postgresql+psycopg2://${connect.account}:XXXXXXXXXX@${host}:${port}/${name}`,
    );
    const ids = [...files.values()].flatMap(({ uuid }) => (uuid === undefined ? [] : [uuid]));
    expect(new Set(ids).size).toBe(DATASETS.length + 1);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
  });

  test('is told tables and columns that are there, with their types and the date to chart by', async () => {
    const files = await read();
    const { uuid } = files.get('taizhang/databases/taizhang.yaml')!;
    const there = await columnsInDatabase();
    for (const { name } of DATASETS) {
      const dataset = files.get(`taizhang/datasets/taizhang/${name}.yaml`)!;
      expect(dataset).toMatchObject({ schema: 'reporting', table_name: name, database_uuid: uuid, version: '1.0.0' });
      const columns = dataset['columns'] as { column_name: string; type: string; is_dttm: boolean }[];
      expect(columns.map((column) => column.column_name)).toEqual(there.get(name));
      for (const { column_name: column, type } of columns) {
        await connect.reader.query(`select "${column}"::${type} from reporting."${name}" limit 1`);
      }
      const date = dataset['main_dttm_col'];
      if (date !== null) expect(columns.find((column) => column.column_name === date)!.is_dttm).toBe(true);
      for (const { expression } of dataset['metrics'] as { expression: string }[])
        await connect.reader.query(`select ${expression} from reporting."${name}"`);
    }
  });

  test('gets the same file at every download, so that an import again renews what is there', async () => {
    const download = async () => Buffer.from(await (await connect.file('superset.zip')).arrayBuffer()).toString('hex');
    expect(await download()).toBe(await download());
  });
});

test.each(['metabase', 'finebi', 'dataease'])('the note for %s is text with the parameters to type in', async (id) => {
  const { host, port, database } = place();
  const bytes = Buffer.from(await (await connect.file(`${id}.txt`)).arrayBuffer());
  const text = bytes.toString('utf8');
  expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
  for (const part of [
    `主机：${host}`,
    `端口：${port}`,
    `数据库：${database}`,
    '模式：reporting',
    `账号：${connect.account}`,
  ])
    expect(text).toContain(part);
  expect(text).toContain(`jdbc:postgresql://${host}:${port}/${database}`);
  expect(text).toContain('npm run bi-user');
});
