import { RequestError } from '../../../errors.js';
import type { FieldKind, LedgerDeclaration } from '../../../entities/ledger.js';
import { type LedgerId, LEDGERS } from '../../../entities/ledgers/index.js';
import type { Aggregate, FlowRows, IndicatorDefinition, Measure, RowsMeasure, StockRows } from '../definition.js';
import { termsOf } from '../value.js';
import { compileConditions } from './condition.js';
import type { MeasureShape, RowsShape } from './shape.js';

/** Gives the indicator of a code, if there is one. */
export type Find = (code: string) => IndicatorDefinition | undefined;

/** The most kinds of rows that one measure may count. */
const MAX_ROWS = 10;

/** Compiles an analyst's measure. Throws a RequestError for an invalid one. */
export function compileMeasure(shape: MeasureShape, find: Find): Measure {
  if ((shape.indicator ?? null) === null) return ownMeasure(shape);
  if (shape.rows || shape.sum || shape.distinct)
    throw RequestError.invalidDefinition('引用 indicator 时不能再给 rows、sum、distinct；需要缩小范围请用 where。');
  return referred(shape, find);
}

/** An existing indicator's measure, or one part of a ratio, with more conditions. */
function referred({ indicator: code, part, where }: MeasureShape, find: Find): Measure {
  const indicator = find(code!);
  if (indicator === undefined) throw RequestError.unknownIndicator([code!]);
  if (indicator.compares !== undefined)
    throw RequestError.invalidDefinition(
      `指标 ${code} 由各项目标与指标值比较得出，不能用在自定义指标里；请引用别的指标。`,
    );
  if (indicator.per !== undefined && !part)
    throw RequestError.invalidDefinition(
      `指标 ${code} 是比率，请用 part 指明引用其分子（NUMERATOR）还是分母（DENOMINATOR）。`,
    );
  if (indicator.per === undefined && part === 'DENOMINATOR')
    throw RequestError.invalidDefinition(`指标 ${code} 不是比率，没有分母，请去掉 part。`);
  const measure = part === 'DENOMINATOR' ? indicator.per! : indicator.measure;
  const narrowed = termsOf(measure).map((term): RowsMeasure => {
    const more = <T extends FlowRows | StockRows>(rows: T): T => {
      const conditions = compileConditions(ledgerNamed(rows.ledger), where);
      return conditions.length === 0 ? rows : { ...rows, where: [...(rows.where ?? []), ...conditions] };
    };
    return term.kind === 'flow' ? { ...term, rows: term.rows.map(more) } : { ...term, rows: term.rows.map(more) };
  });
  return measure.kind === 'sum' ? { kind: 'sum', terms: narrowed } : narrowed[0]!;
}

function ownMeasure(shape: MeasureShape): RowsMeasure {
  const given = shape.rows ?? [];
  if (given.length === 0)
    throw RequestError.invalidDefinition('每一项应给出 rows（台账的哪些行）或 indicator（引用已有指标）。');
  if (given.length > MAX_ROWS) throw RequestError.invalidDefinition(`rows 最多 ${MAX_ROWS} 组。`);
  if (shape.part) throw RequestError.invalidDefinition('part 只用于引用比率指标，请去掉。');
  const standing = given.filter((rows) => rows.from);
  if (standing.length > 0 && standing.length < given.length)
    throw RequestError.invalidDefinition('同一项的各组 rows 应都有 from（年末存量），或都没有（当年发生）。');
  const ledgers = given.map((rows) => ledgerNamed(rows.ledger));
  const value = aggregateOf(shape, ledgers);
  if (standing.length > 0) {
    if ('sum' in value)
      throw RequestError.invalidDefinition('年末存量（from）只能计行数或不同值，不能求和，请去掉 sum 或 from。');
    return { kind: 'stock', rows: given.map((rows) => stockRows(rows, shape)), value };
  }
  return { kind: 'flow', rows: given.map((rows) => flowRows(rows, shape)), value };
}

