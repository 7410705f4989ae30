import type { Sql } from '../database/sql.js';
import { sql } from 'kysely';
import { columnName, fieldColumns, type LedgerDeclaration, type LedgerField, ROW_COLUMNS } from '../entities/ledger.js';
import { LEDGERS } from '../entities/ledgers/index.js';
import type { ColumnType, Dataset, DatasetColumn } from './dataset.js';
import { TABLES } from './tables.js';

/** A column of a view with the expression that gives it. */
export interface ViewColumn extends DatasetColumn {
  readonly from: Sql;
}

/** A view of the schema `reporting`: a dataset with the SQL behind it. */
export interface View extends Dataset {
  readonly columns: readonly ViewColumn[];
  /** The clauses after `from`. */
  readonly source: Sql;
}

/** The wide view of a ledger: every row with its division, fields, enterprise and source. */
function ledgerView(ledger: LedgerDeclaration): View {
  const fields = Object.entries(ledger.fields).flatMap(([name, field]) => fieldViewColumns(name, field));
  const enterprise: ViewColumn[] = [
    {
      name: 'enterprise_id',
      type: 'uuid',
      zh: ROW_COLUMNS.enterprise_id.zh,
      nullable: true,
      from: sql`t.enterprise_id`,
    },
    { name: 'enterprise_name', type: 'text', zh: '企业（单位）名称', nullable: true, from: sql`e.name` },
    {
      name: 'enterprise_credit_code',
      type: 'text',
      zh: '企业（单位）统一社会信用代码',
      nullable: true,
      from: sql`e.credit_code`,
    },
  ];
  return {
    name: ledger.table,
    zh: ledger.zh,
    key: ['division', 'id'],
    columns: [
      ...DIVISION,
      { name: 'id', type: 'uuid', zh: ROW_COLUMNS.id.zh, nullable: false, from: sql`t.id` },
      { name: 'year', type: 'integer', zh: ROW_COLUMNS.year.zh, nullable: false, from: sql`t.year` },
      { name: 'first_day', type: 'date', zh: '年度第一天', nullable: false, from: sql`make_date(t.year, 1, 1)` },
      ...fields,
      ...(ledger.enterprise === undefined ? [] : enterprise),
      flagsColumn(ledger),
      { name: 'limits', type: 'text', zh: LIMITS, nullable: true, from: sql`l.limits::text` },
      { name: 'workbook', type: 'text', zh: '工作簿', nullable: true, from: sql`r.file_name` },
      { name: 'sheet', type: 'text', zh: ROW_COLUMNS.sheet.zh, nullable: false, from: sql`t.sheet` },
      { name: 'row_number', type: 'integer', zh: ROW_COLUMNS.row_number.zh, nullable: false, from: sql`t.row_number` },
    ],
    source: sql`${sql.table(ledger.table)} t
      left join division d on d.code = t.division
      ${ledger.enterprise === undefined ? sql`` : sql`left join enterprise e on e.division = t.division and e.id = t.enterprise_id`}
      left join import_run r on r.id = t.run_id
      left join figures.sheet_limits l on l.id = t.limits`,
  };
}

function flagsColumn({ fields }: LedgerDeclaration): ViewColumn {
  const members = Object.keys(fields).map(columnName);
  return { name: 'flags', type: 'flags', zh: FLAGS, nullable: true, members, from: sql`nullif(t.flags, '{}')::text` };
}

const FLAGS = '数值标记，按字段：masked 未公开、unknown 不详、approximate 约数、atLeast 不少于、atMost 不多于；空为无';

const LIMITS = '覆盖范围：该行所在工作表对全表各行限定的内容，按字段；空为不限';

const DIVISION: readonly ViewColumn[] = [
  { name: 'division', type: 'text', zh: ROW_COLUMNS.division.zh, nullable: false, from: sql`t.division` },
  { name: 'division_name', type: 'text', zh: '行政区划名称', nullable: true, from: sql`d.name` },
];

