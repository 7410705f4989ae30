import { Readable } from 'node:stream';
import type { Dataset, DatasetColumn } from '../reporting/dataset.js';
import type { TextRow } from './rows.js';

/** A dataset as a JSON array with an object a row; figures have all their digits. */
export function jsonOf(dataset: Dataset, batches: AsyncIterable<readonly TextRow[]>): Readable {
  return Readable.from(pieces(dataset, batches), { objectMode: false });
}

async function* pieces({ columns }: Dataset, batches: AsyncIterable<readonly TextRow[]>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const rows of batches) {
    yield `${before}${rows
      .map((row) => `{${columns.map((column) => `"${column.name}":${literal(column, row[column.name]!)}`).join(',')}}`)
      .join(',\n')}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

function literal({ type }: DatasetColumn, value: string | null): string {
  if (value === null) return 'null';
  return type === 'text' || type === 'date' || type === 'uuid' ? JSON.stringify(value) : value;
}
