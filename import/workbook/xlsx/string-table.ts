import { UnreadableWorkbook, type TextCell } from '../workbook.js';

const FIRST_BYTES = 64 * 1024;
const CACHED = 1 << 16;

/**
 * The shared strings of a workbook as UTF-8 in one block, turned into cells when they are asked for. Cells asked for
 * again are the same object while the cache of 65,536 holds them.
 */
export class StringTable {
  size = 0;
  private bytes = Buffer.allocUnsafe(FIRST_BYTES);
  private used = 0;
  /** Where string i begins; it ends where i + 1 begins. */
  private starts = new Uint32Array(1024);
  private readonly cells: (TextCell | undefined)[] = [];
  private readonly cached: number[] = [];

  addBytes(bytes: Buffer, start: number, end: number): void {
    this.reserve(end - start);
    bytes.copy(this.bytes, this.used, start, end);
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
    const slot = index & (CACHED - 1);
    if (this.cached[slot] === index) return this.cells[slot];
    if (!(index >= 0 && index < this.size)) throw new UnreadableWorkbook('FILE_DAMAGED', `no shared string ${index}`);
    const text = this.bytes.toString('utf8', this.starts[index], this.starts[index + 1]);
    const cell: TextCell | undefined = text === '' ? undefined : { kind: 'text', text };
    while (this.cached.length <= slot) {
      this.cached.push(-1);
      this.cells.push(undefined);
    }
    this.cached[slot] = index;
    this.cells[slot] = cell;
    return cell;
  }

  private reserve(length: number): void {
    if (this.used + length > this.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.used + length, Math.ceil(this.bytes.length * 1.5)));
      this.bytes.copy(larger, 0, 0, this.used);
      this.bytes = larger;
    }
    if (this.size + 2 > this.starts.length) {
      const more = new Uint32Array(Math.ceil(this.starts.length * 1.5));
      more.set(this.starts);
      this.starts = more;
    }
  }

  private close(length: number): void {
    this.used += length;
    this.size++;
    this.starts[this.size] = this.used;
  }
}
