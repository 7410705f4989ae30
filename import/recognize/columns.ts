import type { RecognizedColumn } from './recognition.js';
import type { Issue } from '../issues/issue.js';
import type { IssueCode } from '../issues/catalogue.js';
import { columnLetter } from '../../src/entities/import-run.js';
import type { Fit } from './fit.js';
import type { Meaning } from './lexicon.js';
import type { Taken } from './match.js';
import { dateTextOf } from '../text/date.js';
import { redact } from '../text/redact.js';
import { moneyUnit, usualRange } from './money-unit.js';
import { shownDoubt } from './shown-doubt.js';

/** The columns of a fit as rows are read by them: with spread figures, years and units decided. */
export function recognizedColumns(fit: Fit, captionUnit: string | null): RecognizedColumn[] {
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
    const spread = spreadOf(each, fit);
    if (spread === 'sum') {
      const unit = moneyUnit(each, fit, captionUnit, units).unit;
      return {
        ...base,
        field: null,
        role: 'ignored',
        unit,
        total: meaning.field ?? '',
        reason: '各列金额之和，只用于核对',
      };
    }
    const stored =
      meaning.role === 'field' || meaning.role === 'period' || meaning.role === 'year' || meaning.role === 'division';
    const year =
      each.year ??
      (fit.reading.yearly === true && meaning.field === 'publishedRate' ? yearToTheLeft(fit.taken, at, years) : null);
    const decision = meaning.kind === 'money' ? moneyUnit(each, fit, captionUnit, units) : null;
    const unit = decision === null ? (base.unit ?? areaUnit(meaning, fit, captionUnit)) : decision.unit;
    const usual = decision === null ? null : usualRange(each, unit);
    return {
      ...base,
      field: stored ? meaning.field : null,
      role: meaning.role,
      unit,
      ...(decision?.open === 'bare numbers' ? { open: true } : {}),
      ...(usual === null ? {} : { usual }),
      ...(decision === null ? {} : formatsOf(each, unit)),
      ...(meaning.end === undefined ? {} : { end: meaning.end }),
      ...(meaning.tells === undefined ? {} : { tells: meaning.tells }),
      ...(spread === null ? {} : { set: spread }),
      ...(year === null ? {} : { year }),
      ...partsOf(each, fit),
      ...spanOf(each, fit),
    };
  });
}

/**
 * What a column of a spread figure gives to its own draft; `sum` for one that holds the sum of the others. A column of
 * the sheet that states the member in each row (资金流向) wins over the headings.
 */
function spreadOf(taken: Taken, fit: Fit): Readonly<Record<string, string>> | 'sum' | null {
  const { meaning } = taken;
  if (fit.reading.totals === true) return meaning?.set ?? null;
  const spreads = fit.reading.spreads ?? [];
  const told = (by: string): boolean =>
    fit.taken.some((each) => each.meaning?.field === by && each.meaning.set === undefined);
  const used = (by: string): boolean => !told(by) && fit.taken.some((each) => each.meaning?.set?.[by] !== undefined);
  if (meaning === null || meaning.role !== 'field' || !spreads.some((spread) => spread.field === meaning.field))
    return null;
  if (meaning.set !== undefined) return Object.keys(meaning.set).some(told) ? null : meaning.set;
  const active = spreads.filter((spread) => spread.field === meaning.field && used(spread.by));
  if (active.length === 0) return null;
  const rest = active.find((spread) => spread.rest !== undefined);
  return rest?.rest === undefined || active.length > 1 ? 'sum' : { [rest.by]: rest.rest };
}

/** What a person's decision about the unit of a money column does to the number formats of its cells. */
function formatsOf({ unitDecided, column }: Taken, unit: string | null): Partial<RecognizedColumn> {
  if (!unitDecided) return {};
  const against = shownDoubt(column.profile, unit)?.code === 'UNIT_FORMAT_DOUBTED';
  return { unitDecided: true, ...(against ? { formatsIgnored: true } : {}) };
}

/** The other columns that a column is read with: the parts of a date, the township of a place. */
function partsOf({ meaning, column, joined }: Taken, fit: Fit): Partial<RecognizedColumn> {
  if (joined && column.joined !== undefined) return { dateParts: column.joined.parts };
  const under = meaning?.role === 'field' ? meaning.reading?.under : undefined;
  if (under === undefined || under.includes(column.heading.name)) return {};
  const around = fit.taken.find((each) => each.meaning?.role === 'ignored' && under.includes(each.column.heading.name));
  return around === undefined ? {} : { under: around.column.column };
}

/** A last day whose column holds spans (有效期：2021年12月—2024年11月) as the span of both its days. */
function spanOf({ meaning, column }: Taken, { reading, taken }: Fit): Partial<RecognizedColumn> {
  const from = meaning?.role === 'field' ? meaning.reading?.from : undefined;
  if (from === undefined || meaning === null || meaning.field === null) return {};
  const told = taken.some((each) => each.meaning?.field === from);
  if (told || column.profile.size === 0 || column.profile.matching(isSpan) < 1) return {};
  return {
    role: 'period',
    field: from,
    end: meaning.field,
    reason: `列中是“${reading.ledger.fields[from]?.zh ?? from}”至“${meaning.zh}”`,
  };
}

function isSpan(text: string): boolean {
  const date = dateTextOf(text);
  return date !== null && !date.open && date.to !== date.from;
}

/** The caption's unit of area, for areas: （单位：公顷） over 2021年 | 2022年. */
function areaUnit({ field, kind }: Meaning, { reading }: Fit, captionUnit: string | null): string | null {
  const stored = kind === 'number' ? reading.ledger.fields[field ?? '']?.unit : undefined;
  return stored !== undefined && isArea(stored) && captionUnit !== null && isArea(captionUnit) ? captionUnit : null;
}

function isArea(unit: string): boolean {
  return /^万?(?:亩|公顷)$/u.test(unit);
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

/** Issues of the columns: not recognised, doubtful, dropped, unit assumed. */
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
      if (beaten !== null && winner !== undefined && beaten.meaning.field !== 'remark')
        say('COLUMN_REPEATED', {
          field: beaten.meaning.zh,
          other: winner.column.heading.text,
          id: beaten.meaning.field ?? '',
        });
      else if (doubted === null) say('COLUMN_NOT_RECOGNIZED');
      else say('COLUMN_UNCERTAIN', { field: doubted.zh, id: doubted.field ?? '' });
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

/** A heading as it is shown and stored, redacted: what was taken for a heading may be a row with personal data. */
function headingText(taken: Taken): string {
  return taken.column.heading.text === ''
    ? `（${columnLetter(taken.column.column)}列，无表头）`
    : redact(taken.column.heading.text);
}
