import type { LedgerDeclaration } from '../../../entities/ledger.js';
import { ledgerOf } from '../../../entities/ledgers/index.js';
import type { Condition, FlowRows, IndicatorDefinition, Measure, RowsMeasure, StockRows } from '../definition.js';
import { fieldOf } from '../measures.js';
import { termsOf } from '../value.js';

/** How an indicator is computed, in Chinese words made from its definition. */
export function definitionOf({ measure, per, factor, compares }: IndicatorDefinition): string {
  if (compares === 'targets') return '逐项比较定量指标的目标值与指标值：达到目标的项数 ÷ 能比较的项数 × 100';
  if (per === undefined) return wordsOf(measure);
  const times = factor === undefined || factor === 1 ? '' : ` × ${factor}`;
  return `（${wordsOf(measure)}）÷（${wordsOf(per)}）${times}`;
}

/** What a measure counts, in Chinese words made from its definition. */
export function wordsOf(measure: Measure): string {
  return termsOf(measure).map(termWords).join('，加：');
}

function termWords({ rows, value }: RowsMeasure): string {
  const counted = rows.map((each) => `${ledgerOf(each.ledger).zh}中${rowsWords(each)}`).join('，以及');
  const ledger = ledgerOf(rows[0]!.ledger);
  if ('sum' in value) {
    const { less } = fieldOf(ledger, value.sum);
    const zh = [...new Set(rows.map(({ sum = value.sum }) => fieldOf(ledger, sum).zh))].join('、');
    const taken = less === undefined ? '' : `（${fieldOf(ledger, less.by).zh}为${less.in.join('或')}的减去）`;
    return `${counted}的行，${zh}之和${taken}`;
  }
  if ('largest' in value) {
    const fields = namesOf(ledger, value.once);
    const { zh } = fieldOf(ledger, value.largest);
    return value.met === undefined
      ? `${counted}的行，${fields}相同的为一项需求，各项需求最大的${zh}之和`
      : `${counted}的行，${fields}相同的为一项需求，各项需求的${fieldOf(ledger, value.met).zh}之和（不超过其最大的${zh}）`;
  }
  if ('count' in value) return `${counted}的行数`;
  return `${counted}的行，不同的${namesOf(ledger, value.distinct)}数（同一个计一次）`;
}

function namesOf(ledger: LedgerDeclaration, fields: readonly string[]): string {
  return fields
    .map((name) =>
      name === 'enterprise' && ledger.enterprise !== undefined ? '企业（单位）' : fieldOf(ledger, name).zh,
    )
    .join('、');
}

function rowsWords(rows: FlowRows | StockRows): string {
  const ledger = ledgerOf(rows.ledger);
  const conditions = (rows.where ?? []).map((condition) => conditionWords(ledger, condition));
  return [timeWords(ledger, rows), ...conditions].join('、');
}

function timeWords(ledger: LedgerDeclaration, rows: FlowRows | StockRows): string {
  const name = (field: string) => fieldOf(ledger, field).zh;
  if ('from' in rows) {
    const until = (rows.until ?? []).map((each) => `未到${name(each)}`);
    const undated = rows.orYear === true ? '（未填的自年度末起）' : '';
    return [`年末已到${name(rows.from)}${undated}`, ...until].join('、');
  }
  return rows.at === undefined ? '年度为当年' : `${name(rows.at)}在当年`;
}

function conditionWords(ledger: LedgerDeclaration, condition: Condition): string {
  const field = fieldOf(ledger, condition.field);
  const unit = field.kind === 'money' ? '元' : (field.unit ?? '');
  if ('in' in condition) return `${field.zh}为${condition.in.join('或')}`;
  if ('notIn' in condition) return `${field.zh}不是${condition.notIn.join('或')}`;
  if ('contains' in condition) return `${field.zh}含“${condition.contains}”`;
  if ('known' in condition) return `${field.zh}${condition.known ? '已填' : '未填'}`;
  if ('follows' in condition) return `同一企业当年或此前为${ledger.before!.is}`;
  if ('afterYear' in condition) return `${field.zh}在年度之后`;
  if ('renews' in condition) return condition.renews ? '同一企业此前已有' : '同一企业此前没有';
  if ('stated' in condition) return `${field.zh}已填`;
  if ('is' in condition) return `${field.zh}为${condition.is ? '是' : '否'}`;
  if ('withinMonths' in condition)
    return `${field.zh}不晚于${fieldOf(ledger, condition.of).zh}后${condition.withinMonths}个月`;
  if ('above' in condition) return `${field.zh}大于${condition.above}${unit}`;
  if ('atLeast' in condition) return `${field.zh}不小于${condition.atLeast}${unit}`;
  if ('below' in condition) return `${field.zh}小于${condition.below}${unit}`;
  return `${field.zh}不大于${condition.atMost}${unit}`;
}
