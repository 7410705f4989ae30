/** The type of a column. Whole numbers are `integer`; figures are `decimal`, exact; a `list` is a text[]. */
export type ColumnType = 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'uuid' | 'list';

/** One column of a dataset. */
export interface DatasetColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Chinese comment, with the unit of a figure: 金额（元）. */
  readonly zh: string;
  readonly nullable: boolean;
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
