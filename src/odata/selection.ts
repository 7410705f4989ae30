import { ODataError } from './error.js';
import type { Source, SourceColumn } from './source.js';
import { TokenReader } from './tokens.js';

/** The columns that `$select` names (it may name ways to dimensions too), in the source's order; all by default and for `*`. */
export function selection(select: string | undefined, source: Source): readonly SourceColumn[] {
  if (select === undefined) return source.columns;
  const reader = new TokenReader('$select', select);
  const names = new Set(reader.list(() => (reader.accept('*') ? '*' : reader.name('属性名'))));
  reader.end();
  const existing = [...source.columns, ...(source.links ?? [])].map(({ name }) => name);
  for (const name of names) {
    if (name !== '*' && !existing.includes(name)) throw ODataError.unknownProperty('$select', name, existing);
  }
  return names.has('*') ? source.columns : source.columns.filter((column) => names.has(column.name));
}
