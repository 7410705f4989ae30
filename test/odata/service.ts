import { sql } from 'kysely';
import { startTestServer } from '../test-server.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

/** What OData answers a request. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: {
    readonly [name: string]: unknown;
    readonly value: Record<string, unknown>[];
    readonly error: { readonly code: string; readonly message: string; readonly target?: string };
  };
}

/** A server with a few targets of two invented divisions. */
export interface ODataService {
  readonly root: string;
  readonly database: TestDatabase;
  /** Asks for a path below the root; options are percent-encoded as clients do it. */
  get(
    path: string,
    options?: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Reply>;
  /** The `name` of the targets that a request gives, in its order. */
  names(options: Readonly<Record<string, string>>): Promise<unknown[]>;
  stop(): Promise<void>;
}

/** Division, year, seq, indicator, name, low, comparator, text. */
const TARGETS = [
  ['990001', 2023, 1, 'FUND_TOTAL', 'alpha', '100.50', '≥', "O'Neil's"],
  ['990001', 2023, 2, null, 'Beta', null, null, '开展培训'],
  ['990001', 2024, 1, 'HNTE_NEW', 'gamma', '3', null, '新增高企3家'],
  ['990002', 2024, 1, 'FUND_TOTAL', '甲', '0.1', '≥', '100%_a/b'],
  ['990002', 2024, 2, null, '乙', '-5', null, ''],
  ['990002', 2025, 1, null, '丙', '12345678901234567.89', null, '末'],
] as const;

export async function startOData(): Promise<ODataService> {
  const database = await createTestDatabase();
  const { db } = database;
  await sql`insert into reporting.dim_division (code, name, level) values ('990001', '青溪县', 'county'), ('990002', '石岭县', 'county')`.execute(
    db,
  );
  await sql`insert into reporting.dim_year (year, first_day, last_day)
    select y, make_date(y, 1, 1), make_date(y, 12, 31) from generate_series(2023, 2025) y on conflict do nothing`.execute(
    db,
  );
  for (const [division, year, seq, indicator, name, low, comparator, text] of TARGETS) {
    await sql`insert into reporting.target (division, year, seq, indicator, name, low, comparator, text, first_day)
      values (${division}, ${year}, ${seq}, ${indicator}, ${name}, ${low}, ${comparator}, ${text}, make_date(${year}::int, 1, 1))`.execute(
      db,
    );
  }
  const server = await startTestServer(db);
  const root = `${server.url}/odata/`;
  const get: ODataService['get'] = async (path, options = {}, headers = {}) => {
    const query = Object.entries(options).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    const response = await fetch(`${root}${path}${query.length === 0 ? '' : `?${query.join('&')}`}`, { headers });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) };
  };
  return {
    root,
    database,
    get,
    names: async (options) => {
      const { status, body, text } = await get('target', options);
      if (status !== 200) throw new Error(text);
      return body.value.map((row) => row['name']);
    },
    stop: async () => {
      await server.stop();
      await database.close();
    },
  };
}

function parse(text: string): Reply['body'] {
  try {
    return JSON.parse(text) as Reply['body'];
  } catch {
    return undefined as never;
  }
}
