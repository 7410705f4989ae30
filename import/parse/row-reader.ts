import type { Draft, RowFate, SheetLimits } from './draft.js';
import type { Recognition } from '../recognize/recognition.js';
import type { Issue } from '../issues/issue.js';
import type { FieldReading } from '../ledgers/ledger.js';
import { type IssueCode, ISSUES } from '../issues/catalogue.js';
import type { ChecksOf, SheetChecks, TotalFigure } from './row-checks.js';
import { summedColumn } from './summed-column.js';
import type { Cell, Row, Sheet } from '../workbook/workbook.js';
import { contextTexts, contextValues } from './context-value.js';
import { DittoFill } from './ditto-fill.js';
import { DraftBuilder } from './draft-builder.js';
import { GroupValues } from './group-values.js';
import { isMunicipal, limitsInMunicipality } from './municipality.js';
import { MergeFill } from './merge-fill.js';
import { holds } from '../recognize/head.js';
import { normalise } from '../text/normalise.js';
import { type Plan, planOf } from './plan.js';
import type { ReadContext } from './read-context.js';
import { redact } from '../text/redact.js';
import { isNoRow, Remarks } from './remarks.js';
import { type RowKind, rowClassifier } from './row-kind.js';
import { yearIn } from '../text/caption.js';
import { sheetLimits } from './sheet-limits.js';
import { isPartOfYear } from '../text/part-of-year.js';
import { isAnnounced } from '../text/step.js';
import { SectionUnits } from './section-units.js';
import { examplesOf, NOTHING_STATED, type Stated, statedDate, statedWords } from './stated.js';
import { ToldDates } from './told-dates.js';

const SKIPPED: Readonly<Partial<Record<RowKind, IssueCode>>> = {
  total: 'TOTAL_ROW',
  subtotal: 'TOTAL_ROW',
  partial: 'TOTAL_ROW',
  heading: 'HEADING_REPEATED',
  group: 'GROUP_ROW',
  footer: 'FOOTER_ROW',
  blank: 'BLANK_ROW',
  example: 'EXAMPLE_ROW',
};

/** Reads the rows of one sheet one after another; keeps what rows state for later rows. */
export class RowReader {
  readonly #sheet: string;
  readonly #plan: Plan;
  readonly #classify: ReturnType<typeof rowClassifier>;
  readonly #fill: MergeFill;
  readonly #ditto = new DittoFill();
  readonly #totals: SheetChecks['totals'];
  readonly #absent: SheetChecks['absent'];
  readonly #builder: DraftBuilder;
  readonly #told: ToldDates;
  /** What a person stated of all rows. */
  readonly #stated: Stated;
  readonly #remarks: Remarks;
  /** The year that the words around the table state. */
  readonly #year: number | null;
  readonly #groups: GroupValues;
  /** Whether the first subtotal stood above any row: each then names the rows below it. */
  #subtotalsAbove: boolean | null = null;
  readonly #context: ReadonlyMap<string, string | null>;
  readonly #assumed = new Set<string>();
  /** Words around the table, the nearest first. */
  readonly #texts: readonly string[];
  #groupYear: number | null = null;
  #records = 0;
  /** Those of them that say nothing, or 无 in each cell. */
  #blank = 0;
  #hidden = 0;
  /** Whether rows are of a municipality. */
  #municipal = false;
  /** Whether an example row was skipped. */
  #example = false;
  /** The row in which another table begins below this one. */
  #below: number | null = null;
  /** Units that headings and titles between the rows give to columns from there on. */
  readonly #units: SectionUnits;

