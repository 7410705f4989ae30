import { columnName, type LedgerField } from '../../src/entities/ledger.js';
import { SAYINGS } from './derive/sayings.js';
import type { SheetLimits } from './draft.js';
import type { Plan } from './plan.js';

/** What a sheet states outside of its columns. */
export interface SheetWords {
  /** Words around the table, the nearest first. */
  readonly texts: readonly string[];
  /** The result of `contextValues`. */
  readonly context: ReadonlyMap<string, string | null>;
  /** The values of a date that titles or numbers tell; null of one that they do not. */
  readonly dated: (field: string) => readonly string[] | 'rows' | null;
  /** Fields that group rows and remarks stated. */
  readonly grouped: ReadonlySet<string>;
}

/** The limits of a sheet: a field is limited if it has no column and its values are not stated row by row. */
export function sheetLimits(plan: Plan, words: SheetWords): SheetLimits {
  const { ledger, derive } = plan.reading;
  const has = (field: string) => plan.byField.has(field) || isEndOfPeriod(plan, field);
  const headingOf = (field: string) => plan.byField.get(field)?.heading ?? null;
  const known = (field: string) => has(field) || words.dated(field) !== null;
  const derived = Object.assign(
    {},
    ...(derive ?? []).map((name) => SAYINGS[name](words.texts, known, headingOf)),
  ) as ReturnType<(typeof SAYINGS)[keyof typeof SAYINGS]>;
  const limits: Record<string, readonly string[]> = {};
  for (const [field, declared] of Object.entries(ledger.fields)) {
    if (!isLimitable(declared) || has(field) || words.grouped.has(field)) continue;
    const values = words.dated(field) ?? derived[field] ?? spreadValues(plan, field) ?? told(plan, words, field);
    if (values !== 'rows') limits[field] = [...new Set(values)].toSorted();
  }
  return limits;
}

/** Kinds of fields that conditions, dates and sums of indicators are made of. */
function isLimitable({ kind, dimension }: LedgerField): boolean {
  switch (kind) {
    case 'date':
    case 'enum':
    case 'number':
    case 'money':
    case 'boolean':
    case 'list':
      return true;
    case 'text':
      return dimension === true;
    default:
      return false;
  }
}

function isEndOfPeriod({ columns }: Plan, field: string): boolean {
  return columns.some(({ end }) => end?.first === columnName(field));
}

/** The members of the columns of a spread figure; `rows` where one of them names none and may be any. */
function spreadValues({ parts, reading, columns }: Plan, field: string): readonly string[] | 'rows' | null {
  const members = parts.flatMap(({ set }) => set[field] ?? []);
  if (members.length === 0) return null;
  const spread = reading.spreads?.find(({ by }) => by === field);
  const rest = spread?.rest;
  const assumed =
    rest !== undefined &&
    members.includes(rest) &&
    !columns.some((column) => column.field === spread?.field && column.heading.includes(rest));
  return members.length < parts.length || assumed ? 'rows' : members;
}

/** The value that the words around the table give to all rows, or that is assumed of all. */
function told({ reading }: Plan, { context }: SheetWords, field: string): readonly string[] {
  const value = context.get(field) ?? (context.has(field) ? reading.fields[field]?.assume : undefined);
  return value === undefined ? [] : [value];
}