function flowRows(rows: RowsShape, shape: MeasureShape): FlowRows {
  const ledger = ledgerNamed(rows.ledger);
  if (rows.until?.length || rows.orYear) throw RequestError.invalidDefinition('until、orYear 要与 from 一起使用。');
  if (rows.at && rows.month)
    throw RequestError.invalidDefinition('at 已指明按哪个日期计年和月，请去掉 month；month 只在按年度计年时使用。');
  return {
    ...common(rows, shape, ledger),
    ...(rows.at ? { at: dateField(ledger, rows.at) } : {}),
    ...(rows.month ? { month: dateField(ledger, rows.month) } : {}),
  };
}

function stockRows(rows: RowsShape, shape: MeasureShape): StockRows {
  const ledger = ledgerNamed(rows.ledger);
  if (rows.at || rows.month)
    throw RequestError.invalidDefinition('年末存量用 from 和 until 表示起止日期，请去掉 at、month。');
  const until = (rows.until ?? []).map((name) => dateField(ledger, name));
  return {
    ...common(rows, shape, ledger),
    from: dateField(ledger, rows.from!),
    ...(rows.orYear ? { orYear: true } : {}),
    ...(until.length === 0 ? {} : { until }),
  };
}

function common(rows: RowsShape, shape: MeasureShape, ledger: LedgerDeclaration) {
  const scope = compileConditions(ledger, rows.scope);
  const where = [...compileConditions(ledger, rows.where), ...compileConditions(ledger, shape.where)];
  return {
    ledger: ledger.id as LedgerId,
    ...(scope.length === 0 ? {} : { scope }),
    ...(where.length === 0 ? {} : { where }),
  };
}

const FIGURES: readonly FieldKind[] = ['money', 'number'];
const WORDS: readonly FieldKind[] = ['text', 'code', 'enum', 'person', 'organisation', 'list'];

function aggregateOf({ sum, distinct }: MeasureShape, ledgers: readonly LedgerDeclaration[]): Aggregate {
  if (sum && distinct) throw RequestError.invalidDefinition('sum（求和）与 distinct（不同值计一次）只能给一种。');
  if (sum) {
    const kinds = ledgers.map((ledger) => kindOf(ledger, sum));
    if (!kinds.every((kind) => FIGURES.includes(kind)))
      throw RequestError.invalidDefinition(`字段 ${sum} 不是数值或金额，不能求和；计行数请去掉 sum。`);
    if (new Set(kinds).size > 1)
      throw RequestError.invalidDefinition(`字段 ${sum} 在各台账中金额与数量不一，不能相加。`);
    return { sum };
  }
  if (!distinct) return { count: 'rows' };
  if (distinct.length === 0) throw RequestError.invalidDefinition('distinct 至少要有一个字段；计行数请去掉 distinct。');
  for (const ledger of ledgers) {
    const kinds = distinct
      .filter((name) => name !== 'enterprise' || ledger.enterprise === undefined)
      .map((name) => ({ name, kind: kindOf(ledger, name) }));
    const wrong = kinds.filter(({ kind }) => !WORDS.includes(kind));
    if (wrong.length > 0)
      throw RequestError.invalidDefinition(
        `字段 ${wrong[0]!.name} 是数值或日期，不能用于 distinct，请改用名称或编号。`,
      );
    if (kinds.filter(({ kind }) => kind === 'list').length > 1)
      throw RequestError.invalidDefinition('distinct 中最多有一个列表字段。');
  }
  return { distinct: [...distinct] };
}

function kindOf(ledger: LedgerDeclaration, name: string): FieldKind {
  const field = Object.hasOwn(ledger.fields, name) ? ledger.fields[name] : undefined;
  if (field === undefined) throw RequestError.unknownField(name, ledger.id);
  return field.kind;
}

function dateField(ledger: LedgerDeclaration, name: string): string {
  if (kindOf(ledger, name) === 'date') return name;
  const dates = Object.entries(ledger.fields).filter(([, field]) => field.kind === 'date');
  throw RequestError.invalidDefinition(
    `字段 ${name} 不是日期。台账 ${ledger.id} 的日期字段：${dates.map(([date, { zh }]) => `${date}（${zh}）`).join('、') || '无'}。`,
  );
}

function ledgerNamed(id: string): LedgerDeclaration {
  const ledger = LEDGERS.find((each) => each.id === id);
  if (ledger === undefined) throw RequestError.unknownLedger(id);
  return ledger;
}
