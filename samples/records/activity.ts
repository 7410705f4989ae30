import { DISTRICT, VILLAGES, YEARS, type Year } from './district.js';
import { approximate, exact, type Figure, NONE, UNKNOWN } from './figure.js';
import { type Random, random } from './random.js';
import { day, month, someDay, span, type When, xun } from './when.js';

/** Something that the bureau held, or only attended (组织参加). */
export interface Activity {
  readonly year: Year;
  readonly kind: string;
  readonly title: string;
  readonly date: When | null;
  readonly venue: string;
  readonly venueType: string | null;
  readonly mode: '线上' | '线下' | '线上线下结合';
  readonly role: '主办' | '承办' | '组织参加';
  readonly organiser: string;
  readonly partners: readonly string[];
  readonly people: Figure;
  readonly enterprises: Figure;
  readonly materials: Figure;
  readonly volunteers: number;
  readonly consultations: number;
  readonly channels: readonly string[];
  readonly shifts: number | null;
  readonly policy: string | null;
}

const TITLES: Record<string, readonly string[]> = {
  培训: [
    '高新技术企业申报实务培训班',
    '研发费用加计扣除政策培训',
    '技术合同认定登记培训',
    '科技型中小企业评价培训',
    '科技特派员能力提升培训班',
    '知识产权质押融资专题培训',
    '农村实用技术培训班',
  ],
  论坛: ['乡村振兴科技论坛', '碳中和产业创新论坛', '智能制造高端论坛'],
  路演: ['科技成果直通车路演', '创新创业大赛项目路演', '新材料专场路演'],
  对接会: ['高校院所技术需求对接会', '东西部科技协作对接会'],
  银企对接: ['“科技贷”政策银企对接', '科技企业融资专场对接', '知识产权金融服务入园'],
  产学研: ['产学研合作恳谈', '校企联合实验室共建洽谈', '专家教授青峪行'],
  座谈会: ['规上企业研发投入座谈会'],
  调研: ['科技企业走访调研', '中药材产业专题调研'],
  专家咨询: ['科技计划项目论证会', '科技项目验收专家咨询会'],
  志愿服务: ['科技志愿者进社区服务'],
  专项工作: ['文明城市创建包联值守', '防汛值班值守'],
};
const PLAN: Record<Year, Record<string, number>> = {
  2021: { 培训: 4, 论坛: 1, 路演: 1, 对接会: 1, 银企对接: 2, 产学研: 2, 座谈会: 1, 调研: 1, 专家咨询: 1, 志愿服务: 1 },
  2022: { 培训: 5, 论坛: 1, 路演: 2, 对接会: 1, 银企对接: 1, 产学研: 2, 座谈会: 0, 调研: 1, 专家咨询: 1, 专项工作: 2 },
  2023: { 培训: 6, 论坛: 1, 路演: 2, 对接会: 2, 银企对接: 1, 产学研: 3, 座谈会: 1, 调研: 2, 专家咨询: 1, 志愿服务: 1 },
  2024: { 培训: 5, 论坛: 2, 路演: 2, 对接会: 2, 银企对接: 3, 产学研: 3, 座谈会: 1, 调研: 1, 专家咨询: 2, 志愿服务: 1 },
};
const VENUES = ['区政务服务中心三楼会议室', '青峪科创园', '云岭会展中心', ...VILLAGES.slice(0, 4)];
const PARTNERS = ['云岭农牧大学', '云岭理工学院', '云岭市科学技术协会', '青峪区工商业联合会', '云岭农商银行'];

function someDate(draw: Random, year: Year): When {
  const kind = draw.whole(1, 10);
  if (kind <= 2) return xun(year, draw.whole(1, 12), draw.pick([1, 2, 3] as const));
  if (kind === 3) return span(year, draw.whole(2, 11), draw.whole(3, 28), draw.whole(2, 5));
  if (kind === 4) return month(year, draw.whole(2, 11));
  return someDay(draw, year);
}

function held(draw: Random, year: Year, kind: string, title: string): Activity {
  const attended = ['培训', '论坛', '路演'].includes(kind) && draw.chance(0.35);
  const online = draw.chance(0.25);
  return {
    year,
    kind,
    title,
    date: someDate(draw, year),
    venue: online ? '腾讯会议' : draw.pick(VENUES),
    venueType: null,
    mode: online ? '线上' : draw.chance(0.15) ? '线上线下结合' : '线下',
    role: attended ? '组织参加' : draw.chance(0.2) ? '承办' : '主办',
    organiser: attended ? `${DISTRICT.city}科学技术局` : DISTRICT.bureau,
    partners: kind === '产学研' || draw.chance(0.25) ? draw.sample(PARTNERS, draw.whole(1, 2)) : [],
    people: draw.chance(0.08) ? approximate(draw.whole(4, 30) * 10) : exact(draw.whole(12, 180)),
    enterprises: draw.chance(0.2) ? NONE : exact(draw.whole(2, 40)),
    materials: NONE,
    ...besides(year, kind, title),
  };
}

