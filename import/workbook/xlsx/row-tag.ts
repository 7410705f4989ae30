import { attribute } from './markup.js';

const PLAIN = Buffer.from(' r="');
const MOST_DIGITS = 15;
const ZERO = 0x30;
const QUOTE = 0x22;

/** The number of a `<row r="12" …>`, as most programs write it; 0 where it has another form or is incomplete. */
export function plainRowNumber(bytes: Buffer, nameEnd: number): number {
  for (let at = 0; at < PLAIN.length; at++) if (bytes[nameEnd + at] !== PLAIN[at]) return 0;
  const start = nameEnd + PLAIN.length;
  let number = 0;
  let at = start;
  for (; at < bytes.length; at++) {
    const digit = bytes[at]! - ZERO;
    if (digit < 0 || digit > 9) break;
    number = number * 10 + digit;
  }
  return bytes[at] === QUOTE && at - start <= MOST_DIGITS ? number : 0;
}

/** The number of a `<row …>`, from 1; the one after `previous` where it states none or an impossible one. */
export function rowNumber(bytes: Buffer, nameEnd: number, tagEnd: number, previous: number): number {
  const plain = plainRowNumber(bytes, nameEnd);
  if (plain > 0) return plain;
  const stated = Number(attribute(bytes, nameEnd, tagEnd, 'r'));
  return stated >= 1 ? Math.trunc(stated) : previous + 1;
}

/** A boolean attribute of OOXML. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}
