/** What may be listed twice, each time as another. */
export type TwinSubject = 'enterprise' | 'commissioner' | 'event';

/** A figure that a rule compares: an indicator's value, or the numerator of a ratio. */
export interface RuleFigure {
  readonly indicator: string;
  /** In Chinese words, as the message names it. */
  readonly name: string;
  /** Of a ratio its numerator; the number is how many of its stored unit one of the rule's unit is. */
  readonly numerator?: { readonly per: number };
}

/**
 * What a rule compares:
 * - `limit`: one figure must not be above another of the same division and year
 * - `jump`: a figure must not be a multiple of that of the year before, or a small fraction of it
 * - `value`, `previous`, `rate`: a reported total (observation) must equal the figure of the rows
 * - `restated`: last year's figure must be that of last year's report
 * - `arithmetic`: the growth must be that of the two figures beside it
 * - `sum`: a total in a sheet must be the sum of the sheet's figures, as its import found
 * - `gap`: a ledger that a division reported for a year must not be missing the year after
 * - `overlap`: a division must not list money that one under it may list too
 * - `unmatched`: a target with a number must have an indicator
 * - `twins`: two rows must not list the same as two, nor two divisions
 */
export type Comparison =
  | { readonly kind: 'limit'; readonly unit: string; readonly of: RuleFigure; readonly limit: RuleFigure }
  | { readonly kind: 'jump' | 'value' | 'previous' | 'rate' | 'restated' | 'arithmetic' }
  | { readonly kind: 'gap' | 'overlap' | 'unmatched' }
  | { readonly kind: 'twins'; readonly of: TwinSubject }
  | { readonly kind: 'sum' };

/** A consistency check: what it compares, how exactly, its message and its remedy. */
export interface CheckRule {
  /** In Chinese, e.g. 认定数大于推荐数. */
  readonly name: string;
  readonly compares: Comparison;
  /** What the two sides are, in Chinese words. */
  readonly left: string;
  readonly right: string;
  /** How far they may differ, in Chinese words. */
  readonly tolerance: string;
  /** Chinese; `{name}` is filled from the finding. */
  readonly message: string;
  readonly remedy: string;
}

const STATED = '报表所写小数位的一半（按台账计算的指标不小于其自身小数位的一半）';

