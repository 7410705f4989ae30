import type { Cell, Row } from '../workbook/workbook.js';
import { isBlank } from '../text/literal.js';
import { joinedDate } from '../text/joined-date.js';
import { type Heading, headingOf } from './heading.js';
import { type Profile, profileOf } from './profile.js';
import type { DateParts } from './recognition.js';

/** Columns of year, month and day beside each other, as one column of dates. */
export interface JoinedDate {
  readonly parts: DateParts;
  readonly heading: Heading;
  readonly profile: Profile;
}

type Part = keyof DateParts;
interface Headed {
  readonly column: number;
  readonly heading: Heading;
}
interface Named {
  readonly part: Part;
  readonly stem: string;
}

const ENDS: readonly (readonly [part: Part, end: RegExp])[] = [
  ['year', /^(.*?)(?:年|年份|年度)$/],
  ['month', /^(.*?)(?:月|月份)$/],
  ['day', /^(.*?)(?:日|号)$/],
];
const NEXT: Readonly<Record<Part, readonly Part[]>> = { year: ['month'], month: ['day'], day: [] };

/** The dates that stand in columns of their parts (年 | 月 | 日), by the place of their first column. */
export function dateParts(columns: readonly Headed[], rows: readonly Row[]): ReadonlyMap<number, JoinedDate> {
  const found = new Map<number, JoinedDate>();
  for (let at = 0; at < columns.length; at += 1) {
    const group = groupAt(columns, at);
    const [first] = group;
    const month = group.find(({ part }) => part === 'month')?.column;
    if (first === undefined || month === undefined || group.length < 2) continue;
    const parts: DateParts = { month, ...Object.fromEntries(group.map(({ part, column }) => [part, column])) };
    const { parents } = columns[at]!.heading;
    const heading = headingOf(parents.length > 0 && first.stem === '' ? parents : [...parents, `${first.stem}日期`]);
    found.set(at, { parts, heading, profile: profileOf(rows.flatMap(({ cells }) => joinedCell(cells, parts) ?? [])) });
    at += group.length - 1;
  }
  return found;
}

/** The columns from a place on that follow each other as parts of one date. */
function groupAt(columns: readonly Headed[], start: number): (Named & { readonly column: number })[] {
  const group: (Named & { readonly column: number })[] = [];
  for (let at = start; at < columns.length; at += 1) {
    const { column, heading } = columns[at]!;
    const named = partOf(heading);
    const before = group.at(-1);
    if (named === null || (before !== undefined && !follows(before, named, columns[at - 1]!, columns[at]!))) break;
    group.push({ ...named, column });
  }
  return group;
}

function follows(before: Named, next: Named, left: Headed, right: Headed): boolean {
  return (
    NEXT[before.part].includes(next.part) &&
    before.stem === next.stem &&
    right.column === left.column + 1 &&
    left.heading.parents.join('/') === right.heading.parents.join('/')
  );
}

function partOf({ name }: Heading): Named | null {
  for (const [part, end] of ENDS) {
    const match = end.exec(name);
    if (match !== null) return { part, stem: match[1] ?? '' };
  }
  return null;
}

/** The date in a row's cells of its parts, as a text; a part that is no value stays as it is, to be named. */
export function joinedCell(cells: readonly (Cell | undefined)[], parts: DateParts): Cell | undefined {
  const found = [parts.year, parts.month, parts.day].map((column) =>
    column === undefined ? undefined : cells[column],
  );
  const broken = found.find((cell) => cell?.kind === 'error' || cell?.kind === 'uncalculated');
  if (broken !== undefined) return broken;
  const [year = '', month = '', day = ''] = found.map((cell, at) => partText(cell, DAY_PARTS[at]!));
  const text = joinedDate({ year, month, day });
  return text === '' ? undefined : { kind: 'text', text };
}

/** Where year, month and day stand in an ISO day. */
const DAY_PARTS = [
  [0, 4],
  [5, 7],
  [8, 10],
] as const;

/** What a cell says of its part; of a whole date whose format shows only the part (yyyy), that part. */
function partText(cell: Cell | undefined, [start, end]: readonly [number, number]): string {
  if (cell === undefined || isBlank(cell.text)) return '';
  return cell.kind === 'date' ? cell.iso.slice(start, end) : cell.text;
}
