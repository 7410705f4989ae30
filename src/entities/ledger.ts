import { EntitySchema } from '@mikro-orm/core';

/**
 * What a ledger field holds, and so how it is stored:
 * - `text`, `code`, `enum`, `person`, `organisation`: text
 * - `money`: numeric, in yuan (元); `number`: numeric, in the field's `unit`
 * - `date`: a fuzzy date in three columns: first day, last day, precision (see DATE_PRECISIONS)
 * - `boolean`; `list`: text[]
 */
export type FieldKind =
  | 'text'
  | 'code'
  | 'enum'
  | 'person'
  | 'organisation'
  | 'money'
  | 'number'
  | 'date'
  | 'boolean'
  | 'list';

/** How exactly a date is known: a day (or a span of days), a third of a month (旬), a month, a quarter, a year. */
export const DATE_PRECISIONS = ['day', 'xun', 'month', 'quarter', 'year'] as const;
export type DatePrecision = (typeof DATE_PRECISIONS)[number];

/** What is known about a figure beside its value; absent where it is exact. Masked and unknown figures are null. */
export const FIGURE_FLAGS = ['masked', 'unknown', 'approximate', 'atLeast', 'atMost'] as const;
export type FigureFlag = (typeof FIGURE_FLAGS)[number];

/** The levels of government that fund, approve and recognise. */
export const LEVELS = ['国家', '自治区', '市', '本级'] as const;

/** Rows of another ledger whose field `to` has the number in this one's field `by`. */
export interface Link {
  readonly by: string;
  readonly ledger: string;
  readonly to: string;
  /** The figure that is added up, of rows with one of these members in the field `of`. */
  readonly sum: string;
  readonly of: string;
  readonly in: readonly string[];
}

/** One field of a ledger. Its key in the declaration is its name in GraphQL; its column is the name in snake_case. */
export interface LedgerField {
  readonly kind: FieldKind;
  /** Chinese name, as people and BI tools see it. */
  readonly zh: string;
  /** Unit of a number as stored: 元 for money, else 人, 家, 份, 亩 … */
  readonly unit?: string;
  /** Whether indicators may be split by it. */
  readonly dimension?: true;
  /** Of an enumeration: the members that make up the whole. A sheet about some of them says nothing of the others. */
  readonly whole?: readonly string[];
  /** The value of a row that does not say, as SQL. */
  readonly default?: string;
  /** Of a date: the last day of something, which still holds on it. */
  readonly last?: true;
  /** Of money: where a row does not state it, what the rows of another ledger with the same number come to. */
  readonly linked?: Link;
  /** Of money: it is taken back where the field `by` has one of these members, however it is signed, and adds up as less. */
  readonly less?: { readonly by: string; readonly in: readonly string[] };
}

/** The declaration that a ledger's table, GraphQL connection, reporting view and exports are made from. */
export interface LedgerDeclaration {
  /** Id in the public contract, e.g. `tech-contract`. */
  readonly id: string;
  /** Entity and GraphQL type name, e.g. `TechContract`. */
  readonly entity: string;
  /** Query field of its connection, e.g. `techContracts`; its key in figures of rows. */
  readonly connection: string;
  readonly table: string;
  readonly zh: string;
  /** The field that names the organisation the row is about, and the one with its code; resolved to an Enterprise. */
  readonly enterprise?: { readonly name: string; readonly code?: string };
  /**
   * What an enterprise may have been before: rows with the value `is` in `field`, without those with one of `not` in
   * `result`, by the year of `date`, else that of the row.
   */
  readonly before?: {
    readonly field: string;
    readonly is: string;
    readonly date: string;
    readonly result: string;
    readonly not: readonly string[];
  };
  /**
   * A row renews an earlier one of the same enterprise with the same values in `of`, by the month of `date`, unless the
   * field `stated` says whether it does.
   */
  readonly renewal?: { readonly date: string; readonly of: readonly string[]; readonly stated: string };
  readonly fields: Readonly<Record<string, LedgerField>>;
}

/**
 * Among the limits of a sheet: the years in which a sheet of the same workbook waits for a decision that may hold more rows
 * of the ledger; `*` for those of the row.
 */
export const OPEN_SHEETS = '@open';

