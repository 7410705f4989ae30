import type { RecognizedColumn } from '../draft.js';
import type { Issue, IssueCode } from '../issue.js';
import { columnLetter } from '../workbook/workbook.js';
import type { Fit } from './fit.js';
import type { Taken } from './match.js';
import { moneyUnit, usualRange } from './money-unit.js';

/** The columns of a fit, as the rows will be read: spread figures and years settled, units decided. */
export function recognizedColumns(fit: Fit, captionUnit: string | null): RecognizedColumn[] {
  const spread = fit.taken.filter((each) => each.meaning?.set !== undefined);
  const years = new Set(fit.taken.filter((each) => each.year !== null).map((each) => each.year));
  const units = fit.taken.some((each) => each.meaning?.role === 'unit');
  return fit.taken.map((each, at) => {
    const heading = headingText(each);
    const { meaning } = each;
    const base = {
      column: each.column.column,
      heading,
      score: Math.round(each.score * 1000) / 1000,
      reason: each.reason,
      unit: each.column.heading.unit?.name ?? null,
    };
    if (meaning === null)
      return {
        ...base,
        field: null,
        role: 'unknown',
        score: 0,
        reason: each.doubted === null ? '没有认出' : `可能是“${each.doubted.zh}”，把握不够，没有采用`,
      };
    const whole = spread.length > 0 && meaning.field === spread[0]?.meaning?.field && meaning.set === undefined;
    if (whole) return { ...base, field: null, role: 'ignored', reason: '各级金额之和，已按级次分列读取' };
    const stored =
      meaning.role === 'field' || meaning.role === 'period' || meaning.role === 'year' || meaning.role === 'division';
    const year =
      each.year ??
      (fit.reading.yearly === true && meaning.field === 'publishedRate' ? yearToTheLeft(fit.taken, at, years) : null);
    const unit = meaning.kind === 'money' ? moneyUnit(each, fit, captionUnit, units).unit : base.unit;
    const usual = meaning.kind === 'money' ? usualRange(each, unit) : null;
    return {
      ...base,
      field: stored ? meaning.field : null,
      role: meaning.role,
      unit,
      ...(usual === null ? {} : { usual }),
      ...(meaning.end === undefined ? {} : { end: meaning.end }),
      ...(meaning.set === undefined ? {} : { set: meaning.set }),
      ...(year === null ? {} : { year }),
    };
  });
}

/** A growth column belongs to the year on its left. */
function yearToTheLeft(taken: readonly Taken[], at: number, years: ReadonlySet<number | null>): number | null {
  if (years.size === 0) return null;
  for (let left = at - 1; left >= 0; left -= 1) {
    const year = taken[left]?.year ?? null;
    if (year !== null) return year;
  }
  return null;
}

/** What a clerk should know of the columns: not recognised, doubted, dropped, units assumed. */
export function columnIssues(
  sheet: string,
  fit: Fit,
  columns: readonly RecognizedColumn[],
  captionUnit: string | null,
): Issue[] {
  const issues: Issue[] = [];
  const units = columns.some((column) => column.role === 'unit');
  const row = fit.block.rows[0];
  for (const [at, column] of columns.entries()) {
    const taken = fit.taken[at];
    const say = (code: IssueCode, params: Record<string, string | number> = {}): void => {
      issues.push({ code, sheet, row, column: column.column, heading: column.heading, params });
    };
    if (column.role === 'unknown') {
      const doubted = taken?.doubted ?? null;
      const beaten = taken?.beaten ?? null;
      const winner = beaten === null ? undefined : fit.taken.find((each) => each.meaning === beaten.meaning);
      if (beaten !== null && winner !== undefined)
        say('COLUMN_REPEATED', { field: beaten.meaning.zh, other: winner.column.heading.text });
      else if (doubted === null) say('COLUMN_NOT_RECOGNIZED');
      else say('COLUMN_UNCERTAIN', { field: doubted.zh });
    }
    if (column.role === 'personal') say('PERSONAL_DATA_DROPPED');
    if (taken?.meaning?.kind === 'money' && column.role === 'field') {
      const decision = moneyUnit(taken, fit, captionUnit, units);
      if (column.unit === decision.unit && decision.assumed)
        say('UNIT_ASSUMED', { unit: decision.unit ?? '', reason: decision.reason });
    }
  }
  return issues;
}

function headingText(taken: Taken): string {
  return taken.column.heading.text === ''
    ? `（${columnLetter(taken.column.column)}列，无表头）`
    : taken.column.heading.text;
}
