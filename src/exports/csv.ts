import { Readable } from 'node:stream';
import type { Dataset, DatasetColumn } from '../reporting/dataset.js';
import type { TextRow } from './rows.js';

/** The beginnings of texts that a spreadsheet program takes for a formula or command. */
const DANGEROUS = /^[=+\-@\t\r\n＝＋－＠]/u;

/**
 * A dataset as CSV in UTF-8 with a byte order mark, one heading line of the columns' names. Values are quoted;
 * a missing one is empty. A text that could start a formula begins with an apostrophe; figures do not.
 */
export function csvOf(dataset: Dataset, batches: AsyncIterable<readonly TextRow[]>): Readable {
  return Readable.from(lines(dataset, batches), { objectMode: false });
}

async function* lines({ columns }: Dataset, batches: AsyncIterable<readonly TextRow[]>): AsyncGenerator<string> {
  yield `\ufeff${columns.map(({ name }) => quoted(name)).join(',')}\r\n`;
  for await (const rows of batches)
    yield rows.map((row) => `${columns.map((column) => cell(column, row[column.name]!)).join(',')}\r\n`).join('');
}

function cell({ type }: DatasetColumn, value: string | null): string {
  if (value === null) return '';
  if (type === 'text' || type === 'flags') return quoted(DANGEROUS.test(value) ? `'${value}` : value);
  if (type === 'list') return cell({ type: 'text' } as DatasetColumn, (JSON.parse(value) as string[]).join('、'));
  return quoted(value);
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
