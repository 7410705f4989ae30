import { UnreadableWorkbook } from '../workbook.js';

const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const COLON = 0x3a;
const EMPTY = Buffer.alloc(0);

/** Which kind of tag it is: `<v>`, `</v>` or `<v/>`. */
export const OPEN = 0;
export const CLOSE = 1;
export const SELF_CLOSING = 2;

/**
 * Cuts UTF-8 XML that arrives in chunks into tags and text, in one pass over the bytes. Tags, runs of text and
 * characters are never split: an incomplete one is kept for the next chunk.
 * `onTag` gets only elements with the root's prefix; a DTD is refused.
 */
export abstract class MarkupScanner {
  /** Set by a subclass to receive `onText`. */
  protected capturing = false;
  /** Set by a subclass to get the bytes after the present tag in `onHalted` instead. */
  protected halted = false;
  private window: Buffer = EMPTY;
  private restStart = 0;
  private restEnd = 0;
  /** Of alternate content the choice is read, and the fallback, which repeats it, is not. */
  private inFallback = false;
  /** The root's prefix with its colon, e.g. `x:`. */
  protected prefix: Buffer | undefined;
  private seenRoot = false;

  constructor(private readonly maxTokenBytes: number) {}

  /** Names and positions are byte offsets into `bytes`; `tagEnd` is that of the `>`. */
  protected abstract onTag(bytes: Buffer, nameStart: number, nameEnd: number, tagEnd: number, tag: number): void;
  /** `literal`: from a CDATA section, so that `&` means itself. */
  protected abstract onText(bytes: Buffer, start: number, end: number, literal: boolean): void;
  /**
   * Reads markup in a common form quickly, from the `<` at `open` on; returns the offset that it read up to, `open` where
   * the form is another: it is then read tag by tag.
   */
  protected onSight(_bytes: Buffer, open: number): number {
    return open;
  }
  /** Receives the bytes from `start` on while `halted`; returns the offset up to which it has used them. */
  protected onHalted(bytes: Buffer, _start: number): number {
    return bytes.length;
  }

  /** Called before the bytes of this push are overwritten: those that are still needed must be copied. */
  protected settle(): void {
    // Nothing is kept.
  }

  push(chunk: Buffer): void {
    const bytes = this.append(chunk);
    const done = this.scan(bytes);
    this.settle();
    this.restStart = done;
    this.restEnd = bytes.length;
    if (bytes.length - done > this.maxTokenBytes)
      throw new UnreadableWorkbook('FILE_DAMAGED', `a cell or tag is longer than ${this.maxTokenBytes} bytes`);
  }

  /** The rest of the last chunk and the next one, in a buffer that is reused. */
  private append(chunk: Buffer): Buffer {
    const rest = this.restEnd - this.restStart;
    const length = rest + chunk.length;
    const old = this.window;
    if (length > old.length) this.window = Buffer.allocUnsafeSlow(length * 2);
    old.copy(this.window, 0, this.restStart, this.restEnd);
    chunk.copy(this.window, rest);
    return this.window.subarray(0, length);
  }

  /** Throws where the XML stops within a tag or has no root. */
  end(): void {
    if (this.window.subarray(this.restStart, this.restEnd).includes(LT))
      throw new UnreadableWorkbook('FILE_TRUNCATED', 'XML ends within a tag');
    if (!this.seenRoot) throw new UnreadableWorkbook('FILE_DAMAGED', 'no XML');
  }

  private scan(bytes: Buffer): number {
    const length = bytes.length;
    let at = 0;
    for (;;) {
      if (this.halted) {
        at = this.onHalted(bytes, at);
        if (this.halted) return at;
      }
      let open = at;
      while (open < length && bytes[open] !== LT) open++;
      if (open + 1 >= length) return this.capturing ? at : open;
      if (!this.capturing && !this.inFallback && this.prefix === undefined) {
        const known = this.onSight(bytes, open);
        if (known > open) {
          at = known;
          continue;
        }
      }
      const first = bytes[open + 1]!;
      const close = first === BANG || first === QUESTION ? skipSpecial(bytes, open) : tagEnd(bytes, open + 1);
      if (close < 0) return this.capturing ? at : open;
      if (this.capturing && open > at) this.onText(bytes, at, open, false);
      if (first === BANG) {
        if (this.capturing && bytes[open + 2] === 0x5b) this.onText(bytes, open + 9, close - 2, true);
      } else if (first === SLASH) {
        this.element(bytes, open + 2, close, CLOSE);
      } else if (first !== QUESTION) {
        this.element(bytes, open + 1, close, bytes[close - 1] === SLASH ? SELF_CLOSING : OPEN);
      }
      at = close + 1;
    }
  }

