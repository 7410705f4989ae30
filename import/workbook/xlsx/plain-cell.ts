import { type CellTag, NUMBER, SHARED_STRING } from './cell-tag.js';

const C = 0x63;
const N = 0x6e;
const R = 0x72;
const S = 0x73;
const T = 0x74;
const V = 0x76;
const A_CAPITAL = 0x41;
const Z_CAPITAL = 0x5a;
const ZERO = 0x30;
const NINE = 0x39;
const SPACE = 0x20;
const QUOTE = 0x22;
const SLASH = 0x2f;
const LT = 0x3c;
const EQUALS = 0x3d;
const GT = 0x3e;
/** The size of a plain cell without its value; nearer to the end of a chunk cells are read tag by tag. */
const PLAIN_BYTES = 64;
const MOST_LETTERS = 3;
const MOST_DIGITS = 20;
const ENDING_BYTES = '</v></c>'.length;

/** A cell as most programs write it, `<c r="B7" s="1" t="s"><v>12</v></c>`: a number or a shared string. */
export interface PlainCell extends CellTag {
  /** Where its value is; it has none where `start` is `end`. */
  start: number;
  end: number;
  /** Of a shared string: its value. */
  index: number;
}

/**
 * Reads the cell whose `<` is at `at` into `target`, which is used again for every cell. Returns the offset after it, or
 * `at` where it has another form or is incomplete.
 */
export function readPlainCell(bytes: Buffer, at: number, target: PlainCell): number {
  const { length } = bytes;
  if (at + PLAIN_BYTES > length || bytes[at] !== LT || bytes[at + 1] !== C || bytes[at + 2] !== SPACE) return at;
  target.column = -1;
  target.style = 0;
  target.type = NUMBER;
  target.start = target.end = 0;
  const close = attributes(bytes, at + 3, target);
  if (close < 0) return at;
  if (bytes[close] === SLASH) return close + 2;
  if (close + 4 >= length || bytes[close + 1] !== LT || bytes[close + 2] !== V || bytes[close + 3] !== GT) return at;
  const start = close + 4;
  let end = start;
  let index = 0;
  if (target.type === SHARED_STRING) {
    for (; end < length; end++) {
      const digit = bytes[end]! - ZERO;
      if (digit < 0 || digit > 9) break;
      index = index * 10 + digit;
    }
  } else {
    while (end < length && bytes[end] !== LT) end++;
  }
  if (end === start || end - start > MOST_DIGITS || !endsAt(bytes, end)) return at;
  target.start = start;
  target.end = end;
  target.index = index;
  return end + ENDING_BYTES;
}

/**
 * Reads the attributes r, s and t from `from` on. Returns the offset of the tag's `>`, or of its `/` where it closes
 * itself; -1 where they have another form.
 */
function attributes(bytes: Buffer, from: number, target: CellTag): number {
  for (let at = from; ;) {
    const name = bytes[at];
    if (bytes[at + 1] !== EQUALS || bytes[at + 2] !== QUOTE) return -1;
    at += 3;
    const start = at;
    let unit = bytes[at]!;
    if (name === R) {
      let column = 0;
      for (; unit >= A_CAPITAL && unit <= Z_CAPITAL; unit = bytes[++at]!) column = column * 26 + unit - 0x40;
      if (at - start > MOST_LETTERS) return -1;
      target.column = column - 1;
      while (unit >= ZERO && unit <= NINE) unit = bytes[++at]!;
    } else if (name === S) {
      let style = 0;
      for (; unit >= ZERO && unit <= NINE; unit = bytes[++at]!) style = style * 10 + unit - ZERO;
      target.style = style;
    } else if (name === T && (unit === S || unit === N)) {
      target.type = unit === S ? SHARED_STRING : NUMBER;
      unit = bytes[++at]!;
    } else {
      return -1;
    }
    if (unit !== QUOTE || at - start > MOST_DIGITS) return -1;
    const next = bytes[++at];
    if (next === GT || (next === SLASH && bytes[at + 1] === GT)) return at;
    if (next !== SPACE) return -1;
    at++;
  }
}

/** Whether `</v></c>` stands at `at`. */
function endsAt(bytes: Buffer, at: number): boolean {
  return (
    at + ENDING_BYTES <= bytes.length &&
    bytes[at] === LT &&
    bytes[at + 1] === SLASH &&
    bytes[at + 2] === V &&
    bytes[at + 3] === GT &&
    bytes[at + 4] === LT &&
    bytes[at + 5] === SLASH &&
    bytes[at + 6] === C &&
    bytes[at + 7] === GT
  );
}
