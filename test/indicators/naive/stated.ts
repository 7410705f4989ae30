import { CATALOGUE } from '../../../src/indicators/catalogue/index.js';
import type { Everything, Told } from './rows.js';

/** What reports say of a year (month 0) or of January to a month; null: masked, or several say several things. */
export interface Statement {
  readonly value: number | null;
  readonly about: boolean;
  readonly disputed: boolean;
}

/** Statements by month. */
export type Statements = ReadonlyMap<number, Statement>;

interface Saying {
  readonly code: string;
  readonly year: number;
  readonly month: number;
  readonly value: number | null;
  readonly half: number;
  readonly about: boolean;
  /** How little it is worth. */
  readonly rank: number;
}

const MONTHS = new Map<string | null, number>([
  [null, 0],
  ['', 0],
  ['全年', 0],
  ['1-12月', 0],
  ['上半年', 6],
  ['1-9月', 9],
]);
const SIZES = new Map<string, number>([
  ['元', 1],
  ['千元', 1e3],
  ['万元', 1e4],
  ['亿元', 1e8],
  ['万人次', 1e4],
]);
const ABOUT = ['approximate', 'atLeast', 'atMost'];

/** What the reports of a division say of an indicator, by year. */
export function statementsOf({ rows }: Everything, division: string, code: string): ReadonlyMap<number, Statements> {
  const sayings = rows
    .filter(({ row }) => row.division === division)
    .flatMap(sayingsOf)
    .filter((each) => each.code === code);
  return new Map(
    [...Map.groupBy(sayings, ({ year }) => year)].map(([year, ofYear]) => [
      year,
      new Map([...Map.groupBy(ofYear, ({ month }) => month)].map(([month, all]) => [month, statementOf(all)])),
    ]),
  );
}

function statementOf(all: readonly Saying[]): Statement {
  const best = all.filter(({ rank }) => rank === Math.min(...all.map((each) => each.rank)));
  const known = best.flatMap(({ value, half }) => (value === null ? [] : [{ value, half }]));
  const [exact] = known.toSorted((a, b) => a.half - b.half || a.value - b.value);
  const agree = known.every((a) =>
    known.every((b) => a.value === b.value || Math.abs(a.value - b.value) < a.half + b.half),
  );
  const about = best.some((each) => each.about);
  return exact === undefined || !agree
    ? { value: null, about: false, disputed: !agree }
    : { value: exact.value, about, disputed: false };
}

function sayingsOf({ ledger, row }: Told): Saying[] {
  const said = (column: string, year: number, late: boolean): Saying[] => {
    const indicator = CATALOGUE.find(({ name, aliases = [] }) => [name, ...aliases].includes(String(row['indicator'])));
    const month = MONTHS.get((row['period'] as string | null | undefined) ?? null);
    const flag = row.flags[column];
    const hidden = flag === 'masked' || flag === 'unknown';
    const stated = row[column] as number | null | undefined;
    if (indicator === undefined || month === undefined || ((stated ?? null) === null && !hidden)) return [];
    const times = scaleOf(row['unit'] as string | null, indicator.unit);
    if (times === null) return [];
    const value = hidden ? null : stated!;
    const about = ABOUT.includes(flag ?? '');
    return [
      {
        code: indicator.code,
        year,
        month,
        value: value === null ? null : value * times,
        half: value === null ? 0 : (10 ** -decimalsOf(value) / 2) * times,
        about,
        rank: value === null ? 9 : (late ? 2 : 0) + (about ? 1 : 0),
      },
    ];
  };
  if (ledger === 'target') return said('actual', row.year, false);
  if (ledger !== 'observation') return [];
  const previous = row['previous'] === null ? [] : said('previous', row.year - 1, true);
  return [...said('value', row.year, false), ...previous];
}

/** How many of the wanted unit one of the stated unit is; null where they measure different things. */
function scaleOf(stated: string | null, wanted: string): number | null {
  if (stated === null) return wanted.endsWith('元') || wanted === '%' ? null : 1;
  const kind = (unit: string) => (unit === '%' ? '%' : unit.endsWith('元') ? '元' : 'count');
  if (kind(stated) !== kind(wanted)) return null;
  return (SIZES.get(stated) ?? 1) / (SIZES.get(wanted) ?? 1);
}

function decimalsOf(value: number): number {
  return String(value).split('.')[1]?.length ?? 0;
}
