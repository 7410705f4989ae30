import { saidIn } from './conditions.js';
import { canSay, leavesOut, memberOf, type PartUnit } from './coverage.js';
import { lastDay } from './days.js';
import type { Finding } from './findings.js';
import type { Part } from './parts.js';
import type { Present, Told } from './rows.js';

/** 1 to 12 are the months up to the end of that one, 13 is the whole year. */
export const WHOLE_YEAR = 13;
export const PERIODS = Array.from({ length: WHOLE_YEAR }, (_, index) => index + 1);

/** Where in a figure: a member of a dimension (or the whole), a year and a period of it. */
export interface Place {
  readonly dimension: string;
  readonly member: string;
  readonly year: number;
  readonly period: number;
}

/** What is known of an amount. */
export interface Notes {
  readonly partial: boolean;
  readonly approximate: boolean;
  readonly undated: boolean;
  readonly none: boolean;
  readonly carried: boolean;
  readonly overlapping: boolean;
}

/** What the own rows of a division come to in one place. */
export interface Sum extends Notes {
  readonly amount: number | null;
  /** What was counted, where different values count. */
  readonly values: ReadonlySet<string>;
}

/** Which rows are told by a division under theirs as well, and of which that is in doubt. */
export interface Twice {
  readonly same: (finding: Finding) => boolean;
  readonly doubtful: (finding: Finding) => boolean;
}

/** What the own rows of a division come to in one place; null where none of its sheets can say anything of it. */
export function sumAt(
  part: Part,
  unit: PartUnit,
  place: Place,
  { present, twice }: { readonly present: Present; readonly twice: Twice },
): Sum | null {
  const { dimension, member, year } = place;
  const ofMember = unit.findings.filter(({ told }) => memberOf(told, dimension) === member);
  const sayable = (unit.covered.get(year) ?? []).filter((told) => canSay(told, dimension, member));
  const sum = (() => {
    if (part.standing === true) return standingAt(part, ofMember, sayable, unit.newest, place, present);
    const there = ofMember.filter((finding) => finding.year === year);
    return there.length === 0 && sayable.length === 0 ? null : happenedAt(part, there, place, twice);
  })();
  if (sum === null || !leavesOut(unit, year, dimension)) return sum;
  // What nobody has told of may add to what is known; where nothing is, no zero is known.
  return { ...sum, amount: sum.none ? null : sum.amount, partial: true, none: false };
}

function happenedAt(part: Part, there: readonly Finding[], { period }: Place, twice: Twice): Sum {
  const inTime = there.filter(({ month }) => period === WHOLE_YEAR || (month !== null && month <= period));
  const counted = inTime.filter(({ certain, amount }) => certain && amount !== null);
  const partial = counted.length < inTime.length;
  const values = new Set(counted.flatMap(({ as }) => as));
  const undated = period !== WHOLE_YEAR && isUndated(part, there);
  return {
    amount:
      counted.length === 0 && (partial || undated)
        ? null
        : amountOf(
            part,
            counted.filter((each) => !twice.same(each)),
            values,
          ),
    values,
    partial,
    approximate: counted.some(({ flag }) => ['approximate', 'atLeast', 'atMost'].includes(flag ?? '')),
    undated,
    none: inTime.length === 0 && !undated,
    carried: false,
    overlapping: counted.some((each) => each.amount !== 0 && twice.doubtful(each)),
  };
}

/** Whether the month of something is not known; what several rows say falls in the first month that is. */
function isUndated({ different, most }: Part, there: readonly Finding[]): boolean {
  const dated = new Set(there.filter(({ certain, month }) => certain && month !== null).flatMap(({ as }) => as));
  return there.some(
    ({ certain, month, as }) =>
      month === null &&
      (different === undefined ||
        most !== undefined ||
        !certain ||
        as.length === 0 ||
        as.some((value) => !dated.has(value))),
  );
}

/** Whether a row is of account to a part: what begins and ends within a month stands at the end of none. */
export function matters({ standing }: Part, { certain, from, until }: Finding): boolean {
  return standing !== true || !certain || until > endOfMonth(from);
}

function standingAt(
  part: Part,
  ofMember: readonly Finding[],
  sayable: readonly Told[],
  newest: number,
  { year, period }: Place,
  present: Present,
): Sum | null {
  const now = period === WHOLE_YEAR && year === present.year;
  const day = lastDay(year, now ? present.month : Math.min(period, 12));
  const isKnown = ({ certain, amount }: Finding) => certain && amount !== null;
  const begun = ofMember.filter((finding) => isKnown(finding) && matters(part, finding));
  const uncertain = ofMember.filter((finding) => !isKnown(finding) && finding.told.row.year <= year);
  if (sayable.length + uncertain.length === 0 && !begun.some(({ from }) => from <= day)) return null;
  const standing = begun.filter(({ from, until }) => from <= day && day < until);
  const values = new Set(standing.flatMap(({ as }) => as));
  return {
    amount: standing.length === 0 && uncertain.length > 0 ? null : amountOf(part, standing, values),
    values,
    partial: uncertain.length > 0,
    approximate: false,
    undated: false,
    // Where all that stood has ended, the zero is recorded.
    none: uncertain.length === 0 && !begun.some(({ from }) => from <= day),
    carried: year > newest,
    overlapping: false,
  };
}

function endOfMonth(day: string): string {
  return lastDay(Number(day.slice(0, 4)), Number(day.slice(5, 7)));
}

function amountOf(part: Part, counted: readonly Finding[], values: ReadonlySet<string>): number {
  if (part.most !== undefined) return needsOf(part, counted);
  return part.different === undefined ? counted.reduce((sum, { amount }) => sum + amount!, 0) : values.size;
}

/** What needs come to, each once: the largest figure, or what was added up of it. */
function needsOf({ adds, most }: Part, counted: readonly Finding[]): number {
  return [...Map.groupBy(counted, ({ as }) => as.join())].reduce((all, [, rows]) => {
    const largest = Math.max(...rows.map(({ told }) => Number(saidIn(told.row, most!))));
    const met = rows.reduce((sum, { amount }) => sum + amount!, 0);
    return all + (adds === most ? largest : Math.min(met, largest));
  }, 0);
}

/** What several divisions come to in one place: what is the same in several of them counts once. */
export function together(part: Part, sums: readonly Sum[]): Sum {
  const known = sums.filter(({ amount }) => amount !== null);
  const values = new Set(known.flatMap((sum) => [...sum.values]));
  const some = (flag: 'partial' | 'approximate' | 'undated' | 'carried' | 'overlapping') =>
    sums.some((sum) => sum[flag]);
  return {
    amount:
      known.length === 0
        ? null
        : part.different === undefined || part.most !== undefined
          ? known.reduce((all, { amount }) => all + amount!, 0)
          : values.size,
    values,
    partial: some('partial'),
    approximate: some('approximate'),
    undated: some('undated'),
    none: sums.every(({ none }) => none),
    carried: some('carried'),
    overlapping: some('overlapping'),
  };
}
