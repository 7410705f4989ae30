import { DISTRICT, PEOPLE, VILLAGES, YEARS, type Year } from './district.js';
import { exact, type Figure, NONE } from './figure.js';
import { random } from './random.js';
import { day, someDay, type When, xun } from './when.js';

/** A commissioner's 责任状 or service agreement of a year. */
export interface Contract {
  readonly year: Year;
  readonly no: string | null;
  readonly type: '责任状' | '服务协议';
  readonly commissioner: string;
  readonly kind: '自然人' | '法人';
  readonly employer: string;
  readonly title: string;
  readonly specialty: string;
  readonly place: string;
  readonly signed: When;
  /** The last day of the agreement. */
  readonly until: When;
  readonly assessment: string | null;
}

const EMPLOYERS = ['云岭农牧大学', '青峪区农业技术推广中心', '云岭市农牧业科学研究所', '青峪区林草服务中心'];
const TITLES = ['推广研究员', '高级农艺师', '农艺师', '高级畜牧师', '林业工程师'];
const SPECIALTIES = ['果树栽培', '中药材种植', '设施农业', '畜牧养殖', '植物保护'];
const SIGNED: Record<Year, number> = { 2021: 9, 2022: 11, 2023: 12, 2024: 10 };

function persons(): Omit<Contract, 'year' | 'no' | 'type' | 'signed' | 'until' | 'assessment'>[] {
  const draw = random('commissioners');
  return draw.sample(PEOPLE, 14).map((commissioner, index) => ({
    commissioner,
    kind: index === 6 || index === 11 ? '法人' : '自然人',
    employer: draw.pick(EMPLOYERS),
    title: draw.pick(TITLES),
    specialty: draw.pick(SPECIALTIES),
    place: draw.pick(VILLAGES),
  }));
}

const COMMISSIONERS = persons();

/** Every contract; in 2022 one commissioner signs twice, and one contract of 2023 is signed in December 2022. */
export const CONTRACTS: readonly Contract[] = YEARS.flatMap((year) => {
  const draw = random(`contracts ${year}`);
  const rows = draw.sample(COMMISSIONERS, SIGNED[year]).map((person, index): Contract => ({
    ...person,
    year,
    no: index === 3 && year === 2024 ? null : `青特派〔${year}〕${index + 1}号`,
    type: '责任状',
    signed: index === 5 && year === 2023 ? day(2022, 12, 28) : someDay(draw, year, 2, 4),
    until: day(year, 12, 31),
    assessment: year === 2024 ? null : draw.pick(['优秀', '合格', '合格', '良好']),
  }));
  if (year !== 2022) return rows;
  return [
    ...rows,
    { ...rows[1]!, no: '青特派〔2022〕协3号', type: '服务协议', signed: day(2022, 6, 16) } satisfies Contract,
  ];
});

/** One service that a commissioner gave. */
export interface Service {
  readonly year: Year;
  readonly commissioner: string;
  readonly date: When;
  readonly place: string;
  readonly mode: string;
  readonly content: string;
  readonly days: number;
  readonly farmers: Figure;
  readonly households: number;
  readonly sessions: number;
  readonly technologies: Figure;
  /** In yuan. */
  readonly income: Figure;
  /** What the clerk wrote for a date that does not exist; such a row cannot be loaded. */
  readonly impossibleDate?: string;
}

const CONTENTS: Record<string, readonly string[]> = {
  果树栽培: ['冬季修剪技术指导', '高接换优', '病虫害绿色防控'],
  中药材种植: ['黄芪移栽技术指导', '种苗繁育', '采收加工指导'],
  设施农业: ['棚室环境调控', '水肥一体化设备调试', '新品种引进试种'],
  畜牧养殖: ['饲草料配方指导', '疫病防控咨询', '同期发情技术'],
  植物保护: ['统防统治现场指导', '测报灯安装调试', '农药减量技术培训'],
};
/** How many services each commissioner gives in a year. */
const SERVICES_EACH: Record<Year, number> = { 2021: 12, 2022: 12, 2023: 13, 2024: 13 };

function served(year: Year): Service[] {
  const draw = random(`services ${year}`);
  const signed = CONTRACTS.filter((contract) => contract.year === year && contract.type === '责任状');
  const rows = Array.from(
    { length: signed.length * SERVICES_EACH[year] },
    (_, index): Omit<Service, 'households' | 'sessions'> => {
      const by = signed[index % signed.length]!;
      // Each commissioner gives one service a month, another in January, and none of them twice alike.
      const nth = Math.floor(index / signed.length);
      const of = (nth % 12) + 1;
      const contents = CONTENTS[by.specialty]!;
      return {
        year,
        commissioner: by.commissioner,
        date: index % 7 === 3 ? xun(year, of, draw.pick([1, 2, 3] as const)) : day(year, of, draw.whole(1, 28)),
        place: by.place,
        mode: draw.pick(['一对一', '一对一', '组团式', '线上']),
        content: contents[(nth + Math.floor(nth / 12)) % contents.length]!,
        days: draw.whole(1, 5),
        farmers: draw.chance(0.15) ? NONE : exact(draw.whole(0, 60)),
        technologies: exact(draw.whole(0, 3)),
        income: draw.chance(0.3) ? NONE : exact(draw.whole(5, 120) * 1000),
      };
    },
  );
  const sorted = rows.toSorted(
    (one, other) =>
      signedPlace(signed, one) - signedPlace(signed, other) || one.date.from.localeCompare(other.date.from),
  );
  const more = random(`households ${year}`);
  const whole = sorted.map((row) => ({ ...row, households: more.whole(2, 25), sessions: more.chance(0.4) ? 1 : 0 }));
  return whole.map((row, index) => (year === 2023 && index === 8 ? { ...row, impossibleDate: '2023年2月30日' } : row));
}

const signedPlace = (signed: readonly Contract[], row: Pick<Service, 'commissioner'>): number =>
  signed.findIndex((contract) => contract.commissioner === row.commissioner);

/** Every service, by year and commissioner. */
export const SERVICES: readonly Service[] = YEARS.flatMap(served);

/** Who the ledger of commissioners is signed by. */
export const COMMISSIONER_OFFICE = `${DISTRICT.bureau}农村科技室`;
