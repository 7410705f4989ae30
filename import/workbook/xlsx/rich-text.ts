import { UnreadableWorkbook } from '../workbook.js';
import { isWord } from './markup.js';
import { decodeEntities, decodeEscapes } from './text.js';

const OPENING = 0x3c;
const AMPERSAND = 0x26;
const RETURN = 0x0d;
const UNDERSCORE = 0x5f;
const SMALL_X = 0x78;

/**
 * The text of one string, shared or inline: its `<t>` runs joined, the phonetic guides in `<rPh>` dropped. A string of
 * one plain run, as nearly all are, stays a range of bytes until it is decoded.
 */
export class RichText {
  private phonetic = false;
  private bytes: Buffer | undefined;
  private start = 0;
  private end = 0;
  private joined = '';

  constructor(private readonly maxLength: number) {}

  /** Follows a tag; returns whether the text that comes next belongs to the string. */
  tag(bytes: Buffer, nameStart: number, nameEnd: number, opens: boolean): boolean {
    if (isWord(bytes, nameStart, nameEnd, 'rPh')) this.phonetic = opens;
    return opens && !this.phonetic && nameEnd - nameStart === 1 && bytes[nameStart] === 0x74;
  }

  add(bytes: Buffer, start: number, end: number, literal: boolean): void {
    if (this.bytes === undefined && this.joined === '' && !literal) {
      this.bytes = bytes;
      this.start = start;
      this.end = end;
      return;
    }
    this.join();
    const text = bytes.toString('utf8', start, end);
    this.joined += literal ? text : decodeEntities(text);
    if (this.joined.length > this.maxLength)
      throw new UnreadableWorkbook('FILE_DAMAGED', `a text is longer than ${this.maxLength}`);
  }

  /** Copies a text kept as a range, before its bytes are overwritten. */
  settle(): void {
    if (this.bytes === undefined) return;
    this.bytes = Buffer.from(this.bytes.subarray(this.start, this.end));
    this.end -= this.start;
    this.start = 0;
  }

  /** Delivers the string, as bytes where it is plain UTF-8, and starts the next. */
  takeTo(target: { addBytes(bytes: Buffer, start: number, end: number): void; addText(text: string): void }): void {
    const { bytes } = this;
    if (bytes !== undefined && plainTextEnd(bytes, this.start, this.end) === this.end) {
      this.bytes = undefined;
      target.addBytes(bytes, this.start, this.end);
    } else {
      target.addText(this.take());
    }
    this.phonetic = false;
  }

  /** The string, decoded; starts the next. */
  take(): string {
    this.join();
    const text = decodeEscapes(this.joined);
    this.joined = '';
    this.phonetic = false;
    return text;
  }

  private join(): void {
    if (this.bytes === undefined) return;
    this.joined += decodeEntities(this.bytes.toString('utf8', this.start, this.end));
    this.bytes = undefined;
  }
}

/** The offset of the first byte from `start` on that is no plain text: of a tag, an entity, an escape, a line end. */
export function plainTextEnd(bytes: Buffer, start: number, end = bytes.length): number {
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte > UNDERSCORE) continue;
    if (byte === OPENING || byte === AMPERSAND || byte === RETURN || byte === 0) return at;
    if (byte === UNDERSCORE && bytes[at + 1] === SMALL_X) return at;
  }
  return end;
}
