import { target } from '../entities/ledgers/target.js';
import { CATALOGUE } from '../indicators/catalogue/index.js';
import type { IndicatorDefinition } from '../indicators/define/definition.js';
import { SCHEMA } from '../reporting/datasets.js';
import { GRAFANA_POSTGRES } from './grafana.js';

/** The indicators with a figure and a chart of their own; the table below has all. */
const MAIN = [
  'FUND_UPPER_TOTAL',
  'PROJ_APPROVED',
  'HNTE_STOCK',
  'TSME_COUNT',
  'RD_INTENSITY_ASD',
  'TECH_CONTRACT_VALUE',
  'COMM_CONTRACTED',
  'TRAIN_SESSIONS',
].map((code) => CATALOGUE.find((indicator) => indicator.code === code)!);

/** Chosen above the dashboard, so that it can be imported beside any data source. */
const DATASOURCE = { type: GRAFANA_POSTGRES, uid: '${datasource}' };

const CHOSEN = `division = \${division:sqlstring}`;
const YEAR = `\${year:sqlstring}::int`;

/** A panel without its position. */
interface Panel {
  readonly title: string;
  readonly type: 'stat' | 'barchart' | 'table' | 'timeseries';
  readonly description?: string;
  readonly decimals?: number;
  readonly sql: string;
  readonly options?: object;
  readonly custom?: object;
}

/** The dashboard of the main indicators: their figures, their course over the years, all indicators of a year. */
export function grafanaDashboard(): string {
  const figures = MAIN.map((indicator) => place(figureOf(indicator), 3, 4));
  const courses = MAIN.map((indicator) => place(courseOf(indicator), 6, 8));
  const rest = [place(MONTHS, 12, 9), place(LEVELS, 12, 9), place(TABLE, 24, 14)];
  const dashboard = {
    uid: 'taizhang',
    title: '台账：主要指标',
    description: `各项指标的年度数值、同比与目标完成情况，取自 PostgreSQL 的 ${SCHEMA} 模式。`,
    tags: ['台账'],
    timezone: 'utc',
    schemaVersion: 39,
    version: 1,
    editable: true,
    graphTooltip: 0,
    time: { from: 'now-10y/y', to: 'now' },
    refresh: '',
    annotations: { list: [] },
    links: [],
    templating: { list: VARIABLES },
    panels: flow([...figures, ...courses, ...rest]),
  };
  return JSON.stringify(dashboard, null, 2);
}

function figureOf(indicator: IndicatorDefinition): Panel {
  return {
    ...shown(indicator),
    type: 'stat',
    sql: `select value from ${SCHEMA}.indicator_year
where ${CHOSEN} and indicator = ${literal(indicator.code)} and dimension = '' and year = ${YEAR}`,
    options: { graphMode: 'none', colorMode: 'value', reduceOptions: { calcs: ['lastNotNull'], values: false } },
  };
}

function courseOf(indicator: IndicatorDefinition): Panel {
  return {
    ...shown(indicator),
    type: 'barchart',
    sql: `select year::text as "年度", value as "本年值", target_low as "年度目标" from ${SCHEMA}.indicator_year
where ${CHOSEN} and indicator = ${literal(indicator.code)} and dimension = '' and $__timeFilter(first_day)
order by year`,
    options: { xField: '年度', legend: { showLegend: true, displayMode: 'list', placement: 'bottom' } },
  };
}

const MONTHS: Panel = {
  title: '1月至当月累计与上年同期（所选指标、年度）',
  description: '月份不明的行未计入，因此12月的累计可能小于全年值；时点数为月末值。',
  type: 'barchart',
  sql: `select month || '月' as "月份",
  max(value) filter (where year = ${YEAR}) as "本年累计", max(value) filter (where year = ${YEAR} - 1) as "上年同期累计"
from ${SCHEMA}.indicator_month
where ${CHOSEN} and indicator = \${indicator:sqlstring} and dimension = '' and year in (${YEAR}, ${YEAR} - 1)
group by month order by month`,
  options: { xField: '月份', legend: { showLegend: true, displayMode: 'list', placement: 'bottom' } },
};

