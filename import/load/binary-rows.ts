import type { CellTexts } from '../draft.js';
import { unitAt } from '../text-unit.js';

/** What stands before the rows of a `copy` and behind them. */
export const ROWS_BEGIN = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
export const ROWS_END = Buffer.from([0xff, 0xff]);

const TEXT_OID = 25;
const DAY_MS = 86_400_000;
const EPOCH_DAYS = Date.UTC(2000, 0, 1) / DAY_MS;
const MOST_DAYS = 50_000;
const DIGITS_A_GROUP = 4;
const NEGATIVE = 0x4000;
/** Up to this length a text is written unit by unit, which takes less than the call that writes it whole. */
const SHORT_TEXT = 256;
/** The bytes that a UTF-16 unit comes to at most: in UTF-8, and in JSON, where it may be escaped. */
const UTF8_BYTES = 3;
const JSON_BYTES = 6;

const ZERO = 0x30;
const NINE = 0x39;
const MINUS = 0x2d;
const SPACE = 0x20;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPENING = 0x7b;
const CLOSING = 0x7d;

/** The type of a column as PostgreSQL names it; those that a ledger's table has. */
export type ColumnType =
  | 'text'
  | 'varchar(12)'
  | 'int'
  | 'uuid'
  | 'json'
  | 'jsonb'
  | 'numeric'
  | 'date'
  | 'boolean'
  | 'text[]';

type Texts = Readonly<{ [key: string]: string }>;

/**
 * A value as it is stored: numerics as decimal strings, dates as ISO days, json as the texts of cells, jsonb as its text
 * or as an object of texts, a uuid as its bytes too.
 */
export type ColumnValue = string | number | boolean | readonly string[] | Texts | CellTexts | Buffer | null;

/**
 * Rows in the binary format of `copy … from stdin`, which PostgreSQL takes in about half the time of texts.
 * https://www.postgresql.org/docs/current/sql-copy.html describes it.
 */
export class BinaryRows {
  #bytes: Buffer;
  #at = 0;
  /** Letters of columns, which are the same array for all rows of a sheet, as keys. */
  #letters: readonly string[] = [];
  #keys: readonly Buffer[] = [];

  /** `memory`: what they are written to, as long as it is large enough. */
  constructor(
    private readonly types: readonly ColumnType[],
    memory: Buffer,
  ) {
    this.#bytes = memory;
  }

  /** What the rows are written to, for others when they are done with. */
  get memory(): Buffer {
    return this.#bytes;
  }

  /** How many bytes were written. */
  get length(): number {
    return this.#at;
  }

  /** The rows added so far. */
  get written(): Buffer {
    return this.#bytes.subarray(0, this.#at);
  }

