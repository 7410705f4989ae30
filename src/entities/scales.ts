/** Words for powers of ten that stand before a unit: 万元 is 10⁴ of 元. */
export const SCALES: ReadonlyMap<string, number> = new Map([
  ['十', 1],
  ['百', 2],
  ['千', 3],
  ['万', 4],
  ['十万', 5],
  ['百万', 6],
  ['千万', 7],
  ['亿', 8],
  ['十亿', 9],
  ['百亿', 10],
  ['万亿', 12],
]);

/** The words as alternatives of a regular expression, longer ones first. */
export const ANY_SCALE = [...SCALES.keys()].toSorted((a, b) => b.length - a.length).join('|');
