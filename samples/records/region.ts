import type { Year } from './district.js';

/** The district's statistics of a year; money in yuan, people in 万人. */
export interface RegionYear {
  readonly year: Year;
  readonly gdp: number;
  readonly population: number;
  readonly rd: number;
  readonly budget: number;
  readonly science: number;
}

const YI = 100_000_000;
const WAN = 10_000;

/** What the statistics and finance bureaus published; the totals of `plan.ts` say the same. */
export const REGION_YEARS: readonly RegionYear[] = [
  { year: 2021, gdp: 258.3 * YI, population: 25.9, rd: 17_640 * WAN, budget: 178_300 * WAN, science: 3012 * WAN },
  { year: 2022, gdp: 271.9 * YI, population: 25.8, rd: 19_260 * WAN, budget: 186_900 * WAN, science: 3284 * WAN },
  { year: 2023, gdp: 286.4 * YI, population: 25.6, rd: 21_480 * WAN, budget: 191_200 * WAN, science: 3126 * WAN },
  { year: 2024, gdp: 301.2 * YI, population: 25.6, rd: 24_390 * WAN, budget: 198_600 * WAN, science: 3402 * WAN },
];
