import type { RunReport } from '../run-report.js';

/** A figure that a run changes, in words. */
export interface ToldEffect {
  readonly indicator: string;
  readonly division: string;
  readonly year: number;
  /** With the unit; 暂无数据 where it is unknown. */
  readonly before: string;
  readonly after: string;
  /** What is to be said of the figure, and which rows do not count in it and why. */
  readonly note: string;
}

const NOTES: Readonly<Record<string, string>> = {
  PARTIAL: '有的行没有计入',
  APPROXIMATE: '含约数',
  NONE_RECORDED: '台账无登记',
  CARRIED: '按以前年度台账推算',
  INCOMPLETE: '所辖区划未报齐',
  OVERLAPPING: '上下级台账可能重复登记',
  REPORTED: '填报数',
  DISPUTED: '各报表所填数不一致，没有采用',
};

/** How many figures are told. */
const MOST = 500;

/**
 * The figures that a run changes in the divisions of its rows, and those that it leaves unknown since rows cannot be placed; zeros of which nothing is
 * recorded come last.
 */
export function tellEffects({ effects, issues, sheets }: RunReport): ToldEffect[] {
  const absent = issues.nodes.filter(({ code }) => code === 'FIELD_ABSENT' || code === 'FIELD_NOT_LISTED');
  const divisions = new Set(sheets.flatMap((sheet) => sheet.divisions));
  const rowsOf = new Map(sheets.map(({ name, counts }) => [name, counts.created + counts.updated + counts.unchanged]));
  const reasons = (name: string) =>
    absent
      .filter(({ message }) => message.includes(`“${name}”`))
      .map(({ sheet, message }) => `“${sheet ?? ''}”的${rowsOf.get(sheet ?? '') ?? 0}行没有归入：${message}`);
  const changed = effects
    .filter(
      ({ division, before, after, flagsBefore, flagsAfter }) =>
        divisions.has(division) &&
        (before !== after || (flagsAfter.includes('PARTIAL') && !flagsBefore.includes('PARTIAL'))),
    )
    .toSorted((a, b) => Number(isNone(a.flagsAfter)) - Number(isNone(b.flagsAfter)));
  return changed.slice(0, MOST).map(({ name, unit, divisionName, division, year, before, after, flagsAfter }) => ({
    indicator: name,
    division: `${divisionName}（${division}）`,
    year,
    before: figure(before, unit),
    after: figure(after, unit),
    note: [
      ...flagsAfter.map((flag) => NOTES[flag] ?? flag),
      ...(flagsAfter.includes('PARTIAL') || after === null ? reasons(name) : []),
    ].join('；'),
  }));
}

const isNone = (flags: readonly string[]) => flags.includes('NONE_RECORDED');
const figure = (value: number | null, unit: string) => (value === null ? '暂无数据' : `${value}${unit}`);
