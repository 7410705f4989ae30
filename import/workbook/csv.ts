import { parse as parsePath } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse, type Parser } from 'csv-parse';
import { Deadline } from './deadline.js';
import { detectDelimiter, type Delimiter } from './delimiter.js';
import { exceeding, type ReadLimits } from './limits.js';
import { Notes } from './notes.js';
import { storable } from './stored-text.js';
import { decodedText, detectEncoding, type TextEncodingName } from './text-encoding.js';
import { address, UnreadableWorkbook, type Cell, type Row, type Workbook } from './workbook.js';

const BATCH = 500;
/** The parser holds all records of a piece at once, and of tiny rows 64 KiB are tens of thousands. */
const PIECE_BYTES = 4_096;
/** Where Excel cuts off what it saves. */
const LAST_EXCEL_ROW = 1_048_576;

interface CsvSource {
  readonly path: string;
  readonly encoding: TextEncodingName;
  readonly delimiter: Delimiter;
  readonly sheet: string;
}

/** Opens a delimited text as a workbook of one sheet, all of whose cells are text. Throws UnreadableWorkbook. */
export async function openCsv(path: string, fileName: string, limits: ReadLimits): Promise<Workbook> {
  const encoding = await detectEncoding(path);
  const sheet = parsePath(fileName).name;
  const source: CsvSource = { path, encoding, delimiter: await sniffDelimiter(path, encoding), sheet };
  const notes = new Notes();
  return {
    format: 'csv',
    sheets: [
      {
        name: sheet,
        index: 0,
        hidden: false,
        merges: [],
        hiddenColumns: new Set(),
        rows: () => readRows(source, limits, notes),
      },
    ],
    notes: notes.list,
    close: async () => undefined,
  };
}

async function sniffDelimiter(path: string, encoding: TextEncodingName): Promise<Delimiter> {
  for await (const text of decodedText(path, encoding)) return detectDelimiter(text);
  return ',';
}

async function* readRows(source: CsvSource, limits: ReadLimits, notes: Notes): AsyncGenerator<Row[]> {
  const text = Readable.from(decodedText(source.path, source.encoding, PIECE_BYTES), { highWaterMark: 1 });
  const parser: Parser = parse({
    delimiter: source.delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: limits.maxTokenBytes,
  });
  pipeline(text, parser, () => undefined);
  const deadline = new Deadline(limits);
  let batch: Row[] = [];
  let number = 0;
  let blank = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      number++;
      const cells = toCells(record, number, source.sheet, notes);
      if (cells.length === 0) {
        blank++;
        continue;
      }
      if (blank > limits.maxBlankRows) {
        const last = address(number - blank - 1, 0);
        notes.add({ code: 'ROWS_BEYOND_LIMIT', sheet: source.sheet, address: last, text: String(limits.maxBlankRows) });
        break;
      }
      blank = 0;
      refuse(number, cells.length, limits);
      if (number === LAST_EXCEL_ROW)
        notes.add({ code: 'ROWS_BEYOND_LIMIT', sheet: source.sheet, address: address(number, 0) });
      if (batch.push({ number, hidden: false, cells }) < BATCH) continue;
      deadline.check();
      deadline.pause();
      yield batch;
      deadline.resume();
      batch = [];
    }
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error) : error;
  } finally {
    text.destroy();
    parser.destroy();
  }
  if (batch.length > 0) yield batch;
}

function refuse(row: number, columns: number, limits: ReadLimits): void {
  if (row > limits.maxRows) throw exceeding('TOO_MANY_ROWS', limits, 'maxRows');
  if (columns > limits.maxColumns) throw exceeding('TOO_MANY_COLUMNS', limits, 'maxColumns');
}

/** Up to the last cell that holds something. */
function toCells(record: readonly string[], row: number, sheet: string, notes: Notes): (Cell | undefined)[] {
  const cells: (Cell | undefined)[] = [];
  for (const [column, field] of record.entries()) {
    if (field === '') continue;
    const text = storable(unwrapped(field));
    if (text === '') continue;
    if (hasLostDigits(text)) notes.add({ code: 'PRECISION_LOST', sheet, address: address(row, column), text });
    while (cells.length < column) cells.push(undefined);
    cells.push({ kind: 'text', text });
  }
  return cells;
}

/** `="001"` is how programs keep Excel from dropping leading zeros. */
function unwrapped(field: string): string {
  return field.startsWith('="') && field.endsWith('"') && field.length > 2 ? field.slice(2, -1) : field;
}

/** `1.23E+17` is what Excel saves of a number of 18 digits. */
function hasLostDigits(text: string): boolean {
  return text.includes('E+') && /^[+-]?\d(\.\d+)?E\+(1[5-9]|[2-9]\d)$/.test(text.trim());
}

function unreadable(error: CsvError): UnreadableWorkbook {
  const line = typeof error['lines'] === 'number' ? `line ${error['lines']}` : '';
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return new UnreadableWorkbook('FILE_TRUNCATED', `open quote, ${line}`);
  return new UnreadableWorkbook('FILE_DAMAGED', `${error.code} ${line}`.trim());
}
