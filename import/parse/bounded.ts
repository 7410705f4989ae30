import { flawed, type ValueParser } from './value.js';

/** The longest figure: no real sum has more digits before the point, and a longer text fits no double. */
const WHOLE_DIGITS = 18;
const LENGTH = 60;

/** The same parser, with an issue for figures that are too long to be real: one of them would spoil every sum. */
export function bounded(parse: ValueParser): ValueParser {
  return (cell, unit) => {
    const parsed = parse(cell, unit);
    return typeof parsed.value === 'string' && tooLong(parsed.value) ? flawed('FIGURE_TOO_LONG') : parsed;
  };
}

function tooLong(decimal: string): boolean {
  if (decimal.length <= WHOLE_DIGITS) return false;
  const [whole = ''] = decimal.replace('-', '').split('.');
  return whole.length > WHOLE_DIGITS || decimal.length > LENGTH;
}
