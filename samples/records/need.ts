import { YEARS, type Year } from './district.js';
import { ENTERPRISES, type Enterprise } from './enterprise.js';
import { random } from './random.js';
import { after, someDay, type When } from './when.js';

/** What an enterprise asked for, and what became of it. */
export interface Need {
  readonly year: Year;
  readonly enterprise: Enterprise;
  readonly kind: '资金' | '技术' | '人才' | '政策' | '用工';
  readonly content: string;
  readonly raised: When;
  readonly status: '已办结' | '办理中' | '不予办理';
  readonly resolved: When | null;
  readonly office: string;
}

const ASKED: Record<Year, number> = { 2021: 21, 2022: 25, 2023: 30, 2024: 27 };
const WORDING: readonly (readonly [Need['kind'], string, string])[] = [
  ['资金', '扩建生产线缺少流动资金，希望对接科技贷款', '计划室'],
  ['资金', '研发投入大、回款周期长，希望争取贴息支持', '计划室'],
  ['技术', '产品一致性不稳定，希望对接高校联合攻关', '高新室'],
  ['技术', '生产线自动化改造缺少技术方案', '高新室'],
  ['人才', '缺少研发带头人，希望协助引进高层次人才', '办公室'],
  ['政策', '不清楚高新技术企业申报条件，希望上门辅导', '高新室'],
  ['政策', '研发费用加计扣除归集口径不明确', '高新室'],
  ['用工', '旺季一线技术工人不足，希望组织专场招聘', '办公室'],
];

/** Every need; of 2024 some are still being dealt with. */
export const NEEDS: readonly Need[] = YEARS.flatMap((year) => {
  const draw = random(`needs ${year}`);
  const days = Array.from({ length: ASKED[year] }, () => someDay(draw, year, 2, 11));
  const asking = draw.sample(ENTERPRISES, ASKED[year]);
  return days
    .toSorted((one, other) => one.from.localeCompare(other.from))
    .map((raised, index): Need => {
      const [kind, content, office] = draw.pick(WORDING);
      const resolved = after(raised, draw.whole(10, 75));
      const refused = index % 12 === 11;
      const open = year === 2024 && (index % 6 === 5 || resolved.from > '2024-12-31');
      const status = refused ? '不予办理' : open ? '办理中' : '已办结';
      return {
        year,
        enterprise: asking[index]!,
        kind,
        content,
        raised,
        status,
        resolved: status === '已办结' ? resolved : null,
        office,
      };
    });
});