/** Every consistency check there is, by its stable code, which is also that of the issue it raises in an import. */
export const CHECK_RULES = {
  CERTIFIED_OVER_RECOMMENDED: {
    name: '认定数大于推荐数',
    compares: {
      kind: 'limit',
      unit: '家',
      of: { indicator: 'HNTE_NEW', name: '新认定高新技术企业' },
      limit: { indicator: 'HNTE_RECOMMENDED', name: '推荐申报高新技术企业' },
    },
    left: '新认定高新技术企业数',
    right: '推荐申报高新技术企业数',
    tolerance: '无',
    message: '{division}{period}新认定高新技术企业{left}，多于推荐申报的{right}，多{difference}。',
    remedy: '请核对是否漏录了推荐申报的企业，或发证日期有误；上年推荐、本年发证的可不处理。',
  },
  DISBURSED_OVER_ALLOCATED: {
    name: '拨付大于下达',
    compares: {
      kind: 'limit',
      unit: '万元',
      of: { indicator: 'FUND_DISBURSE_RATE', name: '拨付的科技专项资金', numerator: { per: 10_000 } },
      limit: { indicator: 'FUND_TOTAL', name: '下达的科技专项资金' },
    },
    left: '拨付的科技专项资金',
    right: '下达的科技专项资金',
    tolerance: '无',
    message: '{division}{period}拨付科技专项资金{left}，多于下达的{right}，多{difference}。',
    remedy: '请核对是否漏录了下达的资金，或金额单位有误；本年拨付上年下达资金的可不处理。',
  },
  OBSERVATION_MISMATCH: {
    name: '报表数与台账不符',
    compares: { kind: 'value' },
    left: '报表填写的本期数',
    right: '按台账各行计算的数',
    tolerance: STATED,
    message: '{where}{division}{period}“{name}”填的是{left}，按台账各行计算是{right}，相差{difference}。',
    remedy: '请核对报表和台账：台账没有录全的请补录，填错的请改正；口径不同的可不处理。',
  },
  PREVIOUS_MISMATCH: {
    name: '上年同期与台账不符',
    compares: { kind: 'previous' },
    left: '报表填写的上年同期数',
    right: '按上年台账各行计算的数',
    tolerance: STATED,
    message: '{where}{division}{period}“{name}”的上年同期填的是{left}，按上年台账各行计算是{right}，相差{difference}。',
    remedy: '请核对上年同期数和上年的台账；上年数经过修订或口径不同的可不处理。',
  },
  PREVIOUS_RESTATED: {
    name: '上年同期与上年报表不符',
    compares: { kind: 'restated' },
    left: '本年报表填写的上年同期数',
    right: '上年报表填写的本期数',
    tolerance: '所写小数位的一半，以较粗的一处为准',
    message: '{where}{division}{period}“{name}”的上年同期填的是{left}，上年报表填的是{right}，相差{difference}。',
    remedy: '请核对两年的报表；上年数经过修订的可不处理。',
  },
  GROWTH_MISMATCH: {
    name: '增长率与台账不符',
    compares: { kind: 'rate' },
    left: '报表填写的增长率',
    right: '按台账各行计算的增长率',
    tolerance: '所写小数位的一半，不小于0.05个百分点',
    message: '{where}{division}{period}“{name}”的增长率填的是{left}，按台账各行计算是{right}，相差{difference}。',
    remedy: '请核对增长率、本期数和上年同期数；按同口径或可比价计算的可不处理。',
  },
  GROWTH_INCONSISTENT: {
    name: '增长率与本行两数不符',
    compares: { kind: 'arithmetic' },
    left: '报表填写的增长率',
    right: '按同一行的本期数和上年同期数计算的增长率',
    tolerance: '所写小数位的一半（不小于0.05个百分点），加上两数四舍五入的影响；注明可比价、同口径的不比',
    message:
      '{where}{division}{period}“{name}”的增长率填的是{left}，按同一行的本期数和上年同期数计算是{right}，相差{difference}。',
    remedy: '请核对这一行的三个数；按同口径或可比价计算的，请在备注中注明。',
  },
  JUMP: {
    name: '同比异常波动',
    compares: { kind: 'jump' },
    left: '本年值',
    right: '上年值',
    tolerance: '设定的倍数（JUMP_FACTOR）；比率不比，未结束的年份只看增长',
    message: '{division}{period}“{name}”为{left}，上年为{right}，{change}{cause}。',
    remedy: '请核对两年的台账是否录全、金额单位是否写对；确属实际变化的可不处理。',
  },
  TOTAL_MISMATCH: {
    name: '合计与各行不符',
    compares: { kind: 'sum' },
    left: '表中填写的合计',
    right: '表中各行相加的数',
    tolerance: '合计所写小数位的一半',
    message: '{where}“{heading}”的合计是{text}，按各行相加是{computed}。',
    remedy: '请核对合计和各行的数；系统以各行为准。',
  },
  ROW_TOTAL_MISMATCH: {
    name: '行合计与各列不符',
    compares: { kind: 'sum' },
    left: '本行填写的合计',
    right: '本行各列相加的数',
    tolerance: '无',
    message: '{where}本行“{heading}”是{text}，按各列相加是{computed}。',
    remedy: '请核对本行各列和合计；系统以各列为准。',
  },
  LEDGER_NOT_REPORTED: {
    name: '上年有而本年没有的台账',
    compares: { kind: 'gap' },
    left: '同级已报的区划数',
    right: '同级应报的区划数',
    tolerance: '无；未结束的年份，同级有区划已报才列出',
    message: '{division}{period}没有“{name}”，上年有；同级应报{right}区划，已报{left}。',
    remedy: '请补报该年的台账；当年确无此项工作的，请在台账中写明“无”后导入，系统按0计。',
  },
  OVERLAPPING: {
    name: '上下级台账可能重复登记的资金',
    compares: { kind: 'overlap' },
    left: '本级台账登记的金额',
    right: '所辖区划台账登记的金额',
    tolerance: '文号、级次、流向相同，单位或金额只有一项相同；都相同的是同一笔，只计一次，不列出',
    message:
      '{where}“{name}”登记为{left}，所辖区划的台账登记为{right}，是否同一笔资金不能确定，在{division}{period}的合计中都计入了。',
    remedy: '是同一笔的，请把两级台账的单位和金额改为一致，系统只计一次；不是同一笔的可不处理。',
  },
  TARGET_UNMATCHED: {
    name: '没有对应指标的定量目标',
    compares: { kind: 'unmatched' },
    left: '已有对应指标的定量目标数',
    right: '定量目标数',
    tolerance: '无',
    message: '{where}{division}{period}的目标“{name}”没有对应的指标，不计算完成情况；定量目标共{right}，已对应{left}。',
    remedy: '请改用指标目录中的名称或别名（见 indicators）和计量单位，或以此名称自定义指标；不需计算的可不处理。',
  },
  ENTERPRISE_IN_TWO_DIVISIONS: {
    name: '两个区划都登记的企业',
    compares: { kind: 'twins', of: 'enterprise' },
    left: '本区划台账登记的行数',
    right: '另一区划台账登记的行数',
    tolerance: '无；同一年度的同一台账，统一社会信用代码或证书编号相同；上级台账登记所辖区划的企业不列出',
    message:
      '{where}“{name}”{period}在{division}和{other}的台账中都有登记，在共同上级的企业数中只计一次（统一社会信用代码互不相同的除外）。',
    remedy: '请确认企业当年属于哪个区划，另一区划的台账删去这一行后重新导入；证书编号相同而企业不同的，请核对编号。',
  },
  COMMISSIONER_NAMES_ALIKE: {
    name: '可能是同一人的科技特派员',
    compares: { kind: 'twins', of: 'commissioner' },
    left: '一种写法的行数',
    right: '另一种写法的行数',
    tolerance: '同一区划、同一年度，姓名相同，一个所在单位是另一个的简称',
    message: '{where}{division}{period}的科技特派员“{name}”姓名相同、单位相近，现按两人计。',
    remedy: '是同一人的，请把所在单位改为一致的写法后重新导入；不是同一人的可不处理。',
  },
  EVENT_LISTED_TWICE: {
    name: '可能是同一次的活动',
    compares: { kind: 'twins', of: 'event' },
    left: '一处登记的次数',
    right: '另一处登记的次数',
    tolerance: '名称、类型相同，地点和主办单位不矛盾，至少一处只写到月、旬等，且月份有重叠',
    message: '{where}{division}的活动“{name}”可能是同一次，现按两次计。',
    remedy: '是同一次的，请只保留写明日期的一行后重新导入；不是同一次的可不处理。',
  },
} as const satisfies Record<string, CheckRule>;

export type CheckCode = keyof typeof CHECK_RULES;

/** The codes in the order of the findings. */
export const CHECK_CODES = Object.keys(CHECK_RULES) as CheckCode[];

/** The rules that an import's figures are checked by: totals are checked when a sheet is read, and a gap is no fault of an import. */
export const FIGURE_CHECKS = CHECK_CODES.filter((code) => !['sum', 'gap'].includes(CHECK_RULES[code].compares.kind));

/** How many times last year's figure is a jump, by default. */
export const DEFAULT_JUMP_FACTOR = 5;

/** The range of that setting. */
export const JUMP_FACTORS = { least: 1.1, most: 1_000_000 } as const;
