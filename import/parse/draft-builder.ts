import { columnName } from '../../src/entities/ledger.js';
import type { CellTexts, Draft } from './draft.js';
import type { Issue } from '../issues/issue.js';
import { ISSUES } from '../issues/catalogue.js';
import type { FieldReading } from '../ledgers/ledger.js';
import type { Cell } from '../workbook/workbook.js';
import { DERIVERS } from './derive/index.js';
import type { CarriedRow } from './exported.js';
import { fingerprint, keyBuilder } from './key.js';
import { normalise } from '../text/normalise.js';
import { COVERED } from './merge-fill.js';
import { levelInMunicipality } from './municipality.js';
import { budgeted, ownYear, yearMismatch } from './own-year.js';
import { type ColumnPlan, type Part, type Plan, storedColumns } from './plan.js';
import type { ReadContext } from './read-context.js';
import { type Gathered, readCell, type RowScope } from './read-cell.js';
import type { SheetChecks } from './row-checks.js';
import { RowDivision } from './row-division.js';
import { foreignCell } from './foreign.js';
import { severalOf } from './several.js';
import { textsOf } from './row-texts.js';
import { yearRule } from './row-year.js';
import { emptyValues } from './empty-values.js';
import { bracketedUnit, type Unit, unitOf } from '../text/unit.js';
import { isNoRow, type Remarks } from './remarks.js';
import { type Contradiction, contradicted, giveStated, type Stated } from './stated.js';
import { NOTHING_TOLD, type ToldDates } from './told-dates.js';

/** What rows need to know of their sheet. */
export interface DraftSource {
  readonly plan: Plan;
  readonly sheet: string;
  readonly title: string | null;
  /** Words around the table, the nearest first. */
  readonly texts: readonly string[];
  /** Unit of the sheet's caption. */
  readonly unit: string | null;
  /** Year of the rows at hand, from a group row or the words around the table, where there is one. */
  readonly year: () => number | null;
  readonly context: ReadContext;
  readonly occurrences: Map<string, number>;
  /** The value of a field that has no column: from a group row, the words around the table, or assumed. */
  readonly given: (field: string) => string | null;
  readonly figures: RowScope['figures'];
  readonly unitOf: RowScope['unitOf'];
  readonly told: ToldDates;
  readonly stated: Stated;
  readonly remarks: Remarks;
  readonly checks: SheetChecks;
}

/** The result of reading a record; an ERROR among the issues rejects it, with no drafts. */
export interface BuiltRow {
  readonly drafts: readonly Draft[];
  readonly issues: readonly Issue[];
}

/** What the drafts of one row have in common. */
interface RowRecord {
  readonly scope: RowScope;
  readonly row: number;
  readonly cells: readonly (Cell | undefined)[];
  readonly own: number | null;
  readonly division: string;
  readonly texts: CellTexts;
  readonly carried: CarriedRow | null;
}

/** Makes the drafts of a sheet's records: cells to values, derived values, year, division and keys. */
export class DraftBuilder {
  readonly #source: DraftSource;
  readonly #derivers;
  readonly #keys;
  readonly #year;
  readonly #required;
  readonly #division: RowDivision;
  readonly #fields: readonly ColumnPlan[];
  /** The columns that distinguish rows, by their place among the texts, with their headings. */
  readonly #identifying: readonly { readonly at: number; readonly heading: string }[];
  /** Fields without a column whose values come from the context, and whether keys are made without them. */
  readonly #given: readonly { readonly field: string; readonly stored: string; readonly unkeyed: boolean }[];
  /** The values of a row that has none, by the columns of the sheet. */
  readonly #empty: Readonly<Record<string, null>>;
  readonly #texts;

