import { parse as parsePath } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse, type Parser } from 'csv-parse';
import { Batch } from './batch.js';
import { CellCount } from './cell-count.js';
import { Deadline } from './deadline.js';
import { detectDelimiter, type Delimiter } from './delimiter.js';
import { LastLine } from './last-line.js';
import { FarCells } from './far-cells.js';
import { exceeding, type ReadLimits } from './limits.js';
import { Notes } from './notes.js';
import { storable } from './stored-text.js';
import { decodedText, detectEncoding, type TextEncodingName } from './text-encoding.js';
import { UnreadableWorkbook, type Cell, type Row, type Workbook } from './workbook.js';

/** Small pieces: the parser holds all records of a piece at once, and 64 KiB of tiny rows are tens of thousands. */
const PIECE_BYTES = 4_096;
/** The rows beyond which Excel saves nothing. */
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
  const sheet = storable(parsePath(fileName).name);
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

async function* readRows(source: CsvSource, limits: ReadLimits, notes: Notes): AsyncGenerator<readonly Row[]> {
  const { sheet } = source;
  const lastLine = new LastLine();
  const text = Readable.from(lastLine.watch(decodedText(source.path, source.encoding, PIECE_BYTES)), {
    highWaterMark: 1,
  });
  const parser: Parser = parse({
    delimiter: source.delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: limits.maxTokenBytes,
  });
  pipeline(text, parser, () => undefined);
  const deadline = new Deadline(limits);
  const counted = new CellCount(limits);
  const far = new FarCells(sheet, limits, notes);
  const batch = new Batch();
  let number = 0;
  let blank = 0;
  try {
    for await (const { record, last } of withLast(parser as AsyncIterable<string[]>)) {
      number++;
      const cells = toCells(record, number, sheet, notes, far);
      const ending = last ? lastLine.ending(record.length) : 'closed';
      lastLine.count(record.length);
      if (cells.length === 0) {
        blank++;
        continue;
      }
      if (blank > limits.maxBlankRows) {
        notes.add({ code: 'ROWS_BEYOND_LIMIT', sheet, row: number - blank - 1 });
        break;
      }
      blank = 0;
      if (number > limits.maxRows) throw exceeding('TOO_MANY_ROWS', limits, 'maxRows');
      counted.add(cells);
      if (number === LAST_EXCEL_ROW) notes.add({ code: 'ROWS_BEYOND_LIMIT', sheet, row: number });
      if (ending !== 'closed') {
        const column = cells.length - 1;
        const code = ending === 'cut' ? 'LINE_CUT' : 'LINE_OPEN';
        notes.add({ code, sheet, row: number, column, text: cells[column]?.text ?? '' });
      }
      if (ending === 'cut') continue;
      if (!batch.add({ number, hidden: false, cells })) continue;
      deadline.check();
      deadline.pause();
      yield batch.take();
      deadline.resume();
    }
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error) : error;
  } finally {
    text.destroy();
    parser.destroy();
  }
  if (batch.rows > 0) yield batch.take();
}

/** The records, each with whether it is the last one. */
async function* withLast(records: AsyncIterable<string[]>): AsyncGenerator<{ record: string[]; last: boolean }> {
  let record: string[] | undefined;
  for await (const next of records) {
    if (record !== undefined) yield { record, last: false };
    record = next;
  }
  if (record !== undefined) yield { record, last: true };
}

/** The cells up to the last one that holds something. */
function toCells(
  record: readonly string[],
  row: number,
  sheet: string,
  notes: Notes,
  far: FarCells,
): (Cell | undefined)[] {
  const cells: (Cell | undefined)[] = [];
  for (const [column, field] of record.entries()) {
    if (field === '') continue;
    const text = storable(unwrapped(field));
    if (text === '') continue;
    const cell: Cell = { kind: 'text', text };
    if (far.leavesOut(cell, row, column, cells.length)) continue;
    if (hasLostDigits(text)) notes.add({ code: 'PRECISION_LOST', sheet, row, column, text });
    while (cells.length < column) cells.push(undefined);
    cells.push(cell);
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