/** BI tools cannot chart an array, so a list is one text. */
function fieldViewColumns(name: string, field: LedgerField): ViewColumn[] {
  if (field.kind === 'list') {
    const column = columnName(name);
    const list = sql`t.${sql.ref(column)}`;
    // The importer reads the members back, also those that have a 、 of their own.
    const from = sql`case when array_to_string(${list}, '') like '%、%' then array_to_string(${list}, '；') || case when cardinality(${list}) = 1 then '；' else '' end
      else array_to_string(${list}, '、') end`;
    return [
      { name: column, type: 'text', zh: `${field.zh}（以顿号分隔，项中有顿号的以分号分隔）`, nullable: true, from },
    ];
  }
  const columns = fieldColumns(name, field).map((column): ViewColumn => ({
    name: column.name,
    type: TYPES[column.type]!,
    zh: column.name.endsWith('_precision') && field.kind === 'date' ? `${column.zh}：${PRECISIONS}` : column.zh,
    nullable: true,
    from: sql`t.${sql.ref(column.name)}`,
  }));
  return field.kind === 'date' ? spanColumns(columnName(name), columns) : columns;
}

/**
 * A date that is known to the quarter or the year only is no day: a chart by month would show it in January. Its first
 * and last day have columns of their own.
 */
function spanColumns(name: string, [day, ...others]: readonly ViewColumn[]): ViewColumn[] {
  const known = sql`t.${sql.ref(`${name}_precision`)} in ('day', 'xun', 'month')`;
  return [
    { ...day!, from: sql`case when ${known} then ${day!.from} end` },
    { ...day!, name: `${name}_from`, zh: `${day!.zh}（起）` },
    ...others,
  ];
}

const PRECISIONS = 'day 日、xun 旬、month 月、quarter 季、year 年';

const TYPES: Readonly<Record<string, ColumnType>> = {
  text: 'text',
  numeric: 'decimal',
  date: 'date',
  boolean: 'boolean',
};

/** The enterprises that ledger rows are about. */
const ENTERPRISES: View = {
  name: 'enterprise',
  zh: '企业（单位）',
  key: ['division', 'id'],
  columns: [
    ...DIVISION,
    { name: 'id', type: 'uuid', zh: '企业标识', nullable: false, from: sql`t.id` },
    { name: 'name', type: 'text', zh: '名称', nullable: false, from: sql`t.name` },
    { name: 'credit_code', type: 'text', zh: '统一社会信用代码', nullable: true, from: sql`t.credit_code` },
    { name: 'registration_no', type: 'text', zh: '工商注册号', nullable: true, from: sql`t.registration_no` },
  ],
  source: sql`enterprise t left join division d on d.code = t.division`,
};

const INDICATOR_YEAR = TABLES.find(({ name }) => name === 'indicator_year')!;

/** Columns of `indicator_year` that identify the figure; names are added beside them. */
const PLACE = ['division', 'indicator', 'dimension', 'member', 'is_total', 'year', 'first_day'];

const ofYear = (named: boolean): ViewColumn[] =>
  INDICATOR_YEAR.columns
    .filter(({ name }) => PLACE.includes(name) === named)
    .map((column) => ({ ...column, from: sql`t.${sql.ref(column.name)}` }));

/** The figures with the names of their divisions and indicators, so that a chart needs no join. */
const INDICATOR_YEAR_WIDE: View = {
  name: 'indicator_year_wide',
  zh: '指标年值，带指标与区划名称',
  key: INDICATOR_YEAR.key,
  columns: [
    ...ofYear(true),
    { name: 'division_name', type: 'text', zh: '行政区划名称', nullable: false, from: sql`d.name` },
    { name: 'division_level', type: 'text', zh: '行政区划级别', nullable: false, from: sql`d.level` },
    { name: 'parent_code', type: 'text', zh: '上级行政区划代码', nullable: true, from: sql`d.parent_code` },
    { name: 'indicator_name', type: 'text', zh: '指标名称', nullable: false, from: sql`i.name` },
    { name: 'theme', type: 'text', zh: '主题', nullable: false, from: sql`i.theme` },
    { name: 'unit', type: 'text', zh: '计量单位', nullable: false, from: sql`i.unit` },
    {
      name: 'kind',
      type: 'text',
      zh: '类别：FLOW 时期数、STOCK 时点数、RATIO 比率',
      nullable: false,
      from: sql`i.kind`,
    },
    ...ofYear(false),
  ],
  source: sql`reporting.indicator_year t
      join reporting.dim_indicator i on i.code = t.indicator
      join reporting.dim_division d on d.code = t.division`,
};

/** Every view: the named figures, one a ledger, made from its declaration, and the enterprises. */
export const VIEWS: readonly View[] = [INDICATOR_YEAR_WIDE, ...LEDGERS.map(ledgerView), ENTERPRISES];
