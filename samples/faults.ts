import { FUNDINGS } from './records/funding.js';
import { sum } from './records/figure.js';
import { SERVICES } from './records/commissioner.js';
import { TECH_CONTRACTS } from './records/market.js';
import { commissioners } from './layouts/commissioners.js';
import { funds, WRONG_TOTAL_BY } from './layouts/funds.js';
import { techContracts } from './layouts/market.js';
import { address, type Cell, type WorkbookLayout } from './layouts/sheet.js';

/** A mistake that stands in the ledgers on purpose, for a clerk to put right. */
export interface Fault {
  readonly file: string;
  readonly sheet: string;
  readonly address: string;
  readonly what: string;
}

/** The fault at the only cell of a workbook that holds a content. */
function at(workbook: WorkbookLayout, content: Cell, what: string): Fault {
  const found = workbook.sheets.flatMap((sheet) =>
    sheet.rows.flatMap((row, top) =>
      row.cells.flatMap((cell, left): Fault[] =>
        cell === content ? [{ file: workbook.file, sheet: sheet.name, address: address(top, left), what }] : [],
      ),
    ),
  );
  if (found.length !== 1)
    throw new Error(`${found.length} cells of ${workbook.file} hold ${JSON.stringify(content)}; a fault needs one.`);
  return found[0]!;
}

const impossible = SERVICES.find((row) => row.impossibleDate !== undefined)!.impossibleDate!;
const words = TECH_CONTRACTS.find((row) => row.wordsForAmount !== undefined)!.wordsForAmount!;
const right = sum(FUNDINGS.filter((row) => row.level === '市').map((row) => row.amount));

/** Every deliberate fault: the first two reject their rows, the last is a total that its rows do not make. */
export const FAULTS: readonly Fault[] = [
  at(commissioners, impossible, `日期${impossible}不存在；该行不能导入`),
  at(techContracts, words, `金额栏填写了文字“${words}”；该行不能导入`),
  at(
    funds,
    right + WRONG_TOTAL_BY,
    `总计${right + WRONG_TOTAL_BY}元与各行之和${right}元不符，多${WRONG_TOTAL_BY}元；各行照常导入`,
  ),
];
