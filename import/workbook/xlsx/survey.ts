import { Deadline } from '../deadline.js';
import type { ReadLimits } from '../limits.js';
import { UnreadableWorkbook, type MergedRange } from '../workbook.js';
import { asUtf8 } from './encoding.js';
import { attribute, CLOSE, isWord, MarkupScanner, OPEN } from './markup.js';
import { parseRange } from './reference.js';
import { isTrue, plainRowNumber, rowNumber } from './row-tag.js';

const LAST_COLUMN = 16_383;
const LT = 0x3c;
const GT = 0x3e;
const BANG = 0x21;
/** The distance of the h of `sheetData` from its end. */
const BEHIND_H = 'heetData'.length;
/** How many other occurrences of a rare byte are tried. */
const MOST_MISSES = 16;
const LAST_ROW = 1_048_576;

/** What must be known of a sheet before its rows are read. */
export interface SheetSurvey {
  readonly merges: readonly MergedRange[];
  readonly hiddenColumns: ReadonlySet<number>;
  /** Whether the row numbers ascend as the rows stand in the file. */
  readonly ordered: boolean;
}

/**
 * Reads the head and the tail of a sheet and only searches for row tags between them. As it inflates the whole part it
 * finds truncated and damaged parts before a row is delivered. Throws UnreadableWorkbook.
 */
export async function surveySheet(chunks: AsyncIterable<Buffer>, limits: ReadLimits): Promise<SheetSurvey> {
  const scanner = new SurveyScanner(limits);
  const deadline = new Deadline(limits);
  for await (const chunk of asUtf8(chunks)) {
    scanner.push(chunk);
    deadline.check();
  }
  scanner.end();
  return scanner;
}

class SurveyScanner extends MarkupScanner implements SheetSurvey {
  readonly merges: MergedRange[] = [];
  readonly hiddenColumns = new Set<number>();
  ordered = true;
  private lastRow = 0;
  private complete = false;
  private marks: ReturnType<typeof marksOf> | undefined;

  constructor(private readonly limits: ReadLimits) {
    super(limits.maxTokenBytes);
  }

  override end(): void {
    if (!this.complete) throw new UnreadableWorkbook('FILE_TRUNCATED', 'the sheet has no end');
    super.end();
  }

  protected onTag(bytes: Buffer, nameStart: number, nameEnd: number, tagEnd: number, tag: number): void {
    const length = nameEnd - nameStart;
    if (length === 9 && isWord(bytes, nameStart, nameEnd, 'sheetData')) {
      this.halted = tag === OPEN && !this.complete;
      this.complete ||= tag !== OPEN;
    } else if (length === 9 && isWord(bytes, nameStart, nameEnd, 'worksheet')) {
      this.complete ||= tag !== OPEN;
    } else if (tag === CLOSE) {
      return;
    } else if (length === 9 && isWord(bytes, nameStart, nameEnd, 'mergeCell')) {
      this.merge(attribute(bytes, nameEnd, tagEnd, 'ref') ?? '');
    } else if (length === 3 && isWord(bytes, nameStart, nameEnd, 'col')) {
      if (!isTrue(attribute(bytes, nameEnd, tagEnd, 'hidden'))) return;
      const first = Math.max(Number(attribute(bytes, nameEnd, tagEnd, 'min')) - 1, 0);
      const last = Math.min(Number(attribute(bytes, nameEnd, tagEnd, 'max')) - 1, LAST_COLUMN);
      for (let column = first; column <= last; column++) this.hiddenColumns.add(column);
    } else if (length === 3 && isWord(bytes, nameStart, nameEnd, 'row')) {
      this.numbered(rowNumber(bytes, nameEnd, tagEnd, this.lastRow));
    }
  }

  protected onText(): void {
    // No text is read.
  }

  /** Within the rows: skips to the next row, to the end of the rows, or to a comment or CDATA, which is read tag by tag. */
  protected override onHalted(bytes: Buffer, start: number): number {
    const { opening, ending } = (this.marks ??= marksOf(this.prefix?.toString() ?? ''));
    const end = within(wordIn(bytes, ending, ending.length - BEHIND_H, start), bytes.length);
    const special = within(specialIn(bytes, start), bytes.length);
    const stop = Math.min(end, special);
    let at = start;
    for (;;) {
      const row = wordIn(bytes, opening, opening.length - 1, at);
      if (row < 0 || row >= stop) break;
      const nameEnd = row + opening.length;
      const plain = plainRowNumber(bytes, nameEnd);
      if (plain > 0) {
        this.numbered(plain);
        at = nameEnd;
        continue;
      }
      const close = bytes.indexOf(GT, nameEnd);
      if (close < 0) return row;
      if (endsName(bytes[nameEnd]!)) this.numbered(rowNumber(bytes, nameEnd, close, this.lastRow));
      at = close + 1;
    }
    if (stop === bytes.length) return Math.max(at, within(bytes.lastIndexOf(LT), at));
    this.halted = false;
    return stop;
  }

  private numbered(number: number): void {
    if (number > LAST_ROW) throw new UnreadableWorkbook('TOO_MANY_ROWS', `上限为 ${LAST_ROW} 行。`);
    if (number <= this.lastRow) this.ordered = false;
    this.lastRow = number;
  }

  private merge(reference: string): void {
    const range = parseRange(reference);
    if (range === undefined) return;
    if (this.merges.length >= this.limits.maxMerges)
      throw new UnreadableWorkbook('FILE_TOO_LARGE', `merged cells > ${this.limits.maxMerges}`);
    this.merges.push(range);
  }
}

/** The bytes that are searched for, as buffers, which are found faster than strings. */
function marksOf(prefix: string): { opening: Buffer; ending: Buffer } {
  return { opening: Buffer.from(`<${prefix}row`), ending: Buffer.from(`</${prefix}sheetData`) };
}

/**
 * The offset of the first `word` from `start` on, -1 where there is none; searched by its byte at `rare`, which
 * cells of figures and shared strings lack, as long as it is rare.
 */
function wordIn(bytes: Buffer, word: Buffer, rare: number, start: number): number {
  const byte = word[rare]!;
  let found = bytes.indexOf(byte, start + rare);
  for (let misses = 0; found >= 0 && misses < MOST_MISSES; misses++) {
    const at = found - rare;
    let length = 0;
    while (length < word.length && bytes[at + length] === word[length]) length++;
    if (length === word.length) return at;
    found = bytes.indexOf(byte, found + 1);
  }
  return found < 0 ? -1 : bytes.indexOf(word, found - rare);
}

/** The offset of the first `<!`, searched by its rare byte. */
function specialIn(bytes: Buffer, start: number): number {
  let bang = bytes.indexOf(BANG, start + 1);
  while (bang > 0 && bytes[bang - 1] !== LT) bang = bytes.indexOf(BANG, bang + 1);
  return bang - (bang > 0 ? 1 : 0);
}

function endsName(byte: number): boolean {
  return byte <= 0x20 || byte === 0x2f || byte === 0x3e;
}

function within(at: number, otherwise: number): number {
  return at < 0 ? otherwise : at;
}
