import { LEVELS, type Level, YEARS, type Year } from './district.js';
import { ENTERPRISES, type Enterprise } from './enterprise.js';
import { approximate, exact, type Figure, MASKED } from './figure.js';
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

/** The movements of one level in one year: each document funds one to three organisations. */
function ofLevel(level: Level, year: Year): Funding[] {
  const draw = random(`funding ${level} ${year}`);
  const payments = random(`payments ${level} ${year}`);
  return Array.from({ length: DOCUMENTS[level] }, (_, index): Funding[] => {
    const item = ITEMS[level][index % ITEMS[level].length]!;
    const documentNo = `${OFFICE[level]}〔${year}〕${draw.whole(4, 19) + index * 20}号`;
    const date = someDay(draw, year, 1 + index * 4, 4 + index * 4);
    const purpose = draw.pick(PURPOSES);
    const rows = draw.sample(ENTERPRISES, level === '国家' ? 1 : draw.whole(1, 2)).map((organisation): Funding => {
      const amount = exact(level === '本级' ? draw.whole(50, 600) * 1000 : draw.whole(800, 15_000) * 100);
      return { level, year, flow: '下达', item, organisation, amount, documentNo, date, purpose };
    });
    const first = rows[0]!;
    const paid: Funding = {
      ...first,
      flow: '拨付',
      item: `拨付${item}`,
      amount: exact(Math.floor((((first.amount.value ?? 0) / 100) * payments.whole(60, 95)) / 100) * 100),
      documentNo: null,
      date: someDay(payments, year, 11, 12),
    };
    if (level !== '自治区' || index !== 0) return [...rows, paid];
    // The same money, passed on by the bureau: it must not count again.
    const passedOn = exact(Math.floor((first.amount.value ?? 0) / 200) * 100);
    return [
      ...rows,
      paid,
      {
        ...first,
        flow: '分配',
        item: `分配${item}`,
        amount: passedOn,
        documentNo: `${OFFICE.本级}〔${year}〕${60 + index}号`,
      },
    ];
  }).flat();
}

/** What is special: a masked and a rounded amount, two rows without a date, one without a document. */
function mark(row: Funding, index: number, rows: readonly Funding[]): Funding {
  const nth = (level: Level, year: Year): number =>
    rows.slice(0, index + 1).filter((other) => other.level === level && other.year === year && other.flow === '下达')
      .length;
  const is = (level: Level, year: Year, place: number): boolean =>
    row.flow === '下达' && row.level === level && row.year === year && nth(level, year) === place;
  if (is('自治区', 2023, 2)) return { ...row, amount: MASKED };
  if (is('市', 2022, 1)) return { ...row, amount: approximate(350_000) };
  if (is('市', 2022, 2) || is('市', 2024, 2)) return { ...row, date: null };
  if (is('本级', 2021, 1)) return { ...row, documentNo: null };
  return row;
}

/** Every movement of funds, by level and year. */
export const FUNDINGS: readonly Funding[] = LEVELS.flatMap((level) =>
  YEARS.flatMap((year) => ofLevel(level, year)),
).map(mark);