const CHANNELS = ['展板', '宣传册', '微信公众号', '现场讲解', '大喇叭'];
const POLICIES = [
  '《青峪区促进科技创新若干措施》',
  '《云岭市科技计划项目管理办法》',
  '《云岭市高新技术企业培育行动方案》',
];

/** What few ledgers have a column for. */
function besides(
  year: Year,
  kind: string,
  title: string,
): Pick<Activity, 'volunteers' | 'consultations' | 'channels' | 'shifts' | 'policy'> {
  const draw = random(`besides ${year} ${kind} ${title}`);
  return {
    volunteers: draw.whole(4, 40),
    consultations: draw.whole(15, 160),
    channels: draw.sample(CHANNELS, draw.whole(1, 3)),
    shifts: ['志愿服务', '专项工作'].includes(kind) ? draw.whole(6, 40) : null,
    policy: ['座谈会', '调研', '培训'].includes(kind) && draw.chance(0.5) ? draw.pick(POLICIES) : null,
  };
}

function ofYear(year: Year): Activity[] {
  const draw = random(`activities ${year}`);
  const rows = Object.entries(PLAN[year]).flatMap(([kind, count]) => {
    const titles = draw.sample(TITLES[kind]!, count);
    return Array.from({ length: count }, (_, index): Activity => {
      const title = titles[index] ?? `${titles[index % titles.length]!}（第二期）`;
      return held(draw, year, kind, title);
    });
  });
  const at = (kind: string, place: number): number => rows.findIndex((row) => row.kind === kind) + place;
  // The first training of each year is only attended, the second held: both roles occur in every year.
  rows[at('培训', 0)] = { ...rows[at('培训', 0)]!, role: '组织参加', organiser: `${DISTRICT.city}科学技术局` };
  rows[at('培训', 1)] = { ...rows[at('培训', 1)]!, role: '主办', organiser: DISTRICT.bureau };
  if (year === 2021) rows[at('培训', 2)] = { ...rows[at('培训', 2)]!, people: approximate(300) };
  if (year === 2024) rows[at('培训', 3)] = { ...rows[at('培训', 3)]!, people: UNKNOWN };
  return [...rows, ...special(draw, year)];
}

/** What is odd: two equal undated rows in 2023 that are two events, and in 2022 one meeting told with two dates. */
function special(draw: Random, year: Year): Activity[] {
  if (year === 2023) {
    const undated: Activity = {
      ...held(draw, year, '银企对接', '“科技贷”政策银企对接'),
      date: null,
      venue: '区政务服务中心三楼会议室',
      people: NONE,
      enterprises: exact(6),
    };
    return [undated, undated];
  }
  if (year !== 2022) return [];
  const meeting = held(draw, year, '座谈会', '规上企业研发投入座谈会');
  return [
    { ...meeting, date: xun(2022, 9, 1) },
    { ...meeting, date: day(2022, 9, 27) },
  ];
}

const KIND_ORDER = Object.keys(TITLES);

/** Every activity but popularisation, by year and kind. */
export const ACTIVITIES: readonly Activity[] = YEARS.flatMap((year) =>
  ofYear(year).toSorted((one, other) => KIND_ORDER.indexOf(one.kind) - KIND_ORDER.indexOf(other.kind)),
);

const POPULAR = [
  '科技活动周启动仪式',
  '全国科普日主题活动',
  '科技下乡大集',
  '防灾减灾科普宣传',
  '科学实验进校园',
  '科普大篷车进社区',
  '青少年机器人体验日',
];
const PLACES: readonly (readonly [string, string])[] = [
  ['青峪区第二小学', '学校'],
  ['柳泉村新时代文明实践站', '农村'],
  ['滨河社区', '社区'],
  ['青峪科创园', '企业'],
];
const POPULARISED: Record<Year, number> = { 2021: 5, 2022: 4, 2023: 7, 2024: 6 };

/** Every popularisation event (科普), kept in a ledger of its own. */
export const POPULARISATION: readonly Activity[] = YEARS.flatMap((year) => {
  const draw = random(`popularisation ${year}`);
  return draw.sample(POPULAR, POPULARISED[year]).map((title, index): Activity => {
    const [venue, venueType] = draw.pick(PLACES);
    const base = held(draw, year, '科普', title);
    return {
      ...base,
      date: index === 0 ? span(year, 5, 22, 8) : year === 2022 && index === 2 ? null : base.date,
      venue,
      venueType,
      mode: '线下',
      materials: index === 1 && year === 2022 ? approximate(draw.whole(5, 20) * 100) : exact(draw.whole(60, 1500)),
    };
  });
});
