import { sql } from 'kysely';
import type { Database } from '../database/sql.js';
import { ODataError } from './error.js';
import { refusePath } from './expression.js';
import type { Link } from './links.js';
import type { Options } from './options.js';
import { bind } from './ordering.js';
import { asText, type TextRow } from './rows.js';
import { selection } from './selection.js';
import { ref, type Source, type SourceColumn, sourceOf } from './source.js';
import { TokenReader } from './tokens.js';

const OPTION = '$expand';

/** A dimension that is shown within the rows. */
export interface Expanded {
  readonly link: Link;
  readonly columns: readonly SourceColumn[];
  /** Whether the columns were chosen. */
  readonly chosen: boolean;
}

/** Reads `$expand` of a source: `dim_division,dim_indicator($select=name)`. */
export function readExpand({ expand, apply }: Options, { links = [] }: Source): readonly Expanded[] {
  if (expand === undefined) return [];
  if (apply !== undefined) throw ODataError.invalid(OPTION, '不能与 $apply 连用');
  const reader = new TokenReader(OPTION, expand);
  const items = reader.list(() => {
    if (reader.accept('*')) return links.map(whole);
    const name = reader.name('导航属性名');
    refusePath(reader, name);
    const link = links.find((each) => each.name === name);
    if (link === undefined)
      throw ODataError.unknownProperty(
        OPTION,
        name,
        links.map((each) => each.name),
      );
    return [reader.accept('(') ? chosen(reader, link) : whole(link)];
  });
  reader.end();
  return [...new Map(items.flat().map((each) => [each.link.name, each])).values()];
}

function whole(link: Link): Expanded {
  return { link, columns: link.target.columns, chosen: false };
}

function chosen(reader: TokenReader, link: Link): Expanded {
  const option = reader.name('$select');
  if (option !== '$select') throw ODataError.notSupported(`${OPTION} 中的 ${option}`, '可用的有：$select');
  reader.expect('=');
  const names = reader.list(() => reader.name('属性名'));
  reader.expect(')');
  return { link, columns: selection(names.join(','), sourceOf(link.target)), chosen: true };
}

/** The rows that the rows of a page lead to, by their key. */
export async function readExpanded(
  db: Database,
  { link: { target, column } }: Expanded,
  rows: readonly TextRow[],
): Promise<ReadonlyMap<string, TextRow>> {
  const key = target.columns.find(({ name }) => name === target.key[0])!;
  const keys = [...new Set(rows.flatMap((row) => row[column] ?? []))];
  if (keys.length === 0) return new Map();
  const wanted = sql.join(keys.map((each) => bind(key, each)));
  const found = await sql<TextRow>`select ${sql.join(target.columns.map(asText))} from ${sourceOf(target).from}
    where ${ref(key.name)} in (${wanted})`.execute(db);
  return new Map(found.rows.map((row) => [row[key.name]!, row]));
}
