import type { Random } from './random.js';

/** A row of a ledger as it must be stored: what tells it from others, and its amount in 万元. */
export interface Row {
  readonly key: string;
  readonly amount: number;
}

/** A workbook with what its rows come to when it is loaded. */
export interface Ledger {
  readonly fileName: string;
  readonly division: string;
  readonly content: string;
  readonly rows: readonly Row[];
}

/** Two cities, so that figures are added up over two levels. */
const DIVISIONS = ['150102', '150103', '150203'];
const FAMILIES = 6;
/** The last digit of its number is in the name of an item, which an own indicator can ask for. */
const ITEMS = 10;

const HEADINGS = '年度,资金级次,资金流向,资金名称,执行单位,金额（万元）,下达文号,下达日期';
/** Nothing here tells what it is a ledger of. */
const HELD_HEADINGS = '名称,单位,时间,数额（万元）';

let made = 0;

/** A new version of one of a few ledgers: it has rows in common with the others of its family, with amounts of its own. */
export function fundsLedger(random: Random): Ledger {
  made += 1;
  const family = random.whole(FAMILIES);
  const count = 1 + random.whole(random.next() < 0.3 ? 3000 : 200);
  const rows = Array.from({ length: count }, (_, index) => ({
    key: `示科〔2022〕${family}-${index}号`,
    amount: made * 10_000 + index,
  }));
  const lines = rows.map(
    ({ key, amount }, index) => `2022,市,下达,专项${index % ITEMS}资金,示例有限公司,${amount},${key},2022/3/1`,
  );
  return {
    fileName: `资金${made}.csv`,
    division: DIVISIONS[family % DIVISIONS.length]!,
    content: [HEADINGS, ...lines].join('\n'),
    rows,
  };
}

/** A ledger that is held until somebody says what it is; no other has its rows. */
export function heldLedger(random: Random): Ledger {
  made += 1;
  const rows = Array.from({ length: 1 + random.whole(300) }, (_, index) => ({
    key: `事项${made}-${index}`,
    amount: made * 10_000 + index,
  }));
  return {
    fileName: `明细${made}.csv`,
    division: DIVISIONS[random.whole(DIVISIONS.length)]!,
    content: [HELD_HEADINGS, ...rows.map(({ key, amount }) => `${key},示例甲有限公司,2022-03-01,${amount}`)].join('\n'),
    rows,
  };
}

/** What a person says of a held ledger. */
export const DECISION =
  'ledger: "funding", columns: [{ heading: "名称", field: "item" }, { heading: "单位", field: "organisation" }, { heading: "时间", field: "date" }, { heading: "数额（万元）", field: "amount", unit: "万元" }]';

/** The rows that must be stored when these ledgers were loaded in this order: a later one changes those in common. */
export function rowsAfter(loaded: readonly Ledger[]): Map<string, number> {
  return new Map(loaded.flatMap(({ rows }) => rows.map(({ key, amount }) => [key, amount] as const)));
}
