import type { Database } from '../../../src/database/sql.js';
import { alikeOf, faultsOf } from './comparison.js';
import { type Cell } from './cells.js';
import { type Figure, figureOf } from './figures.js';
import { NAIVE } from './measures.js';
import type { Everything } from './rows.js';
import { type Alike, type Stored, storedAlike, storedMonths, storedYears } from './stored.js';
import { WHOLE_YEAR } from './sums.js';
import { targetFigure } from './targets.js';

/** Figures by division and indicator. */
export type Figures = ReadonlyMap<string, ReadonlyMap<string, Figure>>;

/** Every indicator in every division, by brute force from the rows. */
export function naiveFigures(all: Everything): Figures {
  const figures = new Map(
    all.divisions.map(({ code: division }) => [
      division,
      new Map(Object.entries(NAIVE).map(([code, naive]) => [code, figureOf(code, naive, all, division)])),
    ]),
  );
  for (const [division, mine] of figures) mine.set('TARGET_COMPLETION', targetFigure(all, division, figures));
  return figures;
}

const rounded = (value: number | null) => (value === null ? null : Math.round(value * 1e6) / 1e6);

/** How what is kept compares with what brute force finds. */
interface Agreement {
  readonly compared: number;
  readonly faults: string[];
  /** What the figures tell: `partial`, `carried` … */
  readonly seen: readonly string[];
}

/** Compares all that is kept with what brute force finds. */
export async function differences(db: Database, figures: Figures): Promise<Agreement> {
  const rows = [...(await storedYears(db)), ...(await storedMonths(db))];
  const faults = [...cellFaults(rows, figures)];
  for (const row of rows) {
    const about = faultsOf(row, figures.get(row.division)!.get(row.indicator)!, row.period === WHOLE_YEAR);
    if (about.length > 0) faults.push(`${placeOf(row)}: ${about.join('; ')}`);
  }
  faults.push(...(await alikeFaults(db, figures)));
  return { compared: rows.length, faults, seen: seenIn(rows) };
}

/** What the figures tell that is not in every one of them. */
const TELLING: Readonly<Record<string, (row: Stored) => boolean>> = {
  partial: ({ partial }) => partial,
  unknown: ({ partial, value }) => partial && value === null,
  approximate: ({ approximate }) => approximate,
  undated: ({ undated }) => undated,
  none: ({ none_recorded }) => none_recorded,
  carried: ({ carried }) => carried,
  overlapping: ({ overlapping }) => overlapping,
  stated: ({ stated }) => stated,
  'stated with others': ({ stated, partial, numerator }) => stated && partial && numerator !== null,
  disputed: ({ disputed }) => disputed,
  incomplete: ({ incomplete }) => incomplete,
  unreported: ({ reported }) => reported === 0,
  uneven: ({ reason }) => reason === 'COVERAGE',
  rebased: ({ reason }) => reason === 'BASIS',
  alike: ({ like_value }) => like_value !== null,
};

function seenIn(rows: readonly Stored[]): string[] {
  return Object.entries(TELLING).flatMap(([name, tells]) => (rows.some(tells) ? [name] : []));
}

const placeOf = ({ division, indicator, dimension, member, year, period }: Stored) =>
  [division, indicator, dimension, member, year, period].join('|');

/** A cell in a few words: `3/4 partial`, `0 none`, `? partial undated`. */
function words({ numerator, denominator, ...flags }: Cell): string {
  const number = (value: number | null) => String(rounded(value) ?? '?');
  const said = Object.entries(flags).flatMap(([flag, set]) => (set ? [flag] : []));
  return [number(numerator) + (denominator === null ? '' : `/${number(denominator)}`), ...said.toSorted()].join(' ');
}

function cellFaults(rows: readonly Stored[], figures: Figures): string[] {
  const kept = new Map(rows.map((row) => [placeOf(row), words(cellOf(row))]));
  const wanted = new Map<string, string>();
  for (const [division, byCode] of figures)
    for (const [code, { cells }] of byCode)
      for (const [key, cell] of cells) wanted.set(`${division}|${code}|${key}`, words(cell));
  return unequal(kept, wanted);
}

function cellOf({
  numerator,
  denominator,
  partial,
  approximate,
  undated,
  none_recorded,
  carried,
  overlapping,
  stated,
  disputed,
}: Stored): Cell {
  const none = none_recorded;
  return { numerator, denominator, partial, approximate, undated, none, carried, overlapping, stated, disputed };
}

async function alikeFaults(db: Database, figures: Figures): Promise<string[]> {
  const kept = new Map(
    (await storedAlike(db)).map(({ division, indicator, ...row }) => [
      `alike ${[division, indicator, row.year, row.month].join('|')}`,
      alikeWords(row),
    ]),
  );
  const wanted = new Map<string, string>();
  for (const [division, byCode] of figures)
    for (const [code, figure] of byCode)
      for (const [key] of figure.cells) {
        const [dimension, , year, period] = key.split('|');
        if (dimension !== '') continue;
        const month = Number(period) % WHOLE_YEAR;
        const alike = alikeOf(figure, Number(year), month);
        if (alike !== null) wanted.set(`alike ${[division, code, year, month].join('|')}`, alikeWords(alike));
      }
  return unequal(kept, wanted);
}

function alikeWords(row: Omit<Alike, 'division' | 'indicator'>): string {
  const { numerator, denominator, previous_numerator, previous_denominator, divisions } = row;
  const [now, below, before, belowBefore] = [numerator, denominator, previous_numerator, previous_denominator].map(
    rounded,
  );
  return `${now}/${below}, before ${before}/${belowBefore}, of ${divisions}`;
}

function unequal(kept: ReadonlyMap<string, string>, wanted: ReadonlyMap<string, string>): string[] {
  return [...new Set([...kept.keys(), ...wanted.keys()])]
    .filter((key) => kept.get(key) !== wanted.get(key))
    .map((key) => `${key}: ${kept.get(key) ?? 'absent'}, not ${wanted.get(key) ?? 'absent'}`);
}
