import { UnreadableWorkbook, type TextCell } from '../workbook.js';
import { share } from './share.js';

const FIRST_BYTES = 64 * 1024;
const KEPT = 1 << 14;
/** Bytes up to this length are copied one by one, which takes less time than making a view for a call. */
const SHORT = 128;

/** Flag in the offset of a string that is stored in UTF-16; offsets are below it. */
const WIDE = 0x8000_0000;
const MOST_BYTES = 0x7fff_ffff;

/**
 * The shared strings of a workbook in one block, made into cells on request: each in UTF-8, or in UTF-16 where that is
 * shorter, as for Chinese. The cells of the first 16,384 strings, among which are the words that repeat, are cached;
 * more would only promote objects that are used once to the old generation.
 */
export class StringTable {
  size = 0;
  private bytes: Buffer;
  private used = 0;
  /** Where string i begins, with WIDE; it ends where i + 1 begins. */
  private starts = new Uint32Array(1024);
  private readonly kept: (TextCell | undefined)[] = [];

  /** `expectedBytes`: the size that the text may have; memory that is never written is never allocated. */
  constructor(expectedBytes = 0) {
    this.bytes = Buffer.allocUnsafeSlow(Math.max(FIRST_BYTES, expectedBytes));
  }

  addBytes(bytes: Buffer, start: number, end: number): void {
    this.reserve(end - start);
    const into = this.bytes;
    if (isShorterWide(bytes, start, end)) {
      this.starts[this.size]! += WIDE;
      this.close(widen(bytes, start, end, into, this.used) - this.used);
      return;
    }
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
    const start = this.starts[index]!;
    const end = this.starts[index + 1]! & MOST_BYTES;
    const text =
      start < WIDE ? this.bytes.toString('utf8', start, end) : this.bytes.toString('utf16le', start - WIDE, end);
    if (text === '') return undefined;
    const cell: TextCell = { kind: 'text', text };
    if (index < KEPT) share(this.kept, index, cell);
    return cell;
  }

  private reserve(length: number): void {
    if (this.used + length > MOST_BYTES)
      throw new UnreadableWorkbook('FILE_TOO_LARGE', `shared strings > ${MOST_BYTES} bytes`);
    if (this.used + length > this.bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(this.used + length, Math.ceil(this.bytes.length * 1.5)));
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

/** Whether UTF-8 is well-formed and takes less as UTF-16: more characters of three bytes than of one, and no others. */
function isShorterWide(bytes: Buffer, start: number, end: number): boolean {
  if (bytes[start]! < 0x80 && bytes[end - 1]! < 0x80) return false;
  let gain = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at]!;
    if (byte < 0x80) {
      gain -= 1;
      continue;
    }
    // E0 may be overlong, and ED begins surrogates.
    if (byte < 0xe1 || byte > 0xef || byte === 0xed || at + 2 >= end) return false;
    if ((bytes[at + 1]! & 0xc0) !== 0x80 || (bytes[at + 2]! & 0xc0) !== 0x80) return false;
    gain += 1;
    at += 2;
  }
  return gain > 0;
}

/** Writes such UTF-8 as UTF-16; returns where it ends. */
function widen(bytes: Buffer, start: number, end: number, into: Buffer, to: number): number {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at]!;
    if (byte < 0x80) {
      into[to++] = byte;
      into[to++] = 0;
      continue;
    }
    const second = bytes[at + 1]!;
    into[to++] = ((second & 0x03) << 6) | (bytes[at + 2]! & 0x3f);
    into[to++] = ((byte & 0x0f) << 4) | ((second & 0x3c) >> 2);
    at += 2;
  }
  return to;
}
