import { free } from '../../memory.js';
import { UnreadableWorkbook, type TextCell } from '../workbook.js';

const FIRST_BYTES = 64 * 1024;
const KEPT = 1 << 14;
/** Up to this length bytes are copied one by one, which takes less than the view of them that a call would make. */
const SHORT = 128;

/**
 * The shared strings of a workbook as UTF-8 in one block, turned into cells when they are asked for. The cells of the
 * first 16,384, where the words that repeat stand, are kept; keeping more would only age what is used once.
 */
export class StringTable {
  size = 0;
  private bytes: Buffer;
  private used = 0;
  /** Where string i begins; it ends where i + 1 begins. */
  private starts = new Uint32Array(1024);
  private readonly kept: (TextCell | undefined)[] = [];

  /** `expectedBytes`: what the text may come to; memory that is never written to is never taken. */
  constructor(expectedBytes = 0) {
    this.bytes = Buffer.allocUnsafeSlow(Math.max(FIRST_BYTES, expectedBytes));
  }

  addBytes(bytes: Buffer, start: number, end: number): void {
    this.reserve(end - start);
    const into = this.bytes;
    if (end - start > SHORT) bytes.copy(into, this.used, start, end);
    else for (let from = start, to = this.used; from < end; from += 1, to += 1) into[to] = bytes[from]!;
    this.close(end - start);
  }

  addText(text: string): void {
    const length = Buffer.byteLength(text);
    this.reserve(length);
    this.bytes.write(text, this.used, length);
    this.close(length);
  }

  /** The cell of string `index`; undefined where it is empty. Throws FILE_DAMAGED where there is none. */
  cell(index: number): TextCell | undefined {
    const known = this.kept[index];
    if (known !== undefined) return known;
    if (!(index >= 0 && index < this.size)) throw new UnreadableWorkbook('FILE_DAMAGED', `no shared string ${index}`);
    const text = this.bytes.toString('utf8', this.starts[index], this.starts[index + 1]);
    if (text === '') return undefined;
    const cell: TextCell = { kind: 'text', text };
    if (index < KEPT) {
      while (this.kept.length <= index) this.kept.push(undefined);
      this.kept[index] = cell;
    }
    return cell;
  }

  private reserve(length: number): void {
    if (this.used + length > this.bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(this.used + length, Math.ceil(this.bytes.length * 1.5)));
      this.bytes.copy(larger, 0, 0, this.used);
      free(this.bytes.buffer);
      this.bytes = larger;
    }
    if (this.size + 2 > this.starts.length) {
      const more = new Uint32Array(Math.ceil(this.starts.length * 1.5));
      more.set(this.starts);
      free(this.starts.buffer);
      this.starts = more;
    }
  }

  private close(length: number): void {
    this.used += length;
    this.size++;
    this.starts[this.size] = this.used;
  }
}
