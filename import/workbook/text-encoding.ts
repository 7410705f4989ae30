import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { unmarkedUtf16 } from './unmarked-utf16.js';
import { UnreadableWorkbook } from './workbook.js';

export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** How many control characters and NULs a text of this many bytes may hold. */
const BYTES_A_CONTROL = 1_000;
/** Of UTF-16. */
const MARK_BYTES = 2;
const SAMPLE_BYTES = 64 * 1024;
const MAX_MALFORMED_SHARE = 0.01;

/**
 * The encoding of a whole text file: by its byte order mark, UTF-16 also without one, else UTF-8 if all of it is, else gb18030, which holds GBK
 * and GB2312. Throws FILE_TYPE_UNKNOWN where it is no text, and FILE_TRUNCATED where UTF-8 ends within a character.
 */
export async function detectEncoding(path: string): Promise<TextEncodingName> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let utf8 = true;
  let foreign = false;
  let sample: Buffer | undefined;
  let controls = 0;
  let size = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: SAMPLE_BYTES }) as AsyncIterable<Buffer>) {
    if (sample === undefined) {
      const marked = markedEncoding(chunk);
      if (marked !== undefined && chunk.length <= MARK_BYTES) throw new UnreadableWorkbook('FILE_EMPTY');
      const wide = marked ?? unmarkedUtf16(chunk);
      if (wide !== undefined) return wide;
      sample = chunk;
    }
    size += chunk.length;
    controls += countControls(chunk);
    if (controls > size / BYTES_A_CONTROL + 1) throw new UnreadableWorkbook('FILE_TYPE_UNKNOWN');
    const text: string | null = utf8 ? decoded(decoder, chunk) : null;
    utf8 = text !== null;
    foreign ||= text !== null && /[^\0-\x7f]/.test(text);
  }
  if (utf8 && decoded(decoder) === null) {
    // A file of ASCII and one last character of GBK may look like this too.
    if (foreign) throw new UnreadableWorkbook('FILE_TRUNCATED', 'UTF-8');
    utf8 = false;
  }
  if (!utf8) refuseGarbage(sample ?? Buffer.alloc(0));
  return utf8 ? 'utf-8' : 'gb18030';
}

function markedEncoding(head: Buffer): TextEncodingName | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return undefined;
}

function decoded(decoder: InstanceType<typeof TextDecoder>, chunk?: Buffer): string | null {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    return null;
  }
}

function countControls(chunk: Buffer): number {
  let controls = 0;
  for (let at = 0; at < chunk.length; at++) {
    const byte = chunk[at]!;
    if (byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== 0x1a) controls++;
  }
  return controls;
}

function refuseGarbage(sample: Buffer): void {
  const text = new TextDecoder('gb18030').decode(sample);
  const malformed = text.split('\ufffd').length - 1;
  if (malformed > text.length * MAX_MALFORMED_SHARE + 1) throw new UnreadableWorkbook('FILE_TYPE_UNKNOWN');
}

/**
 * The file's text in pieces of some bytes each, without its byte order mark; no character is split. Throws
 * FILE_TRUNCATED where the file ends within a character.
 */
export async function* decodedText(
  path: string,
  encoding: TextEncodingName,
  bytes = SAMPLE_BYTES,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path, { highWaterMark: bytes }) as AsyncIterable<Buffer>) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  // Only whole characters were delivered: the rest is part of one.
  if (decoder.decode() !== '') throw new UnreadableWorkbook('FILE_TRUNCATED', encoding);
}