  constructor(
    sheet: Sheet,
    recognition: Recognition,
    context: ReadContext,
    checksOf: ChecksOf,
    occurrences: Map<string, number>,
  ) {
    this.#sheet = sheet.name;
    const plan = planOf(recognition);
    this.#plan = plan;
    this.#classify = rowClassifier(plan, headingTexts(recognition), bannerRows(sheet, plan.columns.length));
    this.#fill = new MergeFill(
      sheet.merges.filter((merge) => merge.top >= recognition.headerRows[1]),
      new Map(plan.columns.map((column) => [column.column, column.figure || column.role === 'sequence'])),
    );
    const checks = checksOf(sheet.name, plan);
    this.#totals = checks.totals;
    this.#absent = checks.absent;
    this.#units = new SectionUnits(plan);
    this.#groups = new GroupValues(groupedFields(plan));
    this.#stated = context.stated ?? NOTHING_STATED;
    this.#context = new Map([
      ...contextValues(plan, recognition, sheet.name, context.fileName),
      ...[...this.#stated.fields].flatMap(([field, { kind, limit }]) =>
        kind === 'date' ? [] : [[field, limit] as const],
      ),
    ]);
    this.#year =
      this.#stated.year ?? plan.headingYear ?? recognition.year ?? yearIn(context.fileName) ?? context.year ?? null;
    this.#texts = contextTexts(plan, recognition, sheet.name, context.fileName);
    this.#remarks = new Remarks(plan);
    this.#told = new ToldDates(plan, this.#texts.slice(1), statedWords(this.#stated), recognition.spans);
    this.#builder = new DraftBuilder({
      plan,
      told: this.#told,
      stated: this.#stated,
      remarks: this.#remarks,
      sheet: sheet.name,
      title: recognition.title,
      texts: this.#texts,
      unit: recognition.unit,
      year: () => this.#groupYear ?? this.#year,
      context,
      occurrences,
      given: (field) => this.#given(field),
      figures: (column, value, open) => this.#totals.add(column, value, open),
      unitOf: (column) => this.#units.of(column),
      checks,
    });
  }

  /**
   * Reads a row; drafts and issues are added to the given lists. Returns the fate of a row without a draft. `next` is the
   * row that follows.
   */
  read(row: Row, drafts: Draft[], issues: Issue[], next?: Row): RowFate | null {
    const exported = this.#plan.carried !== null;
    const cells = exported ? row.cells : this.#ditto.apply(this.#fill.apply(row));
    const kind = exported ? (row.cells.some(holds) ? 'record' : 'nothing') : this.#classify(row, cells, next);
    if (kind === 'nothing') return null;
    if (kind === 'table') {
      this.#below = row.number;
      return null;
    }
    if (kind !== 'record') {
      this.#skip(kind, row, issues);
      return 'skipped';
    }
    this.#records += 1;
    this.#ditto.add(cells);
    if (row.hidden) this.#hidden += 1;
    if (this.#units.contradiction !== null) {
      issues.push({ code: 'UNIT_CONTRADICTED', sheet: this.#sheet, row: row.number, ...this.#units.contradiction });
      return 'rejected';
    }
    const built = this.#builder.build(row.number, cells);
    issues.push(...built.issues);
    this.#totals.cover(built.drafts);
    if (built.issues.some((issue) => ISSUES[issue.code].severity === 'ERROR')) return 'rejected';
    if (built.drafts.length === 0) {
      if (built.issues.some(isNoRow)) return 'skipped';
      this.#blank += 1;
      issues.push({ code: 'BLANK_ROW', sheet: this.#sheet, row: row.number });
      return 'skipped';
    }
    drafts.push(...built.drafts);
    this.#municipal ||= built.drafts.some(({ division }) => isMunicipal(division));
    return null;
  }

  /** The row with the headings of another table, which ends this one; null while none came. */
  get below(): number | null {
    return this.#below;
  }

  /** Issues of the whole sheet: totals above their rows, values assumed for all of it. */
  finish(): Issue[] {
    const issues = this.#totals.finish();
    const sheet = this.#sheet;
    for (const { column, row, rows, text } of this.#fill.figures) {
      const heading = this.#plan.columns.find((each) => each.column === column && each.figure)?.heading;
      if (heading !== undefined)
        issues.push({ code: 'FIGURE_MERGED', sheet, row, column, heading, text, params: { count: rows } });
    }
    if (this.#hidden > 0) issues.push({ code: 'HIDDEN_ROWS_READ', sheet, params: { count: this.#hidden } });
    const isEmpty = this.#records === this.#blank && this.#below === null;
    // A template that nobody filled in is told by its example row.
    if (isEmpty && !this.#example) issues.push({ code: 'SHEET_WITHOUT_ROWS', sheet });
    if (this.#records === 0) return issues;
    for (const [field, value] of this.#context) {
      const assumed = this.#plan.reading.fields[field]?.assume;
      if (value !== null || assumed === undefined || this.#groups.stated.has(field) || !this.#assumed.has(field))
        continue;
      const zh = this.#plan.reading.ledger.fields[field]?.zh ?? field;
      const values = examplesOf(this.#plan.reading, field);
      const params = { field: zh, value: assumed, id: field, ledgerId: this.#plan.reading.ledger.id, values };
      issues.push({ code: 'VALUE_ASSUMED', sheet, params });
    }
    const part = this.#plan.reading.plans === true ? this.#texts.find(isPartOfYear) : undefined;
    if (part !== undefined && this.#plan.byField.has('actual'))
      issues.push({ code: 'REACHED_PART_OF_YEAR', sheet, text: redact(part) });
    const announced = this.#texts.find(isAnnounced);
    if (announced !== undefined) issues.push({ code: 'ONLY_ANNOUNCED', sheet, text: redact(announced) });
    issues.push(...this.#absent({ limits: this.limits(), texts: this.#texts }));
    return issues;
  }

  /** What the sheet limits; to be asked when its rows have been read, among which group rows may state values. */
  limits(): SheetLimits {
    const year = this.#groupYear === null ? this.#year : 'rows';
    const limits = sheetLimits(this.#plan, {
      texts: this.#texts,
      context: this.#context,
      grouped: new Set([...this.#groups.stated, ...this.#remarks.stated, ...this.#told.stated]),
      dated: (field) => statedDate(this.#stated, field) ?? this.#told.limits(field, year),
    });
    return this.#municipal ? limitsInMunicipality(this.#plan.reading.ledger, limits) : limits;
  }

  /** The value of a field that has no column: from the last group row, the words around the table, or assumed. */
  #given(field: string): string | null {
    const told = this.#groups.of(field) ?? this.#context.get(field) ?? null;
    if (told !== null) return told;
    const assumed = this.#plan.reading.fields[field]?.assume ?? null;
    if (assumed !== null && this.#context.has(field)) this.#assumed.add(field);
    return this.#context.has(field) ? assumed : null;
  }

  #skip(kind: RowKind, row: Row, issues: Issue[]): void {
    const text =
      row.cells.find((cell) => cell !== undefined && cell.kind === 'text' && cell.text.trim() !== '')?.text ?? '';
    const code = SKIPPED[kind];
    if (code !== undefined) issues.push({ code, sheet: this.#sheet, row: row.number, text: redact(text.trim()) });
    if (kind === 'example') this.#example = true;
    if (kind === 'heading') this.#units.repeat(row);
    else if (kind === 'group' || kind === 'footer') this.#units.say(text);
    if (kind === 'subtotal') this.#subtotalsAbove ??= this.#records === 0;
    if (kind === 'group' || (kind === 'subtotal' && this.#subtotalsAbove === true)) this.#group(row);
    if (kind === 'total' || kind === 'subtotal') {
      issues.push(...this.#totals.total({ row: row.number, kind, figures: this.#totalFigures(row.cells) }));
    }
  }

  /** The value of a group row holds for the rows below it, until the next group row with another. */
  #group(row: Row): void {
    const text = row.cells.flatMap((cell) => (cell?.kind === 'text' ? [cell.text] : [])).join('');
    this.#groupYear = yearIn(text) ?? this.#groupYear;
    this.#groups.say(text);
    this.#told.say(text);
  }

  #totalFigures(cells: readonly (Cell | undefined)[]): TotalFigure[] {
    return this.#plan.columns.flatMap((column): TotalFigure[] => {
      const cell = cells[column.column];
      if (!column.figure || cell === undefined || (cell.kind !== 'number' && cell.kind !== 'text')) return [];
      const parsed = column.parse(cell, this.#units.of(column.column));
      return typeof parsed.value === 'string' && parsed.flag === null
        ? [{ column: summedColumn(column), value: parsed.value, text: cell.text }]
        : [];
    });
  }
}

/** The fields without a column that group rows may state. */
function groupedFields({ reading, byField, parts }: Plan): (readonly [string, FieldReading])[] {
  return Object.entries(reading.fields).flatMap(([name, field]) => {
    const told =
      field !== undefined && (field.fromContext === true || field.fromGroups === true || field.shape === 'batch');
    return told && !byField.has(name) && !parts.some(({ set }) => name in set) ? [[name, field] as const] : [];
  });
}

/** Numbers of the rows in which one cell is merged over at least half of the table. */
function bannerRows(sheet: Sheet, width: number): ReadonlySet<number> {
  const rows = new Set<number>();
  for (const { top, bottom, left, right } of sheet.merges) {
    if (top === bottom && left <= 1 && right - left + 1 >= Math.max(3, width / 2)) rows.add(top + 1);
  }
  return rows;
}

/** The normalised texts of each column's headings, to recognise repeated headings. */
function headingTexts(recognition: Recognition): ReadonlyMap<number, ReadonlySet<string>> {
  return new Map(
    recognition.columns.map((column) => [
      column.column,
      new Set([normalise(column.heading), ...column.heading.split('/').map(normalise)]),
    ]),
  );
}
