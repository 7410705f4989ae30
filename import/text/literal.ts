import { normalise } from './normalise.js';

/** What a cell without a value says: not applicable, unknown or masked. */
export type Literal = 'none' | 'unknown' | 'masked';

const WORDS: ReadonlyMap<string, Literal> = new Map<string, Literal>([
  ...[
    '',
    '无',
    '/',
    '\\',
    '//',
    '-',
    '--',
    '---',
    '空',
    '空白',
    '不适用',
    '暂无',
    '没有',
    'N/A',
    'n/a',
    'NA',
    'null',
    'NULL',
    '.',
    '、',
    '…',
    '......',
  ].map((word) => [word, 'none'] as const),
  ...[
    '不详',
    '未标明',
    '未知',
    '不明',
    '待定',
    '待补',
    '待查',
    '待填',
    '暂缺',
    '未报',
    '待核实',
    '待补充',
    '待统计',
    '未统计',
    '未填',
    '未提供',
    '不清楚',
    '若干',
    '多次',
    '一系列',
    '多家',
    '多人',
    '多项',
    '多场',
    '?',
    '??',
  ].map((word) => [word, 'unknown'] as const),
]);

const STARS = /^[*xX×]+$/;
/** A figure or date with some of its digits masked: `2**`, `202x年`, `x.x%`, `****年`, `*万元`. */
const MASKED_FIGURE = /^(?=.*[*xX×])[\d*xX×.,]+(?:%|年|月|日|元|万|亿|家|人|次|项|个|名|份|场|户|亩)*$/;

/** The literal that a whole cell is, or null where it holds a value. Only figures and dates count as partly masked. */
export function literalOf(text: string, figure: boolean): Literal | null {
  if (text.length > 12) return null;
  const plain = normalise(text);
  const word = WORDS.get(plain);
  if (word !== undefined) return word;
  if (STARS.test(plain)) return 'masked';
  return figure && MASKED_FIGURE.test(plain) ? 'masked' : null;
}

/** Whether a cell's text means that the cell is empty. */
export function isBlank(text: string): boolean {
  return text === '' || literalOf(text, false) === 'none';
}
