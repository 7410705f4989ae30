import { sql } from 'kysely';
import { EDM_TYPES } from './edm.js';
import { ref, type Source, type SourceColumn } from './source.js';
import { type Sql } from '../database/sql.js';

/** A row as this door reads it: every value as text, so that no digit is lost. */
export type TextRow = Readonly<Record<string, string | null>>;

/** A column of the answer as text: figures without zeros at their end, a list as the text of a JSON array. */
export function asText(column: SourceColumn): Sql {
  const name = ref(column.name);
  const value = { list: sql`to_json(${name})`, decimal: sql`trim_scale(${name})` }[column.type as string] ?? name;
  return sql`${value}::text as ${sql.id(column.name)}`;
}

/** The control information of a row where all of it is requested. */
export interface FullMetadata {
  /** Absent for results of `$apply`, as `id` is. */
  readonly type?: string;
  /** The address of the row. */
  readonly id?: string;
}

/** The members of a row's JSON object, without its braces: figures with the digits of the database, never as floats. */
export function jsonMembers(
  row: TextRow,
  columns: readonly SourceColumn[],
  options: { readonly ieee754: boolean; readonly full?: FullMetadata | undefined },
): string {
  const members: string[] = [];
  if (options.full !== undefined) {
    if (options.full.type !== undefined) members.push(`"@odata.type":${JSON.stringify(options.full.type)}`);
    if (options.full.id !== undefined) members.push(`"@odata.id":${JSON.stringify(options.full.id)}`);
  }
  for (const column of columns) {
    const name = JSON.stringify(column.name);
    if (options.full !== undefined && isTyped(column)) {
      members.push(`${name.slice(0, -1)}@odata.type":"#${EDM_TYPES[column.type].slice(4)}"`);
    }
    members.push(`${name}:${jsonValue(row[column.name] ?? null, column, options.ieee754)}`);
  }
  return members.join(',');
}

/** Whether a column needs a type annotation: JSON itself distinguishes strings and booleans. */
function isTyped({ type }: SourceColumn): boolean {
  return type !== 'text' && type !== 'boolean' && type !== 'list' && type !== 'flags';
}

/** A value as JSON; a decimal as a string where the client asks for IEEE 754 compatibility. */
export function jsonValue(value: string | null, column: SourceColumn, ieee754: boolean): string {
  if (value === null) return column.type === 'list' ? '[]' : 'null';
  switch (column.type) {
    case 'integer':
    case 'boolean':
    case 'list':
      return value;
    case 'flags':
      return flagsJson(value, column);
    case 'decimal':
      return ieee754 ? `"${value}"` : /\d/u.test(value) ? value : 'null';
    default:
      return JSON.stringify(value);
  }
}

/** Flags with each of their parts, null where the row has none. */
function flagsJson(value: string, { members = [] }: SourceColumn): string {
  const flags = JSON.parse(value) as Readonly<Record<string, string>>;
  return JSON.stringify(Object.fromEntries(members.map((name) => [name, flags[name] ?? null])));
}

/** The key predicate of a row in an address: `(division='150103',year=2024)`. */
export function keyPredicate(row: TextRow, source: Source): string {
  const parts = source.key.map((name) => {
    const column = source.columns.find((each) => each.name === name)!;
    const value = row[name]!;
    const literal = column.type === 'text' ? `'${encodeURIComponent(value.replaceAll("'", "''"))}'` : value;
    return source.key.length === 1 ? literal : `${name}=${literal}`;
  });
  return `(${parts.join(',')})`;
}
