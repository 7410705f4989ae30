import type { Sql } from '../database/sql.js';
import { sql } from 'kysely';
import { type Link, linksOf } from './links.js';
import type { ColumnType, Dataset } from '../reporting/datasets.js';

/** A column that a request may name. */
export interface SourceColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** Of flags: the names of its parts. */
  readonly members?: readonly string[];
}

/** Rows that a request reads: a dataset, or the result of `$apply` on one. */
export interface Source {
  /** The SQL after `from`; its columns are those of `columns`, by name. */
  readonly from: Sql;
  readonly columns: readonly SourceColumn[];
  /** Columns that identify a row. */
  readonly key: readonly string[];
  /** The ways to dimensions; none after grouping. */
  readonly links?: readonly Link[];
}

/** A column of a source, qualified: an unqualified one in `order by` is the selected text of the same name. */
export function ref(name: string): Sql {
  return sql.id('t', name);
}

/** A dataset as a source. */
export function sourceOf(dataset: Dataset): Source {
  return {
    from: sql`${sql.id('reporting', dataset.name)} as t`,
    columns: dataset.columns,
    key: dataset.key,
    links: linksOf(dataset),
  };
}

/** The rows of a source that fulfil a condition. */
export function filtered(source: Source, condition: Sql): Source {
  return { ...source, from: sql`(select * from ${source.from} where ${condition}) as t` };
}