  /** Adds a row, one value a column. */
  add(values: readonly ColumnValue[]): void {
    this.#reserve(2);
    this.#int16(this.types.length);
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index] ?? null;
      if (value === null) this.#length(-1);
      else this.#write(this.types[index]!, value);
    }
  }

  #write(type: ColumnType, value: Exclude<ColumnValue, null>): void {
    switch (type) {
      case 'int':
        this.#length(4);
        this.#int32(value as number);
        return;
      case 'boolean':
        this.#length(1);
        this.#bytes[this.#at++] = value === true ? 1 : 0;
        return;
      case 'date':
        this.#length(4);
        this.#int32(dayOf(value as string));
        return;
      case 'uuid':
        return this.#writeUuid(value as string | Buffer);
      case 'numeric':
        return this.#writeNumeric(value as string);
      case 'json':
        return this.#writeCells(value as CellTexts);
      case 'jsonb':
        return this.#writeJsonb(value as string | Texts);
      case 'text[]':
        return this.#writeTexts(value as readonly string[]);
      default:
        return this.#writeText(value as string);
    }
  }

  #writeText(text: string): void {
    this.#reserve(4);
    const start = this.#at;
    this.#at += 4;
    this.#utf8(text);
    this.#lengthAt(start);
  }

  /** A json: its text. */
  #writeCells({ letters, texts }: CellTexts): void {
    this.#reserve(4);
    const start = this.#at;
    this.#at += 4;
    if (letters !== this.#letters) this.#keys = letters.map(quotedKey);
    this.#letters = letters;
    this.#members(this.#keys, texts);
    this.#lengthAt(start);
  }

  /** A jsonb: the version of its format, then its text. */
  #writeJsonb(value: string | Texts): void {
    this.#reserve(5);
    const start = this.#at;
    this.#at += 4;
    this.#bytes[this.#at++] = 1;
    if (typeof value === 'string') this.#utf8(value);
    else this.#members(Object.keys(value).map(quotedKey), Object.values(value));
    this.#lengthAt(start);
  }

  /** An object of JSON, with the keys that have a value. */
  #members(keys: readonly Buffer[], values: readonly (string | undefined)[]): void {
    let separator = OPENING;
    for (let index = 0; index < keys.length; index += 1) {
      const value = values[index];
      if (value === undefined) continue;
      const key = keys[index]!;
      this.#reserve(key.length + value.length * JSON_BYTES + 3);
      const bytes = this.#bytes;
      let at = this.#at;
      bytes[at++] = separator;
      for (let from = 0; from < key.length; from += 1) bytes[at++] = key[from]!;
      this.#at = at;
      this.#quoted(value);
      separator = COMMA;
    }
    this.#reserve(2);
    if (separator === OPENING) this.#bytes[this.#at++] = OPENING;
    this.#bytes[this.#at++] = CLOSING;
  }

  /** A string of JSON; the bytes that it comes to at most are reserved. */
  #quoted(text: string): void {
    const bytes = this.#bytes;
    const { length } = text;
    let at = this.#at;
    bytes[at++] = QUOTE;
    for (let index = 0; index < length; index += 1) {
      const unit = unitAt(text, index);
      if (unit < SPACE || isSurrogate(unit)) {
        this.#at += bytes.write(JSON.stringify(text), this.#at);
        return;
      }
      if (unit === QUOTE || unit === BACKSLASH) bytes[at++] = BACKSLASH;
      at = putUnit(bytes, at, unit);
    }
    bytes[at++] = QUOTE;
    this.#at = at;
  }

  #utf8(text: string): void {
    const { length } = text;
    this.#reserve(length * UTF8_BYTES);
    const bytes = this.#bytes;
    if (length <= SHORT_TEXT) {
      let at = this.#at;
      let index = 0;
      for (; index < length; index += 1) {
        const unit = unitAt(text, index);
        if (isSurrogate(unit)) break;
        at = putUnit(bytes, at, unit);
      }
      if (index === length) {
        this.#at = at;
        return;
      }
    }
    this.#at += bytes.write(text, this.#at);
  }

  #writeUuid(uuid: string | Buffer): void {
    this.#length(16);
    const bytes = this.#bytes;
    let at = this.#at;
    if (typeof uuid === 'string') {
      const { length } = uuid;
      for (let index = 0; index < length; index += 2) {
        if (unitAt(uuid, index) === MINUS) index += 1;
        bytes[at++] = (hexDigit(uuid, index) << 4) | hexDigit(uuid, index + 1);
      }
    } else {
      for (let index = 0; index < 16; index += 1) bytes[at++] = uuid[index]!;
    }
    this.#at = at;
  }

  /** Groups of four decimal digits with the weight of the first, a sign and the number of decimals. */
  #writeNumeric(text: string): void {
    const start = unitAt(text, 0) === MINUS ? 1 : 0;
    const point = text.indexOf('.');
    const end = point < 0 ? text.length : point;
    const decimals = point < 0 ? 0 : text.length - point - 1;
    const left = Math.ceil((end - start) / DIGITS_A_GROUP);
    const right = Math.ceil(decimals / DIGITS_A_GROUP);
    if (left + right === 0) throw new Error(`Not a decimal: ${text}`);
    this.#length(8 + (left + right) * 2);
    this.#int16(left + right);
    this.#int16(left - 1);
    this.#int16(start === 1 ? NEGATIVE : 0);
    this.#int16(decimals);
    for (let at = end - left * DIGITS_A_GROUP; at < end; at += DIGITS_A_GROUP) this.#int16(group(text, at, start, end));
    for (let at = end + 1; at < text.length; at += DIGITS_A_GROUP) this.#int16(group(text, at, end + 1, text.length));
  }

  #writeTexts(texts: readonly string[]): void {
    this.#reserve(4);
    const start = this.#at;
    this.#at += 4;
    const dimensions = texts.length === 0 ? [0, 0, TEXT_OID] : [1, 0, TEXT_OID, texts.length, 1];
    this.#reserve(dimensions.length * 4);
    for (const each of dimensions) this.#int32(each);
    for (const text of texts) this.#writeText(text);
    this.#lengthAt(start);
  }

  #length(bytes: number): void {
    this.#reserve(4 + Math.max(bytes, 0));
    this.#int32(bytes);
  }

  /** Puts the length of what was written since into the four bytes left for it. */
  #lengthAt(start: number): void {
    const end = this.#at;
    this.#at = start;
    this.#int32(end - start - 4);
    this.#at = end;
  }

  #int16(value: number): void {
    const bytes = this.#bytes;
    const at = this.#at;
    bytes[at] = value >> 8;
    bytes[at + 1] = value;
    this.#at = at + 2;
  }

  #int32(value: number): void {
    const bytes = this.#bytes;
    const at = this.#at;
    bytes[at] = value >> 24;
    bytes[at + 1] = value >> 16;
    bytes[at + 2] = value >> 8;
    bytes[at + 3] = value;
    this.#at = at + 4;
  }

  #reserve(bytes: number): void {
    if (this.#at + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#at + bytes));
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
  }
}

