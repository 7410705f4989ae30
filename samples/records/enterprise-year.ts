import { YEARS, type Year } from './district.js';
import { ENTERPRISES, type Enterprise } from './enterprise.js';
import { exact, type Figure, NONE } from './figure.js';
import { random } from './random.js';

/** An above-scale enterprise's figures of a year; money in yuan. */
export interface EnterpriseYear {
  readonly year: Year;
  readonly enterprise: Enterprise;
  readonly revenue: Figure;
  /** 0: it says that it did no R&D; none (`-`): it says nothing. Neither is active. */
  readonly expense: Figure;
  readonly researchers: number;
  readonly staff: number;
  readonly applied: number;
  readonly granted: number;
}

const LISTED: Record<Year, number> = { 2021: 11, 2022: 12, 2023: 14, 2024: 13 };

/** What an enterprise spends on R&D for each researcher. */
const YUAN_A_RESEARCHER = 180_000;

/** Every enterprise that was above scale, by year. */
export const ENTERPRISE_YEARS: readonly EnterpriseYear[] = YEARS.flatMap((year) => {
  const draw = random(`above scale ${year}`);
  return draw.sample(ENTERPRISES.slice(0, 20), LISTED[year]).map((enterprise, index): EnterpriseYear => {
    const revenue = draw.whole(200_000, 3_600_000) * 100;
    const expense = Math.round((revenue * draw.whole(14, 38)) / 1000 / 100) * 100;
    const idle = index % 2 === 0;
    const staff = draw.whole(40, 420);
    return {
      year,
      enterprise,
      revenue: exact(revenue),
      expense: idle ? (index === 6 ? NONE : exact(0)) : exact(expense),
      researchers: idle ? 0 : Math.min(Math.ceil(expense / YUAN_A_RESEARCHER), Math.floor(staff / 2)),
      staff,
      applied: draw.whole(0, 12),
      granted: draw.whole(0, 7),
    };
  });
});
