/**
 * The type of a column. Whole numbers are `integer`; figures are `decimal`, exact; a `list` is a text[]. `flags` are what
 * is known of a row's figures beside their values: in SQL the text of a JSON object, as BI tools cannot read jsonb.
 */
export type ColumnType = 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'uuid' | 'list' | 'flags';

/** One column of a dataset. */
export interface DatasetColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Chinese comment, with the unit of a figure: 金额（元）. */
  readonly zh: string;
  readonly nullable: boolean;
  /** Of flags: the columns that may have one. */
  readonly members?: readonly string[];
}

/** The title of a column: its Chinese comment without the explanation after the colon. */
export function titleOf(column: DatasetColumn): string {
  return column.zh.split('：')[0]!;
}

/** A table or view of the schema `reporting`, as every door shows it. */
export interface Dataset {
  /** Its name in the schema and in every door. */
  readonly name: string;
  /** Chinese title. */
  readonly zh: string;
  readonly columns: readonly DatasetColumn[];
  /** Columns that identify its rows; in this order they also order the rows. */
  readonly key: readonly string[];
}
