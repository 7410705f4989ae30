import { YEARS, type Year } from './district.js';
import { ENTERPRISES, type Enterprise } from './enterprise.js';
import { random } from './random.js';

/** What an incubator reported of a year. */
export interface IncubatorYear {
  readonly year: Year;
  readonly name: string;
  readonly kind: '孵化器' | '众创空间' | '加速器';
  readonly level: '国家' | '自治区' | '市';
  readonly operator: Enterprise;
  /** At the end of the year. */
  readonly incubating: number;
  readonly graduated: number;
  /** All graduates so far. */
  readonly graduates: number;
  /** In square metres. */
  readonly area: number;
}

const INCUBATORS = [
  { name: '青峪科技企业孵化器', kind: '孵化器', level: '国家', since: 2021, firms: 52, area: 21_500, operator: 3 },
  { name: '云谷创业孵化园', kind: '孵化器', level: '自治区', since: 2021, firms: 31, area: 12_800, operator: 9 },
  { name: '青创汇众创空间', kind: '众创空间', level: '自治区', since: 2021, firms: 18, area: 3200, operator: 14 },
  { name: '牧光众创空间', kind: '众创空间', level: '市', since: 2022, firms: 12, area: 1600, operator: 21 },
  { name: '青峪高新加速器', kind: '加速器', level: '市', since: 2023, firms: 9, area: 18_000, operator: 30 },
] as const;

/** Every yearly report; firms come in and graduate, so that the number moves by a few a year. */
export const INCUBATOR_YEARS: readonly IncubatorYear[] = INCUBATORS.flatMap((each) => {
  const draw = random(`incubator ${each.name}`);
  let incubating: number = each.firms;
  let graduates = each.kind === '众创空间' ? 0 : Math.round(each.firms * 0.4);
  return YEARS.filter((year) => year >= each.since).map((year): IncubatorYear => {
    const graduated = each.kind === '众创空间' ? draw.whole(0, 2) : Math.round(incubating * (draw.whole(8, 16) / 100));
    graduates += graduated;
    incubating += draw.whole(1, 5) + (each.kind === '众创空间' ? 0 : graduated) - Math.min(graduated, 4);
    const { name, kind, level, area } = each;
    return { year, name, kind, level, operator: ENTERPRISES[each.operator]!, incubating, graduated, graduates, area };
  });
});
