import { normalise } from '../text/normalise.js';

/** Finds a division of GB/T 2260 by its name or code; null where there is none. */
export type ResolveDivision = (text: string) => { readonly code: string } | null;

/** Names of places below a county, which do not change the division of a row. */
const BELOW = /(?:乡|镇|街道|街道办|街道办事处|村|社区|苏木|嘎查|园区|开发区|居委会|办事处)$/;

/** How many levels a title may name: 省, 市, 县. */
const LEVELS = 3;

/**
 * The division that a title names at its beginning, of several levels the lowest (呼和浩特市玉泉区), unless the given
 * division lies in it: a city's title on a district's sheet does not move its rows to the city.
 */
export function divisionOfTitle(title: string, resolve: ResolveDivision, given: string | null): string | null {
  let rest = normalise(title).replace(/^(?:19|20)\d{2}年?度?/, '');
  let found: string | null = null;
  for (let level = 0; level < LEVELS; level += 1) {
    const next = divisionAtStart(rest, resolve);
    if (next === null || (found !== null && !contains(found, next.code))) break;
    found = next.code;
    rest = rest.slice(next.length);
  }
  return found === null || (given !== null && contains(found, given)) ? null : found;
}

/** The division with the longest name that a text begins with, and how long that name is. */
function divisionAtStart(plain: string, resolve: ResolveDivision): { code: string; length: number } | null {
  const name = /^[^\d年]{1,20}?(?:自治县|自治旗|自治州|新区|矿区|[省市盟州区县旗])(?=.)/.exec(plain)?.[0];
  if (name === undefined || BELOW.test(name)) return null;
  const longer = [
    name,
    ...[...plain.matchAll(/[省市盟州区县旗]/g)].map((match) => plain.slice(0, match.index + 1)),
  ].filter((text) => text.length <= 24);
  for (const text of longer.sort((a, b) => b.length - a.length)) {
    const code = resolve(text)?.code ?? null;
    if (code !== null) return { code, length: text.length };
  }
  return null;
}

/** Whether a column's text names a place below a county, or cannot be a division. */
export function isBelowCounty(text: string): boolean {
  return BELOW.test(normalise(text));
}

/** Whether the division of `outer` contains that of `inner`, by their codes. */
export function contains(outer: string, inner: string): boolean {
  const stem = outer.length > COUNTY_DIGITS ? outer : outer.replace(/(?:00)+$/, '');
  return inner.startsWith(stem);
}

const COUNTY_DIGITS = 6;

/** Whether neither of two divisions contains the other. */
export function isApart(one: string, other: string): boolean {
  return !contains(one, other) && !contains(other, one);
}
