import { FIELDS, YEARS, type Year } from './district.js';
import { ENTERPRISES, type Enterprise } from './enterprise.js';
import { approximate, exact, type Figure, NONE } from './figure.js';
import { random } from './random.js';
import { after, someDay, type When, yearOf } from './when.js';

export const CONTRACT_TYPES = ['技术开发', '技术转让', '技术咨询', '技术服务'] as const;

/** A registered technology contract; money in yuan. */
export interface TechContract {
  readonly year: Year;
  readonly no: string;
  readonly name: string;
  readonly type: (typeof CONTRACT_TYPES)[number];
  readonly seller: Enterprise;
  readonly buyer: string;
  readonly direction: '输出' | '输出并吸纳';
  readonly field: string;
  readonly amount: Figure;
  readonly technology: Figure;
  readonly signed: When;
  readonly registered: When;
  /** What the clerk wrote in place of the amount; such a row cannot be loaded. */
  readonly wordsForAmount?: string;
}

const WORK: Record<(typeof CONTRACT_TYPES)[number], string> = {
  技术开发: '系统开发',
  技术转让: '专利实施转让',
  技术咨询: '工艺诊断咨询',
  技术服务: '检测与运维服务',
};
const BUYERS = ['云岭能源集团', '北峪乳业有限公司', '云岭市水务局', '石河物流有限公司', '云岭轨道装备有限公司'];
const REGISTERED: Record<Year, number> = { 2021: 11, 2022: 13, 2023: 15, 2024: 14 };

/** Every contract by registration; the first of 2023 was signed in 2022, and one of 2024 has words for its amount. */
export const TECH_CONTRACTS: readonly TechContract[] = YEARS.flatMap((year) => {
  const draw = random(`technology contracts ${year}`);
  const dates = Array.from({ length: REGISTERED[year] }, (_, index) =>
    someDay(draw, year, index === 0 ? 1 : 2, index === 0 ? 1 : 12),
  );
  return dates
    .toSorted((one, other) => one.from.localeCompare(other.from))
    .map((registered, index): TechContract => {
      const type = CONTRACT_TYPES[index % CONTRACT_TYPES.length]!;
      const field = draw.pick(FIELDS);
      const amount = draw.whole(30, 9000) * 1000;
      const signed = after(registered, index === 0 ? -40 : -draw.whole(3, 25));
      return {
        year,
        no: `${year}990204${String(index + 1).padStart(6, '0')}`,
        name: `${field}${WORK[type]}（${year}-${index + 1}）`,
        type,
        seller: draw.pick(ENTERPRISES),
        buyer: draw.pick(BUYERS),
        direction: index % 4 === 3 ? '输出并吸纳' : '输出',
        field,
        amount: exact(amount),
        technology: exact(Math.round((amount * draw.whole(70, 100)) / 100 / 1000) * 1000),
        signed: index > 0 && yearOf(signed) < year ? registered : signed,
        registered,
        ...(year === 2024 && index === 5 ? { wordsForAmount: '详见合同附件' } : {}),
      };
    });
});

/** An enterprise's demand for a loan, in yuan. */
export interface Demand {
  readonly year: Year;
  readonly enterprise: Enterprise;
  readonly bank: string;
  readonly purpose: string;
  readonly demand: Figure;
  readonly credit: Figure;
  readonly granted: Figure;
  readonly date: When;
  readonly status: string;
}

const BANKS = ['云岭农商银行', '青峪村镇银行', '云岭银行科技支行'];
const PURPOSES = ['流动资金', '研发投入', '设备采购', '扩大产能'];
const ASKED: Record<Year, number> = { 2021: 8, 2022: 10, 2023: 9, 2024: 10 };

/** Every demand; one of 2022 is only roughly known, and some were never answered. */
export const DEMANDS: readonly Demand[] = YEARS.flatMap((year) => {
  const draw = random(`loans ${year}`);
  return draw.sample(ENTERPRISES, ASKED[year]).map((enterprise, index): Demand => {
    const asked = draw.whole(8, 120) * 100_000;
    const share = draw.pick([0, 30, 50, 80, 100]);
    const silent = index % 5 === 4;
    const rough = year === 2022 && index === 3;
    const answered = exact(rough ? 1_500_000 : (asked * share) / 100);
    return {
      year,
      enterprise,
      bank: draw.pick(BANKS),
      purpose: draw.pick(PURPOSES),
      demand: rough ? approximate(3_000_000) : exact(asked),
      credit: silent ? NONE : answered,
      granted: silent ? NONE : answered,
      date: someDay(draw, year, 3, 11),
      status: silent ? '对接中' : answered.value === 0 ? '未放款' : '已放款',
    };
  });
});
