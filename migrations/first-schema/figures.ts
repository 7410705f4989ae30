/**
 * The tables that figures are kept in. `reporting` is read by BI tools; `figures.part` holds what each division's own
 * rows come to, before the divisions under it are added.
 */
export const FIGURES_SCHEMA = `
create schema reporting;
create schema figures;

create table figures.part (
  division varchar(12) not null,
  indicator text not null,
  dimension text not null,
  member text not null,
  year int not null,
  period int not null,
  numerator numeric,
  denominator numeric,
  partial boolean not null,
  approximate boolean not null,
  undated boolean not null,
  primary key (division, indicator, dimension, member, year, period)
);

create table figures.state (name text primary key, value text not null);

create table reporting.dim_division (
  code varchar(12) primary key,
  name text not null,
  level text not null,
  parent_code varchar(12) references reporting.dim_division (code)
);
comment on table reporting.dim_division is '行政区划';
comment on column reporting.dim_division.code is '行政区划代码（GB/T 2260）';
comment on column reporting.dim_division.name is '名称';
comment on column reporting.dim_division.level is '级别：province 省、city 市、county 县、town 乡镇、village 村';
comment on column reporting.dim_division.parent_code is '上级行政区划代码';

create table reporting.dim_indicator (
  code text primary key,
  name text not null,
  english_name text not null,
  unit text not null,
  kind text not null,
  direction text not null,
  theme text not null,
  decimals int not null,
  factor numeric not null,
  numerator text not null,
  denominator text,
  aliases text[] not null
);
comment on table reporting.dim_indicator is '指标';
comment on column reporting.dim_indicator.code is '指标代码';
comment on column reporting.dim_indicator.name is '指标名称';
comment on column reporting.dim_indicator.english_name is '英文名称';
comment on column reporting.dim_indicator.unit is '计量单位';
comment on column reporting.dim_indicator.kind is '类别：FLOW 时期数、STOCK 时点数、RATIO 比率';
comment on column reporting.dim_indicator.direction is '方向：UP 越高越好、DOWN 越低越好、NEUTRAL 中性';
comment on column reporting.dim_indicator.theme is '主题';
comment on column reporting.dim_indicator.decimals is '小数位数';
comment on column reporting.dim_indicator.factor is '比率的倍数（百分比为100）';
comment on column reporting.dim_indicator.numerator is '分子（口径）';
comment on column reporting.dim_indicator.denominator is '分母';
comment on column reporting.dim_indicator.aliases is '别名';

create table reporting.dim_year (year int primary key, first_day date not null, last_day date not null);
comment on table reporting.dim_year is '年度';
comment on column reporting.dim_year.year is '年度';
comment on column reporting.dim_year.first_day is '第一天';
comment on column reporting.dim_year.last_day is '最后一天';

create table reporting.target (
  division varchar(12) not null references reporting.dim_division (code),
  year int not null references reporting.dim_year (year),
  seq int not null,
  indicator text references reporting.dim_indicator (code),
  name text not null,
  low numeric,
  high numeric,
  comparator text,
  text text not null,
  first_day date not null,
  department text,
  primary key (division, year, seq)
);
comment on table reporting.target is '年度目标';
comment on column reporting.target.division is '行政区划代码';
comment on column reporting.target.year is '年度';
comment on column reporting.target.seq is '序号';
comment on column reporting.target.indicator is '指标代码（未对应到指标时为空）';
comment on column reporting.target.name is '目标名称';
comment on column reporting.target.low is '目标下限';
comment on column reporting.target.high is '目标上限';
comment on column reporting.target.comparator is '比较方式';
comment on column reporting.target.text is '年度目标';
comment on column reporting.target.first_day is '年度第一天';
comment on column reporting.target.department is '责任单位';

create table reporting.indicator_year (
  division varchar(12) not null references reporting.dim_division (code),
  indicator text not null references reporting.dim_indicator (code),
  dimension text not null,
  member text not null,
  year int not null references reporting.dim_year (year),
  first_day date not null,
  value numeric,
  previous numeric,
  change numeric,
  rate numeric,
  reason text,
  partial boolean not null,
  approximate boolean not null,
  numerator numeric,
  denominator numeric,
  target_low numeric,
  target_high numeric,
  target_text text,
  completion numeric,
  met boolean,
  primary key (division, indicator, dimension, member, year)
);
comment on table reporting.indicator_year is '指标年值（含同比与目标完成）';
comment on column reporting.indicator_year.division is '行政区划代码';
comment on column reporting.indicator_year.indicator is '指标代码';
comment on column reporting.indicator_year.dimension is '维度（空为合计）';
comment on column reporting.indicator_year.member is '维度成员（空为合计）';
comment on column reporting.indicator_year.year is '年度';
comment on column reporting.indicator_year.first_day is '年度第一天';
comment on column reporting.indicator_year.value is '本年值';
comment on column reporting.indicator_year.previous is '上年值';
comment on column reporting.indicator_year.change is '增减（比率为百分点）';
comment on column reporting.indicator_year.rate is '同比增长率（%）';
comment on column reporting.indicator_year.reason is '无增长率的原因';
comment on column reporting.indicator_year.partial is '含未公开或不详的数值';
comment on column reporting.indicator_year.approximate is '含约数';
comment on column reporting.indicator_year.numerator is '分子（数量指标为其值）';
comment on column reporting.indicator_year.denominator is '分母';
comment on column reporting.indicator_year.target_low is '目标下限';
comment on column reporting.indicator_year.target_high is '目标上限';
comment on column reporting.indicator_year.target_text is '目标原文';
comment on column reporting.indicator_year.completion is '目标完成率（%）';
comment on column reporting.indicator_year.met is '是否完成目标';

create table reporting.indicator_month (
  division varchar(12) not null references reporting.dim_division (code),
  indicator text not null references reporting.dim_indicator (code),
  dimension text not null,
  member text not null,
  year int not null references reporting.dim_year (year),
  month int not null check (month between 1 and 12),
  first_day date not null,
  value numeric,
  partial boolean not null,
  approximate boolean not null,
  undated boolean not null,
  numerator numeric,
  denominator numeric,
  primary key (division, indicator, dimension, member, month, year)
);
comment on table reporting.indicator_month is '指标月度累计值（1月至当月；时点数为月末值）';
comment on column reporting.indicator_month.division is '行政区划代码';
comment on column reporting.indicator_month.indicator is '指标代码';
comment on column reporting.indicator_month.dimension is '维度（空为合计）';
comment on column reporting.indicator_month.member is '维度成员（空为合计）';
comment on column reporting.indicator_month.year is '年度';
comment on column reporting.indicator_month.month is '月份';
comment on column reporting.indicator_month.first_day is '当月第一天';
comment on column reporting.indicator_month.value is '1月至当月累计值';
comment on column reporting.indicator_month.partial is '含未公开或不详的数值';
comment on column reporting.indicator_month.approximate is '含约数';
comment on column reporting.indicator_month.undated is '有月份不明的行未计入';
comment on column reporting.indicator_month.numerator is '分子';
comment on column reporting.indicator_month.denominator is '分母';
`;
