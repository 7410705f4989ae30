import { Deadline } from '../deadline.js';
import type { ReadLimits } from '../limits.js';
import type { ZipArchive } from '../zip.js';
import { asUtf8 } from './encoding.js';
import { isWord, MarkupScanner, OPEN } from './markup.js';
import { plainTextEnd, RichText } from './rich-text.js';
import { StringTable } from './string-table.js';

/** Reads the shared strings; a workbook without any has an empty table. Throws UnreadableWorkbook. */
export async function readStrings(zip: ZipArchive, part: string | undefined, limits: ReadLimits): Promise<StringTable> {
  if (part === undefined) return new StringTable();
  const table = new StringTable(Math.min(zip.size(part), limits.maxStringsPartBytes));
  const scanner = new StringScanner(limits.maxTokenBytes, table);
  const deadline = new Deadline(limits);
  for await (const chunk of asUtf8(zip.read(part, 'strings'))) {
    scanner.push(chunk);
    deadline.check();
  }
  scanner.end();
  return table;
}

const OPENING = Buffer.from('<si><t>');
const ENDING = Buffer.from('</t></si>');

/** The offset at which the text of a string in the plain form ends; -1 where it has another form or is incomplete. */
function plainEnd(bytes: Buffer, start: number): number {
  if (!standsAt(OPENING, bytes, start)) return -1;
  const end = plainTextEnd(bytes, start + OPENING.length);
  return standsAt(ENDING, bytes, end) ? end : -1;
}

function standsAt(word: Buffer, bytes: Buffer, start: number): boolean {
  if (start + word.length > bytes.length) return false;
  for (let at = 0; at < word.length; at++) if (bytes[start + at] !== word[at]) return false;
  return true;
}

class StringScanner extends MarkupScanner {
  private readonly text: RichText;

  constructor(
    maxTokenBytes: number,
    private readonly table: StringTable,
  ) {
    super(maxTokenBytes);
    this.text = new RichText(maxTokenBytes);
  }

  /** Reads consecutive strings of one plain run. */
  protected override onSight(bytes: Buffer, open: number): number {
    let at = open;
    for (let end = plainEnd(bytes, at); end >= 0; end = plainEnd(bytes, at)) {
      this.table.addBytes(bytes, at + OPENING.length, end);
      at = end + ENDING.length;
    }
    return at;
  }

  protected onTag(bytes: Buffer, nameStart: number, nameEnd: number, _tagEnd: number, tag: number): void {
    // `sstItem` is what the first versions of Office 2007 wrote.
    if (isWord(bytes, nameStart, nameEnd, 'si') || isWord(bytes, nameStart, nameEnd, 'sstItem')) {
      if (tag !== OPEN) this.text.takeTo(this.table);
      return;
    }
    this.capturing = this.text.tag(bytes, nameStart, nameEnd, tag === OPEN);
  }

  protected override settle(): void {
    this.text.settle();
  }

  protected onText(bytes: Buffer, start: number, end: number, literal: boolean): void {
    this.text.add(bytes, start, end, literal);
  }
}
