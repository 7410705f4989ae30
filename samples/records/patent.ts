import { YEARS, type Year } from './district.js';
import { ENTERPRISES, type Enterprise } from './enterprise.js';
import { type Random, random } from './random.js';
import { after, day, someDay, type When } from './when.js';

/** A granted patent; `lapsed` is the day on which it stopped being in force. */
export interface Patent {
  readonly no: string;
  readonly name: string;
  readonly kind: '发明' | '实用新型' | '外观设计';
  readonly holder: Enterprise;
  readonly applied: When;
  readonly granted: When;
  readonly lapsed: When | null;
}

/** As many as the bureau reports of each year, see OBSERVATIONS. */
const GRANTED: Record<Year, number> = { 2021: 163, 2022: 187, 2023: 214, 2024: 205 };
/** Invention patents granted from 2016 to 2020. */
const EARLIER = 118;
const THINGS: Record<Patent['kind'], readonly string[]> = {
  发明: ['制备方法', '检测方法', '控制方法', '数据处理方法', '发酵工艺'],
  实用新型: ['输送装置', '过滤装置', '固定支架', '检测装置', '育苗装置', '除尘装置'],
  外观设计: ['包装盒', '控制箱', '灯具', '手持终端'],
};
const USED_FOR = ['饲草加工', '光伏组件', '污水处理', '药材干燥', '设施大棚', '电池材料', '智能配电', '乳制品'];
const LAST_KNOWN = '2024-12-31';
const KIND_DIGIT = { 发明: 1, 实用新型: 2, 外观设计: 3 } as const;

/** The check digit of a Chinese patent number. */
function checkDigit(digits: string): string {
  const weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];
  const rest = weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11;
  return rest === 10 ? 'X' : String(rest);
}

function patent(draw: Random, kind: Patent['kind'], granted: When, serial: number): Patent {
  const wait = kind === '发明' ? draw.whole(600, 1100) : draw.whole(150, 330);
  const applied = after(granted, -wait);
  const digits = `${applied.from.slice(0, 4)}${KIND_DIGIT[kind]}${String(1_000_000 + serial * 1373).padStart(7, '0')}`;
  const lapse = after(granted, draw.whole(500, 2400));
  const lapses = draw.chance(0.28) && lapse.from <= LAST_KNOWN;
  const thing = `${draw.pick(USED_FOR)}用${draw.pick(THINGS[kind])}`;
  return {
    no: `ZL${digits}.${checkDigit(digits)}`,
    name: kind === '外观设计' ? thing : `一种${thing}`,
    kind,
    holder: draw.pick(ENTERPRISES),
    applied,
    granted,
    lapsed: lapses ? lapse : null,
  };
}

function kindOf(draw: Random): Patent['kind'] {
  const drawn = draw.whole(1, 100);
  return drawn <= 11 ? '发明' : drawn <= 88 ? '实用新型' : '外观设计';
}

const inOrder = (patents: readonly Patent[]): Patent[] =>
  patents.toSorted((one, other) => one.granted.from.localeCompare(other.granted.from));

/** Invention patents granted before the first year of the ledgers. */
export const EARLIER_PATENTS: readonly Patent[] = inOrder(
  Array.from({ length: EARLIER }, (_, index) => {
    const draw = random(`earlier patents ${index}`);
    return patent(draw, '发明', day(2016 + (index % 5), draw.whole(1, 12), draw.whole(1, 28)), index);
  }),
);

function grantedIn(year: Year): readonly Patent[] {
  const draw = random(`patents ${year}`);
  const start = EARLIER + (year - 2021) * 300;
  return inOrder(
    Array.from({ length: GRANTED[year] }, (_, index) => patent(draw, kindOf(draw), someDay(draw, year), start + index)),
  );
}

/** The patents granted in each year. */
export const GRANTED_PATENTS: Readonly<Record<Year, readonly Patent[]>> = {
  2021: grantedIn(2021),
  2022: grantedIn(2022),
  2023: grantedIn(2023),
  2024: grantedIn(2024),
};

/** Every patent. */
export const PATENTS: readonly Patent[] = [...EARLIER_PATENTS, ...YEARS.flatMap((year) => GRANTED_PATENTS[year])];
