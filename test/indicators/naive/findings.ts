import { columnName } from '../../../src/entities/ledger.js';
import { type Condition, saidIn } from './conditions.js';
import type { Line, Part } from './parts.js';
import type { Row } from './row.js';
import type { Present, Told } from './rows.js';
import { lastDay } from './days.js';

/** What a row is to a part of an indicator: it counts, or it may. */
export interface Finding {
  readonly told: Told;
  /** Whether it counts for certain; else something tells that it may, but not whether or when. */
  readonly certain: boolean;
  readonly year: number;
  readonly month: number | null;
  /** By how much it counts; null where that is not known. */
  readonly amount: number | null;
  /** What it is one of. */
  readonly as: readonly string[];
  readonly flag: string | undefined;
  /** Of what stands: the days from which and on which no more. */
  readonly from: string;
  readonly until: string;
}

const NEVER = '9999-12-31';

/** What the rows of a division are to a part, without those that are of no account. */
export function findingsOf(part: Part, own: readonly Told[], present: Present): Finding[] {
  const findings = own.flatMap((told) => {
    const found = part.lines.flatMap((line) => judged(part, line, told, present) ?? []);
    // A row that counts in one way is not missing in another.
    return found.find(({ certain }) => certain) ?? found[0] ?? [];
  });
  const { different, adds, most } = part;
  if (different === undefined) return findings;
  return findings.map((finding) => {
    const as = different(
      finding.told,
      own.filter(({ ledger }) => ledger === finding.told.ledger),
    );
    return {
      ...finding,
      as,
      amount: as.length === 0 && (adds === undefined || most !== undefined) ? null : finding.amount,
    };
  });
}

function judged(part: Part, line: Line, told: Told, present: Present): Finding | null {
  const { row, limits, ledger } = told;
  if (ledger !== line.ledger || (line.newOnly === true && told.renews) || (line.renewed === true && !told.renews))
    return null;
  if (line.following === true && told.follows === false) return null;
  // What rows of another ledger state is said.
  const isElsewhere = (field: string) => line.elsewhere?.includes(field) === true && saidIn(row, field) !== null;
  const unsayable = (field: string) => limits.get(field)?.length === 0 && !isElsewhere(field);
  if (line.mustTell?.every(unsayable) === true) return null;
  const adds = line.adds ?? part.adds;
  let certain = line.needs?.every(unsayable) !== true && (line.following !== true || told.follows !== null);
  for (const condition of line.where) {
    const holds = condition.holds(row);
    if (holds === true) continue;
    if (holds === false && !unsayable(condition.field)) return null;
    certain = false;
  }
  const date = line.date === undefined ? null : dateIn(row, line.date);
  if (line.date !== undefined && date === null && line.orYear !== true) {
    const happened = line.happened?.every((condition) => condition.holds(row) === true);
    if (!unsayable(line.date) && happened !== true) return null;
    certain = false;
  }
  const ends = [...(line.over ?? []), ...(line.last ?? [])];
  const ended = line.ended?.some((condition) => condition.holds(row) === true) === true;
  if (ended && ends.every((field) => dateIn(row, field) === null)) certain = false;
  const year = date === null ? row.year : Number(date.slice(0, 4));
  return {
    told,
    certain,
    year,
    month: monthIn(row, line.date ?? line.month, year),
    amount: adds !== undefined ? figureIn(row, adds, part.back) : 1,
    as: [row.id],
    flag: adds === undefined ? undefined : row.flags[columnName(adds)],
    from:
      line.after === true && date !== null
        ? (dayAfter(row, line.date!) ?? NEVER)
        : startOf(row, date === null ? undefined : line.date, year, present),
    until: [
      ...(line.over ?? []).map((field) => dateIn(row, field) ?? NEVER),
      ...(line.last ?? []).map((field) => dayAfter(row, field) ?? NEVER),
    ].reduce((a, b) => (a < b ? a : b), NEVER),
  };
}

function figureIn(row: Row, field: string, back?: Condition): number | null {
  const figure = saidIn(row, field) as number | null;
  return figure !== null && back?.holds(row) === true ? -Math.abs(figure) : figure;
}

/** Whether a row shows that its sheet covers a part of an indicator. */
export function covers(part: Part, { ledger, row, limits }: Told): boolean {
  return part.lines.some((line) => {
    if (ledger !== line.ledger) return false;
    const elsewhere = (field: string) => line.elsewhere?.includes(field) === true;
    const unsayable = (field: string) => !elsewhere(field) && limits.get(field)?.length === 0;
    return (
      (line.about ?? []).every(({ holds }) => holds(row) === true) &&
      line.where.every(
        ({ field, possible: can }) => elsewhere(field) || !limits.has(field) || can(limits.get(field)!),
      ) &&
      (line.date === undefined || line.orYear === true || !unsayable(line.date)) &&
      ((line.adds ?? part.adds) === undefined || !unsayable((line.adds ?? part.adds)!)) &&
      line.needs?.every(unsayable) !== true
    );
  });
}

function dateIn(row: Row, field: string): string | null {
  return saidIn(row, field) as string | null;
}

/** The month of a date, where it is known that well and lies in the year; else null. */
function monthIn(row: Row, field: string | undefined, year: number): number | null {
  if (field === undefined) return null;
  const date = dateIn(row, field);
  return date !== null && isExact(row, field) && Number(date.slice(0, 4)) === year ? Number(date.slice(5, 7)) : null;
}

/**
 * The day of a date, or the last one that it may be where not even the month is known: of the present year that is this
 * month's, for it has begun.
 */
function startOf(row: Row, field: string | undefined, year: number, present: Present): string {
  if (field !== undefined && isExact(row, field)) return dateIn(row, field)!;
  const last = field === undefined ? `${year}-12-31` : (row[`${columnName(field)}_end`] as string);
  const now = lastDay(present.year, present.month);
  return last.slice(0, 4) === now.slice(0, 4) && now < last ? now : last;
}

function isExact(row: Row, field: string): boolean {
  return ['day', 'xun', 'month'].includes(String(row[`${columnName(field)}_precision`]));
}

function dayAfter(row: Row, field: string): string | null {
  const last = row[`${columnName(field)}_end`] as string | null;
  return last === null ? null : new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10);
}
