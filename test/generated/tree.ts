import { random } from '../../samples/records/random.js';
import gbt2260 from '../../src/entities/gbt2260.json' with { type: 'json' };
import type { FilledRow, FilledSheet, Typed } from './ledger-workbook.js';

const NAMES: Readonly<Record<string, string>> = gbt2260;

/** A division with the ledgers that it keeps. */
export interface Keeper {
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
  readonly sheets: readonly FilledSheet[];
}

export const YEARS = [2019, 2020, 2021, 2022, 2023, 2024] as const;
const PROVINCE = '150000';
/** Cities of the standard that together have 30 counties. */
const CITIES = ['150100', '150200', '150400'];
const LEVELS = ['国家', '自治区', '市', '本级'];
const CROPS = ['油松', '杏树', '柴胡', '党参', '野菊'];

/** A province, its cities and their counties of GB/T 2260 with invented ledgers of six years, the same on every run. */
export function province(): Keeper[] {
  const keeper = (code: string, parent: string | null): Keeper => ({
    code,
    name: NAMES[code]!,
    parent,
    sheets: sheetsOf(code),
  });
  return [
    keeper(PROVINCE, null),
    ...CITIES.flatMap((city) => [keeper(city, PROVINCE), ...countiesOf(city).map((code) => keeper(code, city))]),
  ];
}

/** The counties of a city; development zones, whose fifth digit is 7, are none. */
function countiesOf(city: string): string[] {
  const inside = new RegExp(`^${city.slice(0, 4)}(?!00)[^7]\\d$`, 'u');
  return Object.keys(NAMES).filter((code) => inside.test(code));
}

/**
 * The workbook that a city sends in: its own ledgers and those of its counties one below the other, with a column that
 * says whose a row is, by name or by code, and a 合计 of the money.
 */
export function workbookOf(keepers: readonly Keeper[]): FilledSheet[] {
  return keepers[0]!.sheets.map(({ ledger }, index) => {
    const rows = keepers.flatMap(({ code, name, sheets }, place) =>
      sheets[index]!.rows.map((row) => ({ ...row, division: place % 2 === 0 ? code : name })),
    );
    if (ledger !== 'funding') return { ledger, rows };
    const amounts = rows.map(({ fields }) => (typeof fields['amount'] === 'number' ? fields['amount'] : 0));
    const value = Number(amounts.reduce((sum, each) => sum + each, 0).toFixed(2));
    return { ledger, rows, total: { field: 'amount', value } };
  });
}

function sheetsOf(code: string): FilledSheet[] {
  const { whole, pick, chance } = random(code);
  const two = (number: number) => String(number).padStart(2, '0');
  const day = (year: number) => `${year}-${two(whole(1, 12))}-${two(whole(1, 28))}`;
  const money = (highest: number): number => whole(0, highest * 100) / 100;
  let serial = 0;
  const next = (): string => String((serial += 1)).padStart(4, '0');
  const rows = (of: (year: number, index: number) => Readonly<Record<string, Typed>>): FilledRow[] =>
    YEARS.flatMap((year) => Array.from({ length: whole(1, 3) }, (_, index) => ({ year, fields: of(year, index) })));
  return [
    {
      ledger: 'funding',
      rows: rows((year) => ({
        level: pick(LEVELS),
        flow: pick(['下达', '下达', '拨付', '分配']),
        item: `专项资金${next()}`,
        organisation: '示例甲有限公司',
        amount: chance(0.05) ? '*' : money(500),
        documentNo: `示科〔${year}〕${next()}号`,
        date: day(year),
      })),
    },
    {
      ledger: 'project',
      rows: rows((year) => {
        const approved = chance(0.7);
        return {
          no: `示项${code}${next()}`,
          name: `示例项目${next()}`,
          level: pick(LEVELS),
          leadOrganisation: '示例甲有限公司',
          appliedDate: day(year),
          approvedDate: approved ? day(year + 1) : null,
          signedDate: approved && chance(0.7) ? day(year + 2) : null,
        };
      }),
    },
    {
      ledger: 'qualification',
      // The second row of a year is the first enterprise again, in another batch.
      rows: rows((year, index) => {
        const issued = chance(0.6) ? day(year) : null;
        return {
          type: '高新技术企业',
          enterprise: `示例${index === 2 ? '乙' : '甲'}有限公司`,
          batch: index === 1 ? '第二批' : '第一批',
          appliedDate: `${year}-01-01`,
          result: issued === null ? '未通过' : '通过',
          renewal: chance(0.3) ? '是' : '否',
          certificateNo: issued === null ? null : `GR${year}15${code.slice(2)}${next().slice(2)}`.slice(0, 14),
          issuedDate: issued,
          validUntil: issued === null ? null : `${year + 3}${issued.slice(4)}`,
        };
      }),
    },
    {
      ledger: 'enterprise-year',
      rows: rows((_, index) => ({
        enterprise: `示例规上${index + 1}有限公司`,
        revenue: money(9000),
        rdExpense: chance(0.3) ? 0 : money(300),
      })),
    },
    {
      ledger: 'commissioner-contract',
      // Two papers of one person, and one of another.
      rows: rows((year, index) => ({
        contractNo: `示责${year}${next()}`,
        contractType: index === 1 ? '服务协议' : '责任状',
        commissioner: index === 2 ? '李四' : '张三',
        employer: '示例农科院',
        signedDate: day(year),
      })),
    },
    {
      ledger: 'planting',
      rows: rows((_, index) => ({ crop: pick(CROPS), kind: '药材', place: `示例${index + 1}村` })),
    },
    {
      ledger: 'financing',
      rows: rows((year, index) => ({
        enterprise: `示例融资${index + 1}有限公司`,
        bank: '示例银行',
        purpose: '流动资金',
        demand: money(800),
        granted: money(400),
        date: day(year),
      })),
    },
  ];
}