const LEVELS: Panel = {
  title: '科技专项资金按级别（万元）',
  type: 'timeseries',
  sql: `select $__time(first_day), member as metric, value from ${SCHEMA}.indicator_year
where ${CHOSEN} and indicator = 'FUND_TOTAL' and dimension = 'level' and $__timeFilter(first_day)
order by first_day, member`,
  custom: { drawStyle: 'line', showPoints: 'always', pointSize: 7, lineWidth: 2, fillOpacity: 10 },
};

const TABLE: Panel = {
  title: '全部指标（所选年度）',
  type: 'table',
  sql: `select indicator_name as "指标", value as "本年值", unit as "单位", previous as "上年值", change as "增减",
  rate as "同比（%）", target_text as "年度目标", completion as "完成率（%）"
from ${SCHEMA}.indicator_year_wide
where ${CHOSEN} and dimension = '' and year = ${YEAR} and (value is not null or target_text is not null)
order by theme, indicator`,
};

const VARIABLES = [
  {
    name: 'datasource',
    label: '数据源',
    type: 'datasource',
    query: GRAFANA_POSTGRES,
    refresh: 1,
    hide: 0,
    includeAll: false,
    multi: false,
  },
  choice(
    'division',
    '区划',
    `select name as __text, code as __value from ${SCHEMA}.dim_division d
where exists (select from ${SCHEMA}.indicator_year y where y.division = d.code) order by code`,
  ),
  choice(
    'year',
    '年度',
    `select distinct year::text as __text, year::text as __value from ${SCHEMA}.dim_coverage
where reported and ledger <> '${target.id}' order by 1 desc`,
  ),
  choice(
    'indicator',
    '指标',
    `select name as __text, code as __value from ${SCHEMA}.dim_indicator d
where exists (select from ${SCHEMA}.indicator_month m where m.indicator = d.code) order by theme, code`,
  ),
];

function choice(name: string, label: string, query: string): object {
  return {
    name,
    label,
    type: 'query',
    datasource: DATASOURCE,
    query,
    definition: query,
    refresh: 1,
    sort: 0,
    hide: 0,
    includeAll: false,
    multi: false,
  };
}

function shown({ name, unit, decimals, numerator, denominator }: IndicatorDefinition) {
  const description = denominator === undefined ? numerator : `${numerator} ÷ ${denominator}`;
  return { title: `${name}（${unit}）`, description, decimals };
}

interface Placed {
  readonly panel: Panel;
  readonly width: number;
  readonly height: number;
}

function place(panel: Panel, width: number, height: number): Placed {
  return { panel, width, height };
}

/** Places the panels one after another in rows of 24, the width of Grafana's grid; panels of a row have one height. */
function flow(placed: readonly Placed[]): object[] {
  let x = 0;
  let y = 0;
  return placed.map(({ panel, width, height }, index) => {
    const gridPos = { x, y, w: width, h: height };
    x += width;
    if (x === 24) {
      x = 0;
      y += height;
    }
    return panelJson(panel, index + 1, gridPos);
  });
}

function panelJson(panel: Panel, id: number, gridPos: object): object {
  const { title, type, description = '', decimals, sql, options = {}, custom = {} } = panel;
  return {
    id,
    type,
    title,
    description,
    gridPos,
    datasource: DATASOURCE,
    fieldConfig: { defaults: { custom, ...(decimals === undefined ? {} : { decimals }) }, overrides: [] },
    options,
    targets: [
      {
        refId: 'A',
        datasource: DATASOURCE,
        editorMode: 'code',
        format: type === 'timeseries' ? 'time_series' : 'table',
        rawQuery: true,
        rawSql: sql,
      },
    ],
  };
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
