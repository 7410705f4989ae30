import type { IndicatorDefinition } from '../indicators/define/definition.js';
import type { FigureRef } from '../indicators/answer/rows.js';
import { cellOf, fieldsOf, type ObservedRow } from './cells.js';
import type { Finding, SheetCell } from './findings.js';
import { CHECK_RULES, type Comparison, type RuleFigure } from './rules.js';

/** One of the two figures of a finding with its source: the row that states it, or the figure of rows. */
export interface Side {
  readonly name: string;
  readonly value: number;
  readonly row: ObservedRow | null;
  readonly cell: SheetCell | null;
  readonly figure: FigureRef | null;
}

/** The records that the sides of findings are made from. */
export interface SideSources {
  /** By code. */
  readonly indicators: ReadonlyMap<string, IndicatorDefinition>;
  /** By id. */
  readonly rows: ReadonlyMap<string, ObservedRow>;
}

/** The indicators of the sides of some findings. */
export function indicatorsBehind(findings: readonly Finding[]): string[] {
  const codes = findings.flatMap(({ rule, indicator }) => {
    const compares: Comparison = CHECK_RULES[rule].compares;
    return compares.kind === 'limit' ? [compares.of.indicator, compares.limit.indicator] : [indicator];
  });
  return [...new Set(codes.filter((code) => code !== null))];
}

/** The two sides of a finding. */
export function sidesOf(finding: Finding, sources: SideSources): readonly [left: Side, right: Side] {
  const { left, right } = CHECK_RULES[finding.rule];
  const [leftField, rightField] = fieldsOf(finding);
  const [leftFigure, rightFigure] = figuresOf(finding, sources.indicators);
  const { row, cell } = stated(finding.leftRow, leftField, finding.name, sources);
  return [
    { name: left, value: Number(finding.left), row, cell: finding.cell ?? cell, figure: leftFigure },
    {
      name: right,
      value: Number(finding.right),
      ...stated(finding.rightRow, rightField, finding.name, sources),
      figure: rightFigure,
    },
  ];
}

function stated(
  id: string | null,
  field: string | null,
  name: string,
  { rows }: SideSources,
): Pick<Side, 'row' | 'cell'> {
  const row = id === null ? undefined : rows.get(id);
  if (row === undefined) return { row: null, cell: null };
  const cell = field === null ? undefined : cellOf(row, row.columns, field, name);
  if (cell === undefined) return { row, cell: null };
  const { ledger, fileName: workbook, sheet, row: number } = row;
  const { address, heading, text } = cell;
  return { row, cell: { ledger, workbook, sheet, row: number, address, heading, text } };
}

function figuresOf(
  { rule, division, year, month, indicator: code }: Finding,
  indicators: SideSources['indicators'],
): readonly [FigureRef | null, FigureRef | null] {
  if (division === null || year === null) return [null, null];
  const at = (indicator: IndicatorDefinition | undefined, when: number): FigureRef | null =>
    indicator === undefined
      ? null
      : { indicator, division, year: when, by: null, member: null, throughMonth: month > 0 ? month : null, asOf: null };
  const compares: Comparison = CHECK_RULES[rule].compares;
  const own = code === null ? undefined : indicators.get(code);
  switch (compares.kind) {
    case 'limit':
      return [at(counted(compares.of, indicators), year), at(counted(compares.limit, indicators), year)];
    case 'jump':
      return [at(own, year), at(own, year - 1)];
    case 'value':
    case 'rate':
      return [null, at(own, year)];
    case 'previous':
      return [null, at(own, year - 1)];
    default:
      return [null, null];
  }
}

/** The indicator of a rule's figure; for a ratio's numerator, the one that counts it alone. */
function counted(
  { indicator: code, numerator }: RuleFigure,
  indicators: SideSources['indicators'],
): IndicatorDefinition | undefined {
  const indicator = indicators.get(code);
  if (indicator === undefined || numerator === undefined) return indicator;
  const { per: _per, ...alone } = indicator;
  return { ...alone, code: `${code}/numerator` };
}
