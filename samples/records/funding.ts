import { LEVELS, type Level, YEARS, type Year } from './district.js';
import { ENTERPRISES, type Enterprise } from './enterprise.js';
import { approximate, exact, type Figure, MASKED, sum } from './figure.js';
import { random } from './random.js';
import { someDay, type When } from './when.js';

/** A movement of special funds, in yuan; 分配 passes on money that a 下达 already counted, 拨付 pays it out. */
export interface Funding {
  readonly level: Level;
  readonly year: Year;
  readonly flow: '下达' | '分配' | '拨付';
  readonly item: string;
  readonly organisation: Enterprise;
  readonly amount: Figure;
  readonly documentNo: string | null;
  readonly date: When | null;
  readonly purpose: string;
  /** Why the money of the level's year is more or less than that of the year before. */
  readonly reason?: string;
}

const ITEMS: Record<Level, readonly string[]> = {
  国家: ['中央引导地方科技发展资金'],
  自治区: ['自治区重点研发和成果转化专项', '自治区科技创新引导奖励资金', '自治区高新技术企业奖补'],
  市: ['市应用技术研究与开发资金', '市科技创新券兑付资金', '市科技特派员专项'],
  本级: ['区科技三项费', '区科技创新奖励资金'],
};
const OFFICE: Record<Level, string> = { 国家: '国科资', 自治区: '自科计', 市: '云科发', 本级: '青科字' };
const DOCUMENTS: Record<Level, number> = { 国家: 1, 自治区: 3, 市: 3, 本级: 3 };
const PURPOSES = ['科技研发', '新技术转化应用', '奖补', '平台建设'];

/** What each level hands down in a year, in 万元, with the reason for the change; a masked amount comes on top. */
const PLANNED: Record<Level, Record<Year, readonly [wan: number, reason?: string]>> = {
  国家: { 2021: [30], 2022: [34, '引导资金规模扩大'], 2023: [40, '新增示范项目'], 2024: [44, '引导资金规模扩大'] },
  自治区: { 2021: [300], 2022: [340, '新增成果转化专项'], 2023: [322, '部分专项整合'], 2024: [370, '高企奖补提标'] },
  市: { 2021: [280], 2022: [310, '创新券扩面'], 2023: [362, '新增特派员专项'], 2024: [388, '创新券扩面'] },
  本级: { 2021: [150], 2022: [165, '预算增加'], 2023: [180, '预算增加'], 2024: [200, '预算增加'] },
};

/** Amounts that are not known exactly, by their place among what a level hands down in a year. */
const INEXACT: readonly (readonly [Level, Year, place: number, Figure])[] = [
  ['自治区', 2023, 2, MASKED],
  ['市', 2022, 1, approximate(350_000)],
];

/** What a level hands down in a year: shares of what is planned, in whole 万元. */
function planned(rows: readonly Funding[], level: Level, year: Year): Funding[] {
  const [wan, reason] = PLANNED[level][year];
  const inexact = rows.map(
    (_, at) => INEXACT.find(([of, its, place]) => of === level && its === year && place === at + 1)?.[3],
  );
  const free = rows.filter((_, at) => inexact[at] === undefined);
  let rest = wan - sum(inexact.flatMap((figure) => figure ?? [])) / 10_000;
  const scale = rest / sum(free.map((row) => row.amount));
  return rows.map((row, at) => {
    const told = reason === undefined || at > 0 ? {} : { reason };
    const share = row === free.at(-1) ? rest : Math.max(1, Math.round((row.amount.value ?? 0) * scale));
    if (inexact[at] === undefined) rest -= share;
    return { ...row, ...told, amount: inexact[at] ?? exact(share * 10_000) };
  });
}

/** The movements of one level in one year: each document funds one to three organisations. */
function ofLevel(level: Level, year: Year): Funding[] {
  const draw = random(`funding ${level} ${year}`);
  const payments = random(`payments ${level} ${year}`);
  const documents = Array.from({ length: DOCUMENTS[level] }, (_, index): Funding[] => {
    const item = ITEMS[level][index % ITEMS[level].length]!;
    const documentNo = `${OFFICE[level]}〔${year}〕${draw.whole(4, 19) + index * 20}号`;
    const date = someDay(draw, year, 1 + index * 4, 4 + index * 4);
    const purpose = draw.pick(PURPOSES);
    return draw.sample(ENTERPRISES, level === '国家' ? 1 : draw.whole(1, 2)).map((organisation): Funding => {
      const amount = exact(level === '本级' ? draw.whole(50, 600) * 1000 : draw.whole(800, 15_000) * 100);
      return { level, year, flow: '下达', item, organisation, amount, documentNo, date, purpose };
    });
  });
  const rest = planned(documents.flat(), level, year);
  return documents.flatMap(({ length }, index): Funding[] => {
    const rows = rest.splice(0, length);
    const { reason: _, ...first } = rows[0]!;
    const paid: Funding = {
      ...first,
      flow: '拨付',
      item: `拨付${first.item}`,
      amount: exact(Math.floor((((first.amount.value ?? 0) / 100) * payments.whole(60, 95)) / 1000) * 1000),
      documentNo: null,
      date: someDay(payments, year, 11, 12),
    };
    if (level !== '自治区' || index !== 0) return [...rows, paid];
    // The same money, passed on by the bureau: it must not count again.
    const passedOn = exact(Math.floor((first.amount.value ?? 0) / 2000) * 1000);
    return [
      ...rows,
      paid,
      {
        ...first,
        flow: '分配',
        item: `分配${first.item}`,
        amount: passedOn,
        documentNo: `${OFFICE.本级}〔${year}〕${60 + index}号`,
      },
    ];
  });
}

/** What is special: two rows without a date, one without a document. */
function mark(row: Funding, index: number, rows: readonly Funding[]): Funding {
  const nth = (level: Level, year: Year): number =>
    rows.slice(0, index + 1).filter((other) => other.level === level && other.year === year && other.flow === '下达')
      .length;
  const is = (level: Level, year: Year, place: number): boolean =>
    row.flow === '下达' && row.level === level && row.year === year && nth(level, year) === place;
  if (is('市', 2022, 2) || is('市', 2024, 2)) return { ...row, date: null };
  if (is('本级', 2021, 1)) return { ...row, documentNo: null };
  return row;
}

/** Every movement of funds, by level and year. */
export const FUNDINGS: readonly Funding[] = LEVELS.flatMap((level) =>
  YEARS.flatMap((year) => ofLevel(level, year)),
).map(mark);
