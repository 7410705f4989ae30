import { VILLAGES, YEARS, type Year } from './district.js';
import { ENTERPRISES, type Enterprise } from './enterprise.js';
import { random } from './random.js';
import { someDay, type When } from './when.js';

/** A demonstration base that is talked about (商讨), was put forward (推荐, 申报) or recognised or built (认定, 建成). */
export interface Base {
  readonly year: Year;
  readonly name: string;
  readonly kind: string;
  readonly level: '国家' | '自治区' | '市' | '本级';
  readonly status: '商讨' | '推荐' | '申报' | '认定' | '建成';
  readonly date: When;
  readonly host: Enterprise;
  readonly place: string;
  /** In mu (亩). */
  readonly area: number;
}

const PLAN: Record<Year, readonly Base['status'][]> = {
  2021: ['建成', '认定', '商讨'],
  2022: ['推荐', '认定', '建成', '商讨', '商讨'],
  2023: ['申报', '认定', '推荐', '商讨', '商讨'],
  2024: ['认定', '申报', '建成', '申报', '商讨', '商讨', '商讨'],
};
const KINDS = ['农业科技示范基地', '产学研示范基地', '科普教育基地'];

/** Every base; 2021 has recognitions but no application. */
export const BASES: readonly Base[] = YEARS.flatMap((year) => {
  const draw = random(`bases ${year}`);
  return PLAN[year].map((status, index): Base => {
    const kind = draw.pick(KINDS);
    const place = draw.pick(VILLAGES);
    const host = draw.pick(ENTERPRISES);
    return {
      year,
      name: `${place.replace('村', '')}${kind}（${year}${'甲乙丙丁戊己庚'[index]!}）`,
      kind,
      level: status === '推荐' ? '国家' : draw.pick(['自治区', '市', '本级'] as const),
      status,
      date: someDay(draw, year, 3, 11),
      host,
      place,
      area: draw.whole(3, 60) * 10,
    };
  });
});

/** A crop grown at a place in a year. */
export interface Planting {
  readonly year: Year;
  readonly crop: string;
  readonly kind: '经济林果' | '道地药材' | '设施蔬菜';
  readonly place: string;
  /** In mu (亩). */
  readonly area: number;
}

const CROPS: readonly (readonly [string, Planting['kind']])[] = [
  ['沙棘', '经济林果'],
  ['文冠果', '经济林果'],
  ['苹果梨', '经济林果'],
  ['黄芪', '道地药材'],
  ['防风', '道地药材'],
  ['苍术', '道地药材'],
  ['桔梗', '道地药材'],
  ['口感番茄', '设施蔬菜'],
  ['羊肚菌', '设施蔬菜'],
];
const GROWN: Record<Year, number> = { 2021: 5, 2022: 6, 2023: 8, 2024: 7 };

/** Every planting, by year and kind; some crops grow at two places and count once. */
export const PLANTINGS: readonly Planting[] = YEARS.flatMap((year) => {
  const draw = random(`plantings ${year}`);
  const chosen = draw.sample(CROPS, GROWN[year]);
  return CROPS.filter((crop) => chosen.includes(crop)).flatMap(([crop, kind], index) =>
    draw
      .sample(VILLAGES, index % 4 === 1 ? 2 : 1)
      .map((place): Planting => ({ year, crop, kind, place, area: draw.whole(30, 900) / 2 })),
  );
});
