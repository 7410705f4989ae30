import type { ColumnType, Dataset, DatasetColumn } from './dataset.js';

/** `text 名称` is a column that is never empty, `text? 名称` one that may be. */
type Columns = Readonly<Record<string, `${ColumnType}${'?' | ''} ${string}`>>;

function table(name: string, zh: string, key: readonly string[], columns: Columns): Dataset {
  return { name, zh, key, columns: Object.entries(columns).map(([column, text]) => readColumn(column, text)) };
}

function readColumn(name: string, text: string): DatasetColumn {
  const [, type, optional, zh] = /^(\w+)(\??) (.+)$/u.exec(text)!;
  return { name, type: type as ColumnType, zh: zh!, nullable: optional === '?' };
}

/** The tables of the schema `reporting`; the migrations make them, and a test holds the two together. */
export const TABLES: readonly Dataset[] = [
  table('dim_division', '行政区划', ['code'], {
    code: 'text 行政区划代码（GB/T 2260）',
    name: 'text 名称',
    level: 'text 级别：province 省、city 市、county 县、town 乡镇、village 村',
    parent_code: 'text? 上级行政区划代码',
  }),
  table('dim_indicator', '指标', ['code'], {
    code: 'text 指标代码',
    name: 'text 指标名称',
    english_name: 'text 英文名称',
    unit: 'text 计量单位',
    kind: 'text 类别：FLOW 时期数、STOCK 时点数、RATIO 比率',
    direction: 'text 方向：UP 越高越好、DOWN 越低越好、NEUTRAL 中性',
    theme: 'text 主题',
    decimals: 'integer 小数位数',
    factor: 'decimal 比率的倍数（百分比为100）',
    numerator: 'text 分子（口径）',
    denominator: 'text? 分母',
    aliases: 'list 别名',
    definition: 'text 定义：计数规则的文字说明',
    source: 'text? 依据的文件及文号',
    notes: 'text? 不计的内容和易错之处',
  }),
  table('dim_year', '年度', ['year'], {
    year: 'integer 年度',
    first_day: 'date 第一天',
    last_day: 'date 最后一天',
  }),
  table('indicator_year', '指标年值（含同比与目标完成）', ['division', 'indicator', 'dimension', 'member', 'year'], {
    division: 'text 行政区划代码',
    indicator: 'text 指标代码',
    dimension: 'text 维度（空为合计）',
    member: 'text 维度成员（空为合计）',
    year: 'integer 年度',
    first_day: 'date 年度第一天',
    value: 'decimal? 本年值',
    previous: 'decimal? 上年值',
    change: 'decimal? 增减（比率为百分点）',
    rate: 'decimal? 同比增长率（%）',
    reason: 'text? 无增长率的原因',
    partial: 'boolean 含未公开或不详的数值',
    approximate: 'boolean 含约数',
    numerator: 'decimal? 分子（数量指标为其值）',
    denominator: 'decimal? 分母',
    target_low: 'decimal? 目标下限',
    target_high: 'decimal? 目标上限',
    target_text: 'text? 目标原文',
    completion: 'decimal? 目标完成率（%）',
    met: 'boolean? 是否完成目标',
    none_recorded: 'boolean 零：台账涵盖但未登记',
    carried: 'boolean 台账尚未登记到该年，由以前年度的记录推算',
    incomplete: 'boolean 所辖区划未报齐',
    reported: 'integer 已报区划数',
    expected: 'integer 应报区划数',
    like_value: 'decimal? 同口径本年值（两年所报区划不同时）',
    like_previous: 'decimal? 同口径上年值',
    like_change: 'decimal? 同口径增减',
    like_rate: 'decimal? 同口径增长率（%）',
    like_divisions: 'integer? 同口径区划数',
    overlapping: 'boolean 含上下级台账可能重复登记的资金',
    stated: 'boolean 含填报的合计数：该年没有相应的逐笔台账',
    disputed: 'boolean 各报表填报的合计数不一致，没有采用',
  }),
  table(
    'indicator_month',
    '指标月度累计值（1月至当月；时点数为月末值）',
    ['division', 'indicator', 'dimension', 'member', 'month', 'year'],
    {
      division: 'text 行政区划代码',
      indicator: 'text 指标代码',
      dimension: 'text 维度（空为合计）',
      member: 'text 维度成员（空为合计）',
      year: 'integer 年度',
      month: 'integer 月份',
      first_day: 'date 当月第一天',
      value: 'decimal? 1月至当月累计值',
      partial: 'boolean 含未公开或不详的数值',
      approximate: 'boolean 含约数',
      undated: 'boolean 有月份不明的行未计入',
      numerator: 'decimal? 分子',
      denominator: 'decimal? 分母',
      none_recorded: 'boolean 零：台账涵盖但未登记',
      carried: 'boolean 台账尚未登记到该年，由以前年度的记录推算',
      overlapping: 'boolean 含上下级台账可能重复登记的资金',
      stated: 'boolean 含填报的合计数：该年没有相应的逐笔台账',
      disputed: 'boolean 各报表填报的合计数不一致，没有采用',
    },
  ),
  table('target', '年度目标', ['division', 'year', 'seq'], {
    division: 'text 行政区划代码',
    year: 'integer 年度',
    seq: 'integer 序号',
    indicator: 'text? 指标代码（未对应到指标时为空）',
    name: 'text 目标名称',
    low: 'decimal? 目标下限',
    high: 'decimal? 目标上限',
    comparator: 'text? 比较方式',
    text: 'text 年度目标',
    first_day: 'date 年度第一天',
    department: 'text? 责任单位',
  }),
  table('dim_coverage', '台账报送情况', ['division', 'ledger', 'year'], {
    division: 'text 行政区划代码',
    ledger: 'text 台账代码',
    ledger_name: 'text 台账名称',
    year: 'integer 年度',
    first_day: 'date 年度第一天',
    reported: 'boolean 是否已报：该区划该年有该台账的行',
    row_count: 'integer 行数',
    first_run: 'uuid? 最早一次导入',
    last_run: 'uuid? 最近一次导入',
  }),
];
