const SLASH = 0x2f;
const EQUALS = 0x3d;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const R = 0x72;
const S = 0x73;
const T = 0x74;

/** A cell's type, from its attribute `t`. */
export const NUMBER = 0;
export const SHARED_STRING = 1;
export const FORMULA_STRING = 2;
export const INLINE_STRING = 3;
export const BOOLEAN = 4;
export const ERROR = 5;
export const ISO_DATE = 6;

export interface CellTag {
  /** Zero-based; -1 where the cell does not say. */
  column: number;
  style: number;
  type: number;
}

/** Reads the attributes of a `<c …>` into `target`, which is used again for every cell. */
export function parseCellTag(bytes: Buffer, nameEnd: number, tagEnd: number, target: CellTag): void {
  target.column = -1;
  target.style = 0;
  target.type = NUMBER;
  let at = nameEnd;
  for (;;) {
    while (at < tagEnd && (bytes[at]! <= 0x20 || bytes[at] === SLASH)) at++;
    if (at >= tagEnd) return;
    const name = at;
    while (at < tagEnd && bytes[at] !== EQUALS && bytes[at]! > 0x20) at++;
    const short = at - name === 1;
    while (at < tagEnd && bytes[at] !== QUOTE && bytes[at] !== APOSTROPHE) at++;
    const quote = bytes[at];
    const start = ++at;
    while (at < tagEnd && bytes[at] !== quote) at++;
    if (short) {
      const letter = bytes[name];
      if (letter === R) target.column = columnOf(bytes, start, at);
      else if (letter === S) target.style = integer(bytes, start, at);
      else if (letter === T) target.type = typeOf(bytes, start, at);
    }
    at++;
  }
}

function columnOf(bytes: Buffer, start: number, end: number): number {
  let column = 0;
  for (let at = start; at < end && at < start + 4; at++) {
    const letter = bytes[at]! & 0xdf;
    if (letter < 0x41 || letter > 0x5a) break;
    column = column * 26 + letter - 0x40;
  }
  return column - 1;
}

function integer(bytes: Buffer, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) value = value * 10 + bytes[at]! - 0x30;
  return value;
}

function typeOf(bytes: Buffer, start: number, end: number): number {
  switch (end - start === 1 ? bytes[start] : -1) {
    case 0x73:
      return SHARED_STRING;
    case 0x62:
      return BOOLEAN;
    case 0x65:
      return ERROR;
    case 0x64:
      return ISO_DATE;
    case 0x6e:
      return NUMBER;
    default:
      return bytes[start] === 0x69 ? INLINE_STRING : end === start ? NUMBER : FORMULA_STRING;
  }
}
