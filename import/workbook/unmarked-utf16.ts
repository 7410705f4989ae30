import { TextDecoder } from 'node:util';

/** Letters, digits and marks of Latin and Chinese texts, with tabs and line ends. */
const USUAL =
  /[\t\r\n\x20-\x7e\u00b0-\u00f7\u2010-\u2044\u2150-\u218b\u2460-\u24ff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/gu;
const USUAL_SHARE = 0.95;
/** How many of a text's characters are ASCII at least, whose other byte is NUL: separators, digits and line ends. */
const ASCII_SHARE = 0.02;

/** Which UTF-16 the beginning of a text without a byte order mark is in; undefined where it is in none. */
export function unmarkedUtf16(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (!head.includes(0)) return undefined;
  const nulls = [0, 0];
  for (let at = head.indexOf(0); at !== -1; at = head.indexOf(0, at + 1)) nulls[at % 2]! += 1;
  const [even = 0, odd = 0] = nulls;
  if (Math.max(even, odd) < (head.length / 2) * ASCII_SHARE) return undefined;
  const encoding = odd > even ? 'utf-16le' : 'utf-16be';
  return isText(head, encoding) ? encoding : undefined;
}

function isText(head: Buffer, encoding: string): boolean {
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
  } catch {
    return false;
  }
  return text !== '' && (text.match(USUAL)?.length ?? 0) >= text.length * USUAL_SHARE && /[\r\n]/.test(text);
}
