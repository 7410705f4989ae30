import { CATALOGUE } from '../../../src/indicators/catalogue/index.js';
import type { Figure } from './figures.js';
import type { Alike, Stored } from './stored.js';
import { WHOLE_YEAR } from './sums.js';
import { exactOf } from './targets.js';

/** A figure beside that of the year before, as it is kept or told. */
export type Compared = Omit<Stored, 'numerator' | 'denominator' | 'partial' | 'approximate' | 'undated' | Noted>;
type Noted = 'none_recorded' | 'carried' | 'overlapping' | 'stated' | 'disputed';

/** Whether a rounded figure is an exact one: of a half it may have gone either way. */
function isAbout(found: number | null, exact: number | null, places: number): boolean {
  if (found === null || exact === null) return found === exact;
  return Math.abs(found - exact) <= 0.5 * 10 ** -places + 1e-6;
}

const difference = (a: number | null, b: number | null) => (a === null || b === null ? null : a - b);

function rateOf(value: number | null, previous: number | null): number | null {
  return value === null || previous === null || previous <= 0 ? null : ((value - previous) / previous) * 100;
}

/** What is wrong with the value of a figure, and with its comparison if it has one; nothing where all is right. */
export function faultsOf(row: Compared, figure: Figure, hasComparison: boolean): string[] {
  const { kind, decimals } = CATALOGUE.find(({ code }) => code === row.indicator)!;
  const faults: string[] = [];
  const check = (name: keyof Compared, wanted: unknown, right = row[name] === wanted) => {
    if (!right) faults.push(`${name} is ${String(row[name])}, not ${String(wanted)}`);
  };
  const about = (name: keyof Compared, exact: number | null, places: number) =>
    check(name, exact, isAbout(row[name] as number | null, exact, places));
  const at = (year: number, cells = figure.cells) =>
    exactOf(row.indicator, cells.get([row.dimension, row.member, year, row.period].join('|')));

  const [value, previous] = [at(row.year), at(row.year - 1)];
  about('value', value, decimals);
  if (!hasComparison) return faults;
  const { uneven, bothTold, common, reported, expected } = coverageOf(figure, row.year);
  const isRatio = kind === 'RATIO';
  const place = [row.dimension, row.member, row.year, row.period].join('|');
  // Of a carried stock nobody knows what began since.
  const unlike = uneven || figure.cells.get(place)?.carried === true;
  const basis = row.period === WHOLE_YEAR ? basisOf(row, figure, common) : { unlike: false, moved: false };
  about('previous', previous, decimals);
  check('reported', reported);
  check('expected', expected);
  check('incomplete', reported < expected);
  about('change', unlike || basis.unlike ? null : difference(row.value, row.previous), 9);
  about('rate', isRatio || unlike || basis.unlike ? null : rateOf(value, previous), 2);
  const reason = reasonOf(value, previous, unlike, isRatio);
  const kept = ['NO_DATA', 'NO_BASE', 'COVERAGE'].includes(reason ?? '');
  check('reason', basis.unlike && !kept ? 'BASIS' : reason);

  const likes = uneven && bothTold && row.dimension === '';
  const alike = likes ? figure.among(common) : null;
  const [like, likeBefore] = alike === null ? [null, null] : [at(row.year, alike), at(row.year - 1, alike)];
  about('like_value', like, decimals);
  about('like_previous', likeBefore, decimals);
  about('like_change', basis.moved ? null : difference(row.like_value, row.like_previous), 9);
  about('like_rate', isRatio || basis.moved ? null : rateOf(like, likeBefore), 2);
  check('like_divisions', likes ? common.length : null);
  return faults;
}

/** Whether a figure rests on something else than that of the year before, or one of the divisions of both years does. */
function basisOf({ indicator, dimension, year }: Compared, figure: Figure, common: readonly string[]) {
  const bases = CATALOGUE.find(({ code }) => code === indicator)!.bases;
  if (bases === undefined || dimension === bases.by) return { unlike: false, moved: false };
  const of = (cells: Figure['cells'], at: number) =>
    [...cells]
      .filter(([key, { numerator, denominator, none }]) => {
        const [split, , inYear, period] = key.split('|');
        const told = numerator !== null && denominator !== 0 && !none;
        return split === bases.by && Number(inYear) === at && Number(period) === WHOLE_YEAR && told;
      })
      .map(([key]) => key.split('|')[1]!.replace('未填', bases.usual));
  const sides = (cells: Figure['cells']) => [new Set(of(cells, year)), new Set(of(cells, year - 1))] as const;
  const differ = ([now, before]: ReturnType<typeof sides>) =>
    now.size > 0 && before.size > 0 && [...now].toSorted().join() !== [...before].toSorted().join();
  const whole = sides(figure.cells);
  if (whole.some(({ size }) => size === 0)) return { unlike: false, moved: false };
  const moved = common.some((division) => differ(sides(figure.among([division]))));
  const several = dimension !== '' && whole.some(({ size }) => size > 1);
  return { unlike: moved || differ(whole) || several, moved };
}

function reasonOf(value: number | null, previous: number | null, uneven: boolean, isRatio: boolean): string | null {
  if (value === null) return 'NO_DATA';
  if (previous === null) return 'NO_BASE';
  if (uneven) return 'COVERAGE';
  if (isRatio) return 'RATIO';
  if (previous < 0) return 'NEGATIVE_BASE';
  return previous === 0 ? 'ZERO_BASE' : null;
}

/** Which divisions cover a figure in a year, compared with those before. */
export function coverageOf({ tellers, coverage }: Figure, year: number) {
  const [now, before] = [tellers(year, year - 1), tellers(year - 1, year)];
  const common = now.filter((division) => before.includes(division));
  return {
    ...coverage(year),
    common,
    uneven: common.length < now.length || common.length < before.length,
    bothTold: now.length > 0 && before.length > 0,
  };
}

/** The comparison of the same divisions that a year (month 0) or its months up to one want; null where all are the same. */
export function alikeOf(figure: Figure, year: number, month: number): Omit<Alike, 'division' | 'indicator'> | null {
  const { uneven, common, bothTold } = coverageOf(figure, year);
  if (!uneven || !bothTold) return null;
  const cells = figure.among(common);
  const at = (of: number) => cells.get(['', '', of, month === 0 ? WHOLE_YEAR : month].join('|'));
  const [now, before] = [at(year), at(year - 1)];
  return {
    year,
    month,
    numerator: now?.numerator ?? null,
    denominator: now?.denominator ?? null,
    previous_numerator: before?.numerator ?? null,
    previous_denominator: before?.denominator ?? null,
    divisions: common.length,
  };
}
