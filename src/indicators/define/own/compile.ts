import { RequestError } from '../../../errors.js';
import type { IndicatorDefinition, IndicatorKind, Measure, RowsMeasure } from '../definition.js';
import { sumsMoney, YUAN_PER } from '../measures.js';
import { termsOf } from '../value.js';
import { compileMeasure, type Find } from './measure.js';
import type { OwnDefinition } from './shape.js';
import { wordsOf } from './words.js';

/** The most measures that one indicator may add up. */
export const MAX_TERMS = 20;

/** The factors of units of shares. */
const SHARES: Readonly<Record<string, number>> = { '%': 100, '‰': 1000 };

/**
 * Compiles an analyst's definition to an indicator; `find` gives the indicators that it may refer to. Throws a
 * RequestError with a remedy for an invalid one.
 */
export function compileOwn(own: OwnDefinition, find: Find): IndicatorDefinition {
  const { formula, numerator, denominator, ...given } = own;
  const sum = formula.sum ?? null;
  const ratio = formula.ratio ?? null;
  if ((sum === null) === (ratio === null))
    throw RequestError.invalidDefinition('请在 sum（相加的各项）与 ratio（比率）中给出一种。');
  if (ratio === null) {
    const measure = added(sum!.map((each) => compileMeasure(each, find)));
    checkUnit(own.unit, [measure]);
    return { ...given, kind: kindOf(measure), numerator: numerator ?? wordsOf(measure), measure };
  }
  const measure = compileMeasure(ratio.numerator, find);
  const per = compileMeasure(ratio.denominator, find);
  checkUnit(own.unit, [measure, per]);
  return {
    ...given,
    kind: 'RATIO',
    numerator: numerator ?? wordsOf(measure),
    denominator: denominator ?? wordsOf(per),
    measure,
    per,
    factor: factorOf(own.unit, ratio.factor ?? null),
  };
}

function added(measures: readonly Measure[]): Measure {
  const terms = measures.flatMap(termsOf);
  if (terms.length === 0) throw RequestError.invalidDefinition('sum 至少要有一项。');
  if (terms.length > MAX_TERMS)
    throw RequestError.invalidDefinition(`sum 最多 ${MAX_TERMS} 项，现有 ${terms.length} 项，请分成几个指标。`);
  if (new Set(terms.map(({ kind }) => kind)).size > 1)
    throw RequestError.invalidDefinition('时期数（当年发生）与时点数（年末存量）不能相加，请分别定义。');
  if (new Set(terms.map(sumsMoney)).size > 1)
    throw RequestError.invalidDefinition('金额与数量不能相加，请分别定义，或用 ratio 相除。');
  return terms.length === 1 ? terms[0]! : { kind: 'sum', terms };
}

function kindOf(measure: Measure): IndicatorKind {
  return (termsOf(measure)[0] as RowsMeasure).kind === 'stock' ? 'STOCK' : 'FLOW';
}

/** Checks the unit: money, and only money, has a unit of money; a share of money in money has a unit of its own. */
function checkUnit(unit: string, measures: readonly Measure[]): void {
  const money = measures.map(sumsMoney);
  const named = unit.split('/').map((part) => YUAN_PER[part] !== undefined);
  const choice = Object.keys(YUAN_PER).join('、');
  if (money.every(Boolean) && money.length === 2 && named.every((each) => !each)) return;
  if (money[0]! && named[0] !== true)
    throw RequestError.invalidDefinition(`金额的单位 unit 应为${choice}之一（比率如“万元/项”），现为“${unit}”。`);
  if (!money[0]! && named[0] === true)
    throw RequestError.invalidDefinition(`这项指标不是金额，单位 unit 不能是“${unit}”，请改为家、项、人次等。`);
  if (money.length === 2 && money[1] !== (named[1] ?? false))
    throw RequestError.invalidDefinition(
      money[1]!
        ? `分母是金额，单位 unit 应写明是每多少金额，如“件/亿元”，现为“${unit}”。可用：${choice}。`
        : `分母不是金额，单位 unit 不能是“${unit}”，请改为“万元/项”之类。`,
    );
}

function factorOf(unit: string, given: number | null): number {
  const share = SHARES[unit];
  if (given === null) return share ?? 1;
  if (!(given > 0)) throw RequestError.invalidDefinition('倍数 factor 应大于 0。');
  if (share !== undefined && given !== share)
    throw RequestError.invalidDefinition(`单位为“${unit}”时倍数 factor 应为 ${share}，现为 ${given}；可不填。`);
  return given;
}