/** Columns every ledger row has besides its own fields; the state of a row is all but run, sheet, row and cells. */
export const ROW_COLUMNS = {
  division: { type: 'varchar(12)', zh: '行政区划代码' },
  id: { type: 'uuid', zh: '行标识' },
  key: { type: 'text', zh: '自然键' },
  match_key: { type: 'text', nullable: true, zh: '次级自然键' },
  year: { type: 'int', zh: '年度' },
  enterprise_id: { type: 'uuid', nullable: true, zh: '企业标识' },
  flags: { type: 'jsonb', zh: '数值标记' },
  created_by: { type: 'uuid', zh: '建立该行的导入' },
  run_id: { type: 'uuid', zh: '最后改动该行的导入' },
  sheet: { type: 'text', zh: '工作表' },
  row_number: { type: 'int', zh: '行号' },
  cells: { type: 'json', zh: '原始单元格' },
  limits: { type: 'int', nullable: true, zh: '覆盖范围' },
} as const;

/** snake_case of a field name. */
export function columnName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The columns of one field: one, or three for a date. */
export function fieldColumns(name: string, field: LedgerField): { name: string; type: string; zh: string }[] {
  const column = columnName(name);
  const unit = field.kind === 'money' ? '元' : field.unit;
  const zh = unit === undefined ? field.zh : `${field.zh}（${unit}）`;
  switch (field.kind) {
    case 'date':
      return [
        { name: column, type: 'date', zh: field.zh },
        { name: `${column}_end`, type: 'date', zh: `${field.zh}（止）` },
        { name: `${column}_precision`, type: 'text', zh: `${field.zh}（精度）` },
      ];
    case 'money':
    case 'number':
      return [{ name: column, type: 'numeric', zh }];
    case 'boolean':
      return [{ name: column, type: 'boolean', zh }];
    case 'list':
      return [{ name: column, type: 'text[]', zh }];
    default:
      return [{ name: column, type: 'text', zh }];
  }
}

/** The MikroORM entity of a ledger: the row columns, then the columns of its fields. */
export function ledgerEntity(ledger: LedgerDeclaration): EntitySchema<LedgerRowRecord> {
  const properties: Record<string, Record<string, unknown>> = {};
  for (const [name, column] of Object.entries(ROW_COLUMNS)) {
    properties[name] = {
      type: column.type,
      columnType: column.type,
      fieldName: name,
      nullable: 'nullable' in column,
      comment: column.zh,
      ...(name === 'division' || name === 'id' ? { primary: true } : {}),
      ...(name === 'flags' || name === 'cells' ? { defaultRaw: `'{}'` } : {}),
    };
  }
  for (const [name, field] of Object.entries(ledger.fields)) {
    for (const column of fieldColumns(name, field)) {
      properties[column.name] = {
        type: column.type,
        columnType: column.type,
        fieldName: column.name,
        nullable: true,
        comment: column.zh,
        ...(field.default === undefined ? {} : { defaultRaw: field.default }),
      };
    }
  }
  return new EntitySchema<LedgerRowRecord>({
    name: ledger.entity,
    tableName: ledger.table,
    comment: ledger.zh,
    properties: properties as never,
    uniques: [{ properties: ['division', 'key'] as never }],
    // Small and quick to fill: rows of one run lie together.
    indexes: [index(ledger.table, 'run', `using brin (run_id) with (autosummarize)`)],
  });
}

function index(table: string, name: string, method: string): { name: string; expression: string } {
  return {
    name: `${table}_${name}_index`,
    expression: `create index "${table}_${name}_index" on "${table}" ${method}`,
  };
}

/** A ledger row as the database holds it: the row columns and the field columns, by column name. */
export interface LedgerRowRecord {
  division: string;
  id: string;
  key: string;
  match_key: string | null;
  year: number;
  enterprise_id: string | null;
  flags: Record<string, FigureFlag>;
  /** The import run that made the row. */
  created_by: string;
  /** The import run that last changed it. */
  run_id: string;
  sheet: string;
  row_number: number;
  /** Cell texts as they stood in the workbook, by column letter; personal data left out. */
  cells: Record<string, string>;
  /** What the sheets that said the row are limited to, as a number in `figures.sheet_limits`; null: nothing. */
  limits: number | null;
  [column: string]: unknown;
}