  private element(bytes: Buffer, start: number, close: number, tag: number): void {
    let end = start;
    let colon = -1;
    for (; end < close; end++) {
      const byte = bytes[end]!;
      if (byte <= 0x20 || byte === SLASH) break;
      if (byte === COLON) colon = end;
    }
    if (!this.seenRoot) {
      this.seenRoot = true;
      if (colon >= 0) this.prefix = Buffer.from(bytes.subarray(start, colon + 1));
    }
    const own =
      this.prefix === undefined ? colon < 0 : colon >= 0 && this.prefix.compare(bytes, start, colon + 1) === 0;
    if (own) {
      if (!this.inFallback) this.onTag(bytes, this.prefix === undefined ? start : colon + 1, end, close, tag);
    } else if (colon >= 0 && FALLBACK.compare(bytes, colon + 1, end) === 0) {
      this.inFallback = tag === OPEN;
    }
  }
}

const FALLBACK = Buffer.from('Fallback');

/** The offset of the tag's `>`, outside quoted values; -1 where it is not in the bytes yet. */
function tagEnd(bytes: Buffer, from: number): number {
  const length = bytes.length;
  for (let at = from; at < length; at++) {
    const byte = bytes[at]!;
    if (byte === GT) return at;
    if (byte === QUOTE || byte === APOSTROPHE) {
      at++;
      while (at < length && bytes[at] !== byte) at++;
    }
  }
  return -1;
}

/** The offset of the last byte of a comment, CDATA section or processing instruction; -1 where it is not in the bytes yet. */
function skipSpecial(bytes: Buffer, open: number): number {
  if (bytes[open + 1] === QUESTION) return last(bytes, '?>', open + 2);
  if (bytes.length < open + 9) return bytes.includes(GT, open) ? refuseDtd(bytes, open) : -1;
  if (bytes.toString('latin1', open, open + 4) === '<!--') return last(bytes, '-->', open + 4);
  if (bytes.toString('latin1', open, open + 9) === '<![CDATA[') return last(bytes, ']]>', open + 9);
  return refuseDtd(bytes, open);
}

/** Entity declarations can make a small XML file huge, and no office program writes them. */
function refuseDtd(bytes: Buffer, open: number): number {
  if (bytes.toString('latin1', open, open + 4) === '<!--') return last(bytes, '-->', open + 4);
  throw new UnreadableWorkbook('FILE_DTD');
}

function last(bytes: Buffer, terminator: string, from: number): number {
  const at = bytes.indexOf(terminator, from, 'latin1');
  return at < 0 ? -1 : at + terminator.length - 1;
}

/** Whether the bytes from `start` to `end` are this ASCII word. */
export function isWord(bytes: Buffer, start: number, end: number, word: string): boolean {
  if (end - start !== word.length) return false;
  for (let i = 0; i < word.length; i++) if (bytes[start + i] !== word.charCodeAt(i)) return false;
  return true;
}

/**
 * The raw value of a tag's attribute by its local name, entities undecoded, or undefined. `prefixed`: only where the
 * attribute has a prefix, as in `r:id`; else only where it has none.
 */
export function attribute(
  bytes: Buffer,
  nameEnd: number,
  tagEnd: number,
  name: string,
  prefixed = false,
): string | undefined {
  let at = nameEnd;
  while (at < tagEnd) {
    while (at < tagEnd && (bytes[at]! <= 0x20 || bytes[at] === SLASH)) at++;
    let start = at;
    let colon = false;
    while (at < tagEnd && bytes[at] !== 0x3d && bytes[at]! > 0x20) {
      if (bytes[at] === COLON) {
        start = at + 1;
        colon = true;
      }
      at++;
    }
    const end = at;
    while (at < tagEnd && bytes[at] !== QUOTE && bytes[at] !== APOSTROPHE) at++;
    const quote = bytes[at];
    const from = ++at;
    while (at < tagEnd && bytes[at] !== quote) at++;
    if (colon === prefixed && isWord(bytes, start, end, name)) return bytes.toString('utf8', from, at);
    at++;
  }
  return undefined;
}
