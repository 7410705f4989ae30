import { YEARS, type Year } from './district.js';
import { ENTERPRISES, type Enterprise, enterprise } from './enterprise.js';
import { random } from './random.js';
import { after, day, someDay, type When } from './when.js';

/** An application to be recognised as HNTE (高企), with the certificate where it passed. */
export interface Application {
  readonly year: Year;
  readonly batch: '第一批' | '第二批';
  readonly enterprise: Enterprise;
  readonly applied: When;
  readonly renewal: boolean;
  readonly certificate: { readonly no: string; readonly issued: When; readonly announced: When } | null;
  readonly revoked: When | null;
}

/** A year's enterprises by place in the list: passed anew, passed as a renewal, and failed; then the one that tried in both batches. */
const CAMPAIGNS: Record<Year, { fresh: number[]; renewed: number[]; failed: number[]; twice?: number }> = {
  2021: { fresh: [0, 1, 2, 3], renewed: [4, 5], failed: [6, 7, 8, 9] },
  2022: { fresh: [6, 10, 11, 12, 13, 7], renewed: [14], failed: [15, 16, 17], twice: 7 },
  2023: { fresh: [8, 15, 18, 19, 20], renewed: [21], failed: [22, 23, 24, 25, 9] },
  // The enterprise with the new name is certified while its certificate of 2022 still runs: one enterprise, two certificates.
  2024: { fresh: [9, 16, 22, 26], renewed: [0, 1, 11], failed: [4, 27, 28, 29, 30] },
};

function ofYear(year: Year): Application[] {
  const draw = random(`hnte ${year}`);
  const { fresh, renewed, failed, twice } = CAMPAIGNS[year];
  const apply = (index: number, batch: Application['batch'], passed: boolean): Application => {
    const applied = day(year, batch === '第一批' ? 5 : 7, draw.whole(6, 26));
    const issued = after(applied, batch === '第一批' ? draw.whole(185, 205) : draw.whole(125, 150));
    const no = `GR${year}99${String(draw.whole(100, 9999)).padStart(6, '0')}`;
    return {
      year,
      batch,
      enterprise: enterprise(index),
      applied,
      renewal: renewed.includes(index),
      certificate: passed ? { no, issued, announced: after(issued, draw.whole(18, 40)) } : null,
      revoked: passed && year === 2022 && index === 12 ? day(2024, 3, 15) : null,
    };
  };
  const rows = draw
    .sample([...fresh, ...renewed, ...failed], 99)
    .map((index) => apply(index, index === twice || draw.chance(0.45) ? '第二批' : '第一批', !failed.includes(index)));
  if (twice !== undefined) rows.push(apply(twice, '第一批', false));
  return rows.sort((one, other) => one.applied.from.localeCompare(other.applied.from));
}

/** Every HNTE application. */
export const APPLICATIONS: readonly Application[] = YEARS.flatMap(ofYear);

/** A year's registration as technology-based SME (科技型中小企业). */
export interface Registration {
  readonly year: Year;
  readonly enterprise: Enterprise;
  readonly no: string;
  readonly date: When;
}

const REGISTERED: Record<Year, number> = { 2021: 12, 2022: 15, 2023: 17, 2024: 16 };

/** Every TSME registration; an enterprise registers anew each year. */
export const REGISTRATIONS: readonly Registration[] = YEARS.flatMap((year) => {
  const draw = random(`tsme ${year}`);
  return draw.sample(ENTERPRISES, REGISTERED[year]).map((of, index): Registration => {
    const no = `${year}9902040C${String(100_000 + index * 37 + draw.whole(0, 36)).padStart(6, '0')}`;
    return { year, enterprise: of, no, date: someDay(draw, year, 3, 11) };
  });
});

/** A recognition as 专精特新 enterprise, or as “小巨人” by the state. */
export interface Distinction {
  readonly type: '专精特新' | '小巨人';
  readonly level: '国家' | '自治区' | '市';
  readonly batch: string;
  readonly enterprise: Enterprise;
  readonly issued: When;
}

/** Every 专精特新 recognition. */
export const DISTINCTIONS: readonly Distinction[] = YEARS.flatMap((year) => {
  const draw = random(`srdi ${year}`);
  return draw.sample(ENTERPRISES, 3).map((of, index): Distinction => {
    const giant = index === 0 && year !== 2021;
    return {
      type: giant ? '小巨人' : '专精特新',
      level: giant ? '国家' : index === 1 ? '自治区' : '市',
      batch: `${year}年第${index === 2 ? '二' : '一'}批`,
      enterprise: of,
      issued: day(year, 6 + index, draw.whole(1, 28)),
    };
  });
});

/** An enterprise's time in a cultivation pool. */
export interface Membership {
  readonly pool: '高企培育库' | '科技企业库';
  readonly enterprise: Enterprise;
  readonly joined: When;
  readonly left: When | null;
}

const JOINED: Record<Year, number> = { 2021: 9, 2022: 7, 2023: 6, 2024: 5 };

/** Every membership; the last one is of an enterprise that left and came back. */
export const MEMBERSHIPS: readonly Membership[] = (() => {
  const draw = random('pool');
  const members = draw.sample(ENTERPRISES, 27);
  const years = YEARS.flatMap((year) => Array.from({ length: JOINED[year] }, () => year));
  const rows = members.map((of, index): Membership => {
    const joined = someDay(draw, years[index]!, 1, 11);
    const left = after(joined, draw.whole(250, 700));
    const stays = index > 0 && (left.to > '2024-12-20' || draw.chance(0.55));
    return { pool: index % 3 === 2 ? '科技企业库' : '高企培育库', enterprise: of, joined, left: stays ? null : left };
  });
  return [...rows, { ...rows[0]!, joined: day(2024, 4, 9), left: null }];
})();