  constructor(source: DraftSource) {
    const { plan, texts, title, context } = source;
    const isTable = plan.parts.some(({ set }) => set['indicator'] !== undefined);
    const unit = (isTable ? null : plan.byField.get('value')?.unit) ?? source.unit;
    const headingOf = (field: string) => plan.byField.get(field)?.heading ?? null;
    this.#source = source;
    // An exported row has what was derived of it.
    this.#derivers = (plan.carried === null ? (plan.reading.derive ?? []) : []).map((name) =>
      DERIVERS[name]({ texts, title, unit, headingOf }),
    );
    this.#keys = keyBuilder(plan.reading);
    this.#year = yearRule(
      plan.carried === null ? plan.reading : { ...plan.reading, year: ['@year', ...plan.reading.year] },
      plan.year?.heading,
    );
    this.#required = plan.reading.required.map((group) =>
      group.map((field) => ({ field, column: plan.byField.get(field), stored: columnName(field) })),
    );
    this.#division = new RowDivision(plan, context, title);
    this.#fields = plan.columns.filter((column) => column.field !== '');
    const kept = plan.columns.filter((column) => column.role !== 'personal');
    this.#identifying = kept
      .map((column, at) => ({ at, ...column }))
      .filter((column) => column.role !== 'sequence' && column.field !== 'remark')
      .sort((a, b) => (a.heading < b.heading ? -1 : a.heading > b.heading ? 1 : a.column - b.column))
      .map(({ at, heading }) => ({ at, heading: normalise(heading) }));
    this.#given = Object.entries(plan.reading.fields).flatMap(([field, reading]) =>
      reading !== undefined && !plan.byField.has(field) && isGiven(reading)
        ? [{ field, stored: columnName(field), unkeyed: reading.shape === 'batch' }]
        : [],
    );
    this.#texts = textsOf(kept);
    this.#empty = emptyValues(
      this.#fields.filter((column) => column.part === null || plan.parts.length === 1).flatMap(storedColumns),
    );
  }

  /** Reads the cells of a record. */
  build(row: number, cells: readonly (Cell | undefined)[]): BuiltRow {
    const { plan, sheet, checks, figures, unitOf: sectionUnit } = this.#source;
    const issues: Issue[] = [];
    const where = { sheet, row };
    const own = ownYear(plan, cells, where, issues);
    const scope: RowScope = { where, issues, unit: rowUnit(plan, cells), unitOf: sectionUnit, figures };
    const shared: Gathered = { values: { ...this.#empty }, flags: {} };
    const parts: Gathered[] | null = plan.parts.length > 1 ? plan.parts.map(() => ({ values: {}, flags: {} })) : null;
    for (const column of this.#fields) {
      const into = column.part === null ? undefined : parts?.[column.part];
      const side = column.part === null ? null : (plan.parts[column.part]?.year ?? null);
      const cell = column.join === null ? cells[column.column] : column.join(cells);
      readCell(column, cell, side ?? own ?? this.#source.year(), scope, into ?? shared);
    }
    const carried = plan.carried?.(cells) ?? null;
    if (carried !== null) Object.assign(shared.flags, carried.flags);
    const division = this.#division.of(cells, where, issues);
    if (issues.some(isError)) return { drafts: [], issues };
    const record: RowRecord = { scope, row, cells, own, division, texts: this.#texts(cells), carried };
    const drafts: Draft[] = [];
    for (let at = 0; at < plan.parts.length; at += 1) {
      const part = plan.parts[at]!;
      const mine = parts?.[at];
      if (mine !== undefined && isEmpty(part, mine, plan.reading.absentAtZero)) continue;
      const all =
        mine === undefined
          ? shared
          : { values: { ...shared.values, ...mine.values }, flags: { ...shared.flags, ...mine.flags } };
      for (const each of severalOf(plan, all)) {
        const draft = this.#draft(part, each, record);
        if (draft !== null) drafts.push(draft);
      }
    }
    const rejected = issues.some(isError);
    if (parts !== null) {
      const years = rejected ? [] : [...new Set(drafts.map(({ year }) => year))];
      issues.push(...checks.rowTotals(parts, cells, scope, { where, of: { divisions: [division], years } }));
    }
    return { drafts: rejected ? [] : drafts, issues };
  }

  #draft(part: Part, { values, flags }: Gathered, record: RowRecord): Draft | null {
    const { plan, sheet, checks, occurrences, given, stated } = this.#source;
    const { row, cells, division, texts } = record;
    const { issues, where } = record.scope;
    for (const { field, stored, unkeyed } of this.#given) {
      const told = unkeyed ? null : (part.set[field] ?? given(field));
      if (told !== null) values[stored] = told;
    }
    for (const [field, told] of Object.entries(part.set)) values[columnName(field)] = told;
    const refused = this.#contradiction(part, record, giveStated(stated, values, flags));
    if (refused !== null) {
      issues.push(refused);
      return null;
    }
    const foreign = foreignCell(plan, values, cells);
    if (foreign !== null) {
      issues.push({ ...where, ...foreign });
      return null;
    }
    const missing = this.#missing({ values, flags }, cells);
    if (missing !== null) {
      issues.push({ code: 'FIELD_MISSING', ...where, ...missing });
      return null;
    }
    const own = part.year ?? record.own ?? stated.year;
    const context = this.#source.year();
    const told =
      record.carried === null ? this.#source.told.fill({ values, flags, cells, own, context, where }) : NOTHING_TOLD;
    issues.push(...told.issues);
    const found =
      budgeted(this.#source, values, record.own) ??
      this.#year({ values, own, context, number: stated.year === null ? told.number : null });
    if (found === null) {
      issues.push({ code: 'YEAR_UNRESOLVED', ...where });
      return null;
    }
    const mismatch = yearMismatch(plan, found, own, where);
    if (mismatch !== null && stated.year !== null) {
      const said = { zh: '年度', own: String(found.year), stated: String(stated.year) };
      issues.push(contradicted(where, said, plan.byField.get(found.field ?? '')));
      return null;
    }
    if (mismatch !== null) issues.push(mismatch);
    const derived = { values, flags, year: found.year };
    for (const derive of this.#derivers) derive(derived);
    for (const { columns, kind } of stated.fields.values()) if (kind !== 'date') Object.assign(values, columns);
    levelInMunicipality(plan.reading.ledger, values, division);
    const remarked = record.carried !== null ? [] : this.#source.remarks.read({ ...derived, cells, where });
    issues.push(...remarked);
    if (remarked.some(isNoRow)) return null;
    issues.push(...checks.rules({ values, where }));
    const keys = this.#keys(derived);
    for (const { field, stored, unkeyed } of this.#given) {
      const told = unkeyed ? given(field) : null;
      if (told !== null) values[stored] = told;
    }
    if (keys.length === 0)
      keys.push(
        fingerprint(
          plan.reading.ledger.id,
          found.year,
          record.carried?.id ? [record.carried.id] : this.#cellsOf(texts, part),
          occurrences,
        ),
      );
    const { carried } = record;
    const draft = { sheet, row, division, year: found.year, keys, values, flags, cells: texts };
    return carried === null ? draft : { ...draft, exported: carried };
  }

  /** The issue of a row that says something else than what a person stated of all rows; null where it does not. */
  #contradiction(part: Part, { own, scope }: RowRecord, of: Contradiction | null): Issue | null {
    const { year } = this.#source.stated;
    const other =
      year === null ? null : [part.year, own, this.#source.year()].find((each) => each !== null && each !== year);
    if (typeof other === 'number')
      return contradicted(scope.where, { zh: '年度', own: String(other), stated: String(year) });
    return of === null ? null : contradicted(scope.where, of, this.#source.plan.byField.get(of.field));
  }

  /** The first required field that a row lacks; a masked or unknown value is no lack. */
  #missing(
    { values, flags }: Gathered,
    cells: readonly (Cell | undefined)[],
  ): Pick<Issue, 'column' | 'heading'> | null {
    for (const group of this.#required) {
      if (group.some(({ stored }) => (values[stored] ?? null) !== null || flags[stored] !== undefined)) continue;
      if (group.some(({ column }) => column !== undefined && cells[column.column] === COVERED)) continue;
      const named = group.find((each) => each.column !== undefined) ?? group[0];
      const column = named?.column;
      const zh = this.#source.plan.reading.ledger.fields[named?.field ?? '']?.zh ?? '';
      return column === undefined ? { heading: zh } : { column: column.column, heading: column.heading };
    }
    return null;
  }

  #cellsOf({ texts }: CellTexts, part: Part): string[] {
    const own = this.#identifying.flatMap(({ at, heading }) => {
      const text = texts[at];
      return text === undefined ? [] : [`${heading}=${normalise(text)}`];
    });
    return part.year === null && Object.keys(part.set).length === 0
      ? own
      : [...own, `${part.year ?? ''}${Object.values(part.set).join()}`];
  }
}

/** Whether the words around the table or group rows may give a field its value. */
function isGiven({ fromContext, fromGroups, shape }: FieldReading): boolean {
  return fromContext === true || fromGroups === true || shape === 'batch';
}

/** Whether a part of a spread row has a value of its own; a spread sum of zero is none, nor is zero of the figure `absent`. */
function isEmpty(part: Part, { values, flags }: Gathered, absent?: string): boolean {
  // Of several sums one that is zero is none; of a table of indicators a zero is told.
  const spread = Object.keys(part.set).length > 0 && part.set['indicator'] === undefined;
  const nothing = absent === undefined ? null : columnName(absent);
  return !Object.entries(values).some(
    ([column, value]) =>
      flags[column] !== undefined || (value !== null && !((spread || column === nothing) && value === '0')),
  );
}

/** The unit in a row's column of units, else in the brackets of its indicator. */
function rowUnit({ unit, byField }: Plan, cells: readonly (Cell | undefined)[]): Unit | null {
  const cell = unit === null ? undefined : cells[unit.column];
  if (cell?.kind === 'text') return unitOf(cell.text);
  const indicator = byField.get('indicator');
  return indicator === undefined ? null : bracketedUnit(cells[indicator.column]?.text ?? '');
}

function isError(issue: Issue): boolean {
  return ISSUES[issue.code].severity === 'ERROR';
}
