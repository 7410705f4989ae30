/** Exact decimals as plain strings such as `-12.5`: no exponent, no needless zeros. Figures never pass through floats. */

const ZERO = 0x30;
const NINE = 0x39;
const MINUS = 0x2d;
const POINT = 0x2e;
/** Below it, and one figure more, sums of hundredths are exact as doubles. */
const MOST_HUNDREDTHS = 2 ** 52;

const PLAIN = /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;

/** Digits of a number as Excel shows them: those stored if they are plain and few, else the shortest text of the double at 15 digits. */
export function decimalOf(value: number, stored = ''): string {
  if (stored !== '' && stored.length <= 15 && PLAIN.test(stored)) return stored === '-0' ? '0' : stored;
  const text = String(value);
  if (text.length <= 15 && !text.includes('e')) return text === '-0' ? '0' : text;
  return plain(value.toPrecision(15));
}

/** A plain decimal from any spelling of one, e.g. `+1.50E3`; throws on text that is none. */
export function plain(text: string): string {
  if (PLAIN.test(text)) return text === '-0' ? '0' : text;
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (match === null) throw new Error(`Not a decimal: ${text}`);
  const [, sign, whole = '', fraction = '', exponent] = match;
  return place(sign === '-', whole + fraction, whole.length + Number(exponent ?? 0));
}

/** The decimal times ten to the power of `places`. */
export function shift(decimal: string, places: number): string {
  if (places === 0 || decimal === '0') return decimal;
  const negative = decimal.startsWith('-');
  const digits = negative ? decimal.slice(1) : decimal;
  const point = digits.indexOf('.');
  if (point === -1) return place(negative, digits, digits.length + places);
  return place(negative, digits.slice(0, point) + digits.slice(point + 1), point + places);
}

/** The decimal times a whole number. */
export function times(decimal: string, factor: number): string {
  const { units, scale } = scaled(decimal);
  return unscale(units * BigInt(factor), scale);
}

/** The decimal divided by a whole number, to four decimals: for showing, not for storing. */
export function quotient(decimal: string, divisor: number): string {
  const { units, scale } = scaled(decimal);
  return round(unscale((units * 1_000_000n) / BigInt(divisor), scale + 6), 4);
}

/** Decimals after the point. */
export function decimals(decimal: string): number {
  const point = decimal.indexOf('.');
  return point === -1 ? 0 : decimal.length - point - 1;
}

/** The decimal rounded half away from zero to `places` decimals. */
export function round(decimal: string, places: number): string {
  const { units, scale } = scaled(decimal);
  if (scale <= places) return decimal;
  const divisor = 10n ** BigInt(scale - places);
  const half = divisor / 2n;
  return unscale((units < 0n ? units - half : units + half) / divisor, places);
}

/** Less than, equal to or greater than zero, as for a sort. */
export function compare(a: string, b: string): number {
  const left = scaled(a);
  const right = scaled(b);
  const scale = Math.max(left.scale, right.scale);
  const difference = left.units * 10n ** BigInt(scale - left.scale) - right.units * 10n ** BigInt(scale - right.scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** A running sum of decimals, exact. */
export class DecimalSum {
  #units = 0n;
  #scale = 0;
  /** Hundredths that are not yet among the units: most figures are so small and so round that a double adds them exactly. */
  #hundredths = 0;

  add(decimal: string): void {
    const hundredths = hundredthsOf(decimal);
    if (Number.isNaN(hundredths)) {
      const { units, scale } = scaled(decimal);
      this.#add(units, scale);
    } else {
      this.#hundredths += hundredths;
      if (Math.abs(this.#hundredths) > MOST_HUNDREDTHS) this.#settle();
    }
  }

  toString(): string {
    this.#settle();
    return unscale(this.#units, this.#scale);
  }

  #settle(): void {
    this.#add(BigInt(this.#hundredths), 2);
    this.#hundredths = 0;
  }

  #add(units: bigint, scale: number): void {
    if (scale > this.#scale) {
      this.#units *= 10n ** BigInt(scale - this.#scale);
      this.#scale = scale;
    }
    this.#units += units * 10n ** BigInt(this.#scale - scale);
  }
}

/** A decimal of at most twelve characters and two decimals, in hundredths; NaN for another. */
function hundredthsOf(decimal: string): number {
  const { length } = decimal;
  const start = decimal.charCodeAt(0) === MINUS ? 1 : 0;
  if (length > 12 || length === start) return Number.NaN;
  let value = 0;
  let scale = 0;
  for (let at = start; at < length; at += 1) {
    const unit = decimal.charCodeAt(at);
    if (unit === POINT && scale === 0 && at >= length - 3) {
      scale = length - at - 1;
      continue;
    }
    if (unit < ZERO || unit > NINE) return Number.NaN;
    value = value * 10 + unit - ZERO;
  }
  if (scale === 0) value *= 100;
  else if (scale === 1) value *= 10;
  return start === 1 ? -value : value;
}

function scaled(decimal: string): { units: bigint; scale: number } {
  const point = decimal.indexOf('.');
  if (point === -1) return { units: BigInt(decimal), scale: 0 };
  return { units: BigInt(decimal.slice(0, point) + decimal.slice(point + 1)), scale: decimal.length - point - 1 };
}

function unscale(units: bigint, scale: number): string {
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString();
  return place(negative, digits, digits.length - scale);
}

/** `digits` with the point after the `point`-th of them, which may lie outside. */
function place(negative: boolean, digits: string, point: number): string {
  let start = 0;
  let end = digits.length;
  while (start < end && start < point - 1 && digits.charCodeAt(start) === ZERO) start += 1;
  while (end > start && end > point && digits.charCodeAt(end - 1) === ZERO) end -= 1;
  if (start === end || (end - start === 1 && digits.charCodeAt(start) === ZERO)) return '0';
  const whole = point <= 0 ? '0' : digits.slice(start, Math.min(point, end)).padEnd(point - start, '0');
  const text = end <= point ? whole : `${whole}.${digits.slice(Math.max(point, 0), end).padStart(end - point, '0')}`;
  return negative ? `-${text}` : text;
}