/** The sixteen bytes of a uuid. */
export function uuidBytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}

/** A key of JSON with its colon. */
function quotedKey(key: string): Buffer {
  return Buffer.from(`${JSON.stringify(key)}:`);
}

function isSurrogate(unit: number): boolean {
  return (unit & 0xf800) === 0xd800;
}

/** Writes a UTF-16 unit that is no surrogate as UTF-8; returns where the next one goes. */
function putUnit(bytes: Buffer, at: number, unit: number): number {
  if (unit < 0x80) {
    bytes[at] = unit;
    return at + 1;
  }
  if (unit < 0x800) {
    bytes[at] = 0xc0 | (unit >> 6);
    bytes[at + 1] = 0x80 | (unit & 0x3f);
    return at + 2;
  }
  bytes[at] = 0xe0 | (unit >> 12);
  bytes[at + 1] = 0x80 | ((unit >> 6) & 0x3f);
  bytes[at + 2] = 0x80 | (unit & 0x3f);
  return at + 3;
}

function hexDigit(text: string, at: number): number {
  const unit = unitAt(text, at);
  return (unit & 0x0f) + (unit > NINE ? 9 : 0);
}

/** The four digits from `from` on as a number; 0 stands for those outside of `start` to `end`. */
function group(text: string, from: number, start: number, end: number): number {
  let value = 0;
  for (let at = from; at < from + DIGITS_A_GROUP; at += 1) {
    const digit = at < start || at >= end ? 0 : unitAt(text, at) - ZERO;
    if (!(digit >= 0 && digit <= 9)) throw new Error(`Not a decimal: ${text}`);
    value = value * 10 + digit;
  }
  return value;
}

const days = new Map<string, number>();

/** The days from 2000 on to an ISO day. */
function dayOf(iso: string): number {
  let day = days.get(iso);
  if (day === undefined) {
    day = Date.parse(iso) / DAY_MS - EPOCH_DAYS;
    if (days.size >= MOST_DAYS) days.clear();
    days.set(iso, day);
  }
  return day;
}
