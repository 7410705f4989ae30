import { sql } from 'kysely';
import { refreshFigures } from '../src/indicators/compute/refresh.js';
import { type Database } from '../src/database/sql.js';

/** How many counties a benchmark's invented country has, and how many ledger rows each of them. */
export interface Country {
  readonly counties: number;
  readonly rowsEach: number;
}

const COUNTIES_A_CITY = 30;
const CITIES_A_PROVINCE = 10;
const LEDGERS = ['project', 'funding'] as const;

/** The years that the rows are of. */
export const YEARS = { from: 2020, to: 2024 } as const;

/** The code of the n-th county; thirty make a city, ten cities a province. Codes from 90 on are no real place's. */
export function countyCode(n: number): string {
  const city = Math.floor(n / COUNTIES_A_CITY);
  return `${cityCode(city).slice(0, 4)}${two((n % COUNTIES_A_CITY) + 1)}`;
}

/** The code of the n-th city. */
export function cityCode(n: number): string {
  return `${90 + Math.floor(n / CITIES_A_PROVINCE)}${two((n % CITIES_A_PROVINCE) + 1)}00`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/**
 * Fills an empty database with a country: its divisions, its counties' project and fund ledgers made in SQL, and their
 * figures by the very refresh that an import does, a city at a time.
 */
export async function fillCountry(db: Database, country: Country): Promise<void> {
  for (let city = 0; city < citiesOf(country); city += 1) await fillCity(db, country, city);
  await sql`vacuum analyze`.execute(db);
}

export function citiesOf({ counties }: Country): number {
  return Math.ceil(counties / COUNTIES_A_CITY);
}

/** Fills one city of a country. */
export async function fillCity(db: Database, country: Country, city: number): Promise<void> {
  const first = city * COUNTIES_A_CITY;
  const counties = Array.from({ length: Math.min(COUNTIES_A_CITY, country.counties - first) }, (_, index) =>
    countyCode(first + index),
  );
  const projects = Math.round(country.rowsEach * 0.7);
  await db.transaction().execute(async (tx) => {
    await sql`set local work_mem = '64MB'`.execute(tx);
    await insertDivisions(tx, cityCode(city), counties);
    await insertProjects(tx, counties, 1, projects);
    await insertFunds(tx, counties, 1, country.rowsEach - projects);
    await refreshFigures(tx, counties, LEDGERS);
  });
}

/** Adds a workbook's worth of rows to one county's funds; without their figures. */
export async function addFunds(db: Database, county: string, rows: number): Promise<void> {
  await insertFunds(db, [county], ADDED_FROM, ADDED_FROM + rows - 1);
}

/** Rows that are added later are numbered from here. */
const ADDED_FROM = 1_000_000;

async function insertDivisions(db: Database, city: string, counties: readonly string[]): Promise<void> {
  const province = `${city.slice(0, 2)}0000`;
  await sql`
    insert into division (code, name, level, parent_code)
    values (${province}, ${`${province}省`}, 'province', null), (${city}, ${`${city}市`}, 'city', ${province})
    on conflict do nothing`.execute(db);
  await sql`
    insert into division (code, name, level, parent_code)
    select code, code || '县', 'county', ${city} from unnest(${[...counties]}::text[]) code`.execute(db);
}

/** What every ledger row has, for the n-th row of division `d`. */
const ROW = sql`division, id, key, year, created_by, run_id, sheet, row_number, cells`;
const RUN = sql`'00000000-0000-7000-8000-000000000000'::uuid`;
const YEAR = sql`${YEARS.from}::int + n % ${YEARS.to - YEARS.from + 1}::int`;
const row = (key: string) =>
  sql`d, figures.new_id(), ${key}::text || d || n, ${YEAR}, ${RUN}, ${RUN}, '台账', n, jsonb_build_object('A', n::text, 'B', '示例' || n)`;

async function insertProjects(db: Database, counties: readonly string[], from: number, to: number): Promise<void> {
  await sql`
    insert into project (${ROW}, level, no, name, type, field, status, applied_date, applied_date_precision,
      approved_date, approved_date_precision, signed_date, signed_date_precision, end_date, end_date_precision,
      accepted_date, accepted_date_precision, acceptance_result)
    select ${row('no:')}, (array['自治区', '市', '本级'])[1 + n % 3], 'P' || d || n, '示例项目' || n,
      (array['重点研发', '成果转化'])[1 + n / 5 % 2], (array['现代农业', '新材料', '电子信息'])[1 + n / 7 % 3],
      (array['在研', '已验收'])[1 + n / 3 % 2], day, 'day',
      case when n % 5 < 3 then day + 20 end, case when n % 5 < 3 then 'day' end,
      case when n % 5 < 3 then day + 40 end, case when n % 5 < 3 then 'day' end, day + 400, 'day',
      case when n % 4 = 0 then day + 380 end, case when n % 4 = 0 then 'day' end, case when n % 4 = 0 then '通过' end
    from unnest(${[...counties]}::text[]) d, generate_series(${from}::int, ${to}::int) n,
      lateral (select make_date(${YEAR}, 1, 1) + n * 37 % 360 as day) at`.execute(db);
}

async function insertFunds(db: Database, counties: readonly string[], from: number, to: number): Promise<void> {
  await sql`
    insert into funding (${ROW}, level, flow, item, organisation, amount, date, date_precision, purpose)
    select ${row('item:')}, (array['自治区', '市', '本级'])[1 + n % 3], (array['下达', '下达', '拨付'])[1 + n / 3 % 3],
      '专项资金' || n, '示例单位' || n % 97, 10000 * (1 + n * 31 % 500), day, 'day', (array['研发', '平台'])[1 + n / 9 % 2]
    from unnest(${[...counties]}::text[]) d, generate_series(${from}::int, ${to}::int) n,
      lateral (select make_date(${YEAR}, 1, 1) + n * 41 % 360 as day) at`.execute(db);
}
