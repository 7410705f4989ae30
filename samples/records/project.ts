import { FIELDS, type Level, PEOPLE, VILLAGES, YEARS, type Year } from './district.js';
import { ENTERPRISES, type Enterprise } from './enterprise.js';
import { type Random, random } from './random.js';
import { after, day, month, someDay, type When, yearOf } from './when.js';

/** A project, with all that is known of it at the end of 2024. */
export interface Project {
  readonly level: Level;
  /** Null for a project that was never accepted for processing: it is known by level, year, name and lead. */
  readonly no: string | null;
  readonly name: string;
  readonly type: string;
  readonly lead: Enterprise;
  readonly leader: string;
  readonly field: string;
  readonly partners: readonly string[];
  readonly applied: When;
  readonly approved: When | null;
  readonly signed: When | null;
  readonly accepted: When | null;
  readonly result: '通过' | '未通过' | null;
  readonly ended: When | null;
  /** In yuan. */
  readonly grant: number;
  readonly selfRaised: number;
}

const SUBJECTS = [
  '设施番茄水肥一体化',
  '肉羊舍饲精准饲喂',
  '沙棘果高值化加工',
  '风电叶片在线监测',
  '煤矸石制备陶粒',
  '黄芪仿野生栽培',
  '工业废水膜处理',
  '杂粮全程机械化',
  '智慧园区能耗管理',
  '石墨负极材料',
  '奶牛乳房炎快速检测',
  '光伏组件清洗机器人',
  '林果病虫害预警',
  '中药饮片炮制',
  '冷链物流温控',
];
const AIMS = ['关键技术研究', '技术集成与示范', '成果转化', '产业化应用'];
const TYPES = ['重点研发', '成果转化', '科技创新引导', '农业农村科技'];
const PARTNERS = ['云岭农牧大学', '云岭理工学院', '云岭市农牧业科学研究所', '北峪中药研究院'];
const COUNT: Record<Year, number> = { 2021: 22, 2022: 25, 2023: 27, 2024: 26 };

/** How far a project comes: the share of projects that take each step, then the days that it takes. */
function course(draw: Random, applied: When): Pick<Project, 'approved' | 'signed' | 'accepted' | 'result' | 'ended'> {
  const LAST = '2024-12-31';
  const within = (when: When | null): When | null => (when !== null && when.to <= LAST ? when : null);
  const approved = draw.chance(0.5) ? within(after(applied, draw.whole(60, 130))) : null;
  const signed = approved !== null && draw.chance(0.9) ? within(after(approved, draw.whole(20, 60))) : null;
  const done = signed !== null ? within(after(signed, draw.whole(430, 760))) : null;
  const fate = draw.whole(1, 10);
  if (done === null || fate > 8) return { approved, signed, accepted: null, result: null, ended: null };
  if (fate === 1) return { approved, signed, accepted: null, result: null, ended: done };
  return { approved, signed, accepted: done, result: fate === 2 ? '未通过' : '通过', ended: null };
}

function ofYear(year: Year): Project[] {
  const draw = random(`projects ${year}`);
  const names = draw.sample(
    SUBJECTS.flatMap((subject) => AIMS.map((aim) => `${subject}${aim}`)),
    COUNT[year],
  );
  const late = day(year, 11, 18);
  return names.map((name, index): Project => {
    const level = draw.pick(['自治区', '自治区', '市', '市', '本级'] as const);
    // The last but one applies in November and is approved in the year after; one is known by its month only.
    const applied =
      index === COUNT[year] - 2 ? late : index === 4 && year === 2024 ? month(2024, 3) : someDay(draw, year, 1, 5);
    const steps = course(draw, applied);
    const numbered = steps.approved !== null || draw.chance(0.5);
    const grant = draw.whole(10, 180) * 10_000;
    return {
      level,
      no: numbered
        ? `QYKJ${year}${level === '自治区' ? 'Z' : level === '市' ? 'S' : 'B'}${String(index + 1).padStart(3, '0')}`
        : null,
      name,
      type: draw.pick(TYPES),
      lead: draw.pick(ENTERPRISES),
      leader: draw.pick(PEOPLE),
      field: draw.pick(FIELDS),
      partners: draw.sample([...PARTNERS, `${draw.pick(VILLAGES)}股份经济合作社`], draw.whole(0, 2)),
      applied,
      ...steps,
      grant,
      selfRaised: draw.whole(50, 2500) * 1000,
    };
  });
}

/** Every project once. */
export const PROJECTS: readonly Project[] = YEARS.flatMap(ofYear);

/** What the sheet of a year knew of a project: what came later is not yet there. */
export function asOf(project: Project, year: number): Project {
  const known = <T extends When | null>(when: T): T | null => (when !== null && yearOf(when) <= year ? when : null);
  const accepted = known(project.accepted);
  return {
    ...project,
    approved: known(project.approved),
    signed: known(project.signed),
    accepted,
    result: accepted === null ? null : project.result,
    ended: known(project.ended),
  };
}

/** The projects of a year's sheet: those applied for in it, and older ones that took a step in it. */
export function sheetOf(year: number): { own: Project[]; carried: Project[] } {
  const steps = (project: Project): (When | null)[] => [
    project.approved,
    project.signed,
    project.accepted,
    project.ended,
  ];
  const seen = PROJECTS.filter((project) => yearOf(project.applied) <= year);
  return {
    own: seen.filter((project) => yearOf(project.applied) === year).map((project) => asOf(project, year)),
    carried: seen
      .filter((project) => yearOf(project.applied) < year)
      .filter((project) => steps(project).some((when) => when !== null && yearOf(when) === year))
      .map((project) => asOf(project, year)),
  };
}

/** The state of a project in a word. */
export function statusOf(project: Project): string {
  if (project.ended !== null) return '终止';
  if (project.result === '通过') return '验收';
  if (project.signed !== null) return '实施';
  return project.approved !== null ? '立项' : '申报';
}
