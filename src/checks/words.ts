import { cellOf, fieldsOf, type ObservedRow } from './cells.js';
import type { Finding } from './findings.js';
import { CHECK_RULES } from './rules.js';

/** The parameters of a rule's message and remedy; `where` names the cell, where nothing beside the message does. */
export function wordsOf(finding: Finding, jumpFactor: number, where: string): Record<string, string> {
  const unit = finding.unit ?? '';
  return {
    where: where === '' ? '' : `${where}：`,
    division: finding.divisionName ?? '',
    other: finding.otherName ?? '',
    cause: '',
    period: periodOf(finding),
    name: finding.name,
    left: `${finding.left}${unit}`,
    right: `${finding.right}${unit}`,
    heading: finding.cell?.heading ?? '',
    text: finding.cell?.text ?? '',
    computed: finding.right,
    difference: `${finding.difference.replace('-', '')}${unit === '%' ? '个百分点' : unit}`,
    change: finding.difference.startsWith('-')
      ? `不到上年的${Number((100 / jumpFactor).toFixed(2))}%`
      : `超过上年的${jumpFactor}倍`,
  };
}

/** The period of a finding: 2023年, 2023年1—6月, 2021—2023年. */
export function periodOf({ year, month, period }: Pick<Finding, 'year' | 'month' | 'period'>): string {
  if (year === null) return period ?? '';
  if (month > 0) return month === 1 ? `${year}年1月` : `${year}年1—${month}月`;
  return month === 0 || period === null ? `${year}年` : `${year}年${period.replace(/^\s*\d{4}年/u, '')}`;
}

/** A finding in Chinese words, with its cell in front, if it has one. */
export function tellFinding(finding: Finding, jumpFactor: number, where = ''): string {
  return fill(CHECK_RULES[finding.rule].message, wordsOf(finding, jumpFactor, where));
}

function fill(template: string, words: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/gu, (whole, name: string) => words[name] ?? whole);
}

/** Where a finding is stated, in words: 《年报.xlsx》“2023”!D5; empty where both its sides are computed. */
export function placeOf(finding: Finding, rows: ReadonlyMap<string, ObservedRow>): string {
  const { cell: own } = finding;
  if (own !== null) return `《${own.workbook}》“${own.sheet}”!${own.address}`;
  const row = finding.leftRow === null ? undefined : rows.get(finding.leftRow);
  if (row === undefined) return '';
  const [field] = fieldsOf(finding);
  const cell = field === null ? undefined : cellOf(row, row.columns, field, finding.name);
  return `《${row.fileName}》“${row.sheet}”${cell === undefined ? `第${row.row}行` : `!${cell.address}`}`;
}
