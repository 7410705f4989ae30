import { DISTRICT, YEARS, type Year } from './district.js';

/** What the district's own budget holds for science and technology, and what was spent of it, in yuan. */
export interface Budget {
  readonly year: Year;
  readonly item: string;
  readonly organisation: string;
  readonly budget: number;
  readonly executed: number;
}

/** Budget and spending in 万元, by year. */
const ITEMS: readonly (readonly [item: string, ofYears: readonly (readonly [number, number])[]])[] = [
  [
    '区科技三项费',
    [
      [120, 108],
      [130, 119.6],
      [140, 131.6],
      [150, 142.5],
    ],
  ],
  [
    '区科技创新奖励资金',
    [
      [60, 54.6],
      [60, 55.2],
      [70, 63],
      [80, 74.4],
    ],
  ],
  [
    '区科普经费',
    [
      [20, 18.4],
      [22, 20.9],
      [22, 20.2],
      [25, 23.5],
    ],
  ],
];

/** Every line of the budget, by year. */
export const BUDGETS: readonly Budget[] = YEARS.flatMap((year, at) =>
  ITEMS.map(([item, ofYears]): Budget => {
    const [budget, executed] = ofYears[at]!.map((wan) => Math.round(wan * 10_000)) as [number, number];
    return { year, item, organisation: DISTRICT.bureau, budget, executed };
  }),
);
