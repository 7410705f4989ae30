import { TextDecoder } from 'node:util';
import { UnreadableWorkbook } from '../workbook.js';

const EMPTY = Buffer.alloc(0);
const DECLARATION_BYTES = 128;

/** The chunks of an XML part as UTF-8 without a byte order mark, whatever its encoding. Throws UnreadableWorkbook. */
export async function* asUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let head: Buffer | undefined = EMPTY;
  let decoder: TextDecoder | undefined;
  for await (let chunk of chunks) {
    if (head !== undefined) {
      chunk = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      if (chunk.length < DECLARATION_BYTES) {
        // A chunk is valid only until the next one is requested.
        head = Buffer.from(chunk);
        continue;
      }
      head = undefined;
      decoder = decoderOf(chunk);
      if (decoder === undefined) chunk = withoutMark(chunk);
    }
    yield decoder === undefined ? chunk : Buffer.from(decoder.decode(chunk, { stream: true }), 'utf8');
  }
  if (head !== undefined && head.length > 0) {
    decoder = decoderOf(head);
    yield decoder === undefined ? withoutMark(head) : Buffer.from(decoder.decode(head), 'utf8');
  }
}

function withoutMark(chunk: Buffer): Buffer {
  return chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk;
}

/** The decoder of a part that is not UTF-8: by its byte order mark, by the zeros of UTF-16, or by its declaration. */
function decoderOf(head: Buffer): TextDecoder | undefined {
  const [first, second] = head;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return new TextDecoder('utf-16le');
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return new TextDecoder('utf-16be');
  const declared = /^<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(
    head.toString('latin1', 0, DECLARATION_BYTES),
  )?.[1];
  if (declared === undefined || /^(utf-?8|us-ascii)$/i.test(declared)) return undefined;
  try {
    // A part whose XML declaration is readable as bytes is not UTF-16, even if it declares so.
    return /^utf-?16/i.test(declared) ? undefined : new TextDecoder(declared);
  } catch {
    throw new UnreadableWorkbook('FILE_UNSUPPORTED', `encoding ${declared}`);
  }
}
