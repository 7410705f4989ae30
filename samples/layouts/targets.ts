import { DISTRICT, YEARS } from '../records/district.js';
import { type Observation, OBSERVATIONS, type Problem, PROBLEMS, type Target, TARGETS } from '../records/target.js';
import { emptySheet, type WorkbookLayout } from './sheet.js';
import { type Column, serial, sheetOf } from './table.js';

const targets: Column<Target>[] = [
  serial(),
  { head: '指标内容', width: 30, cell: (row) => row.name },
  { head: '计量单位', width: 12, cell: (row) => row.unit || '/' },
  { head: '年度目标', width: 18, cell: (row) => row.text },
  { head: '责任单位', width: 14, cell: (row) => row.department },
  { head: '备注', width: 16, cell: () => null },
];

const problems: Column<Problem>[] = [
  serial(),
  { head: '年度', width: 10, down: true, cell: (row) => row.year },
  { head: '问题类别', width: 14, cell: (row) => row.category },
  { head: '存在问题', width: 38, cell: (row) => row.text },
  { head: '整改措施', width: 34, cell: (row) => row.measure },
  { head: '责任单位', width: 12, cell: (row) => row.responsible },
  { head: '整改情况', width: 12, cell: (row) => row.status },
  { head: '完成时间', width: 12, cell: (row) => row.closed?.replace(/-0?(\d+)$/u, '年$1月') ?? null },
];

/** Targets, a sheet a year, and the list of problems. */
export const targetsAndProblems: WorkbookLayout = {
  file: '年度目标任务及问题清单.xlsx',
  format: 'xlsx',
  sheets: [
    ...YEARS.slice(1).map((year) =>
      sheetOf({
        name: `${year}年目标`,
        title: `${DISTRICT.bureau}${year}年度目标任务分解表`,
        columns: targets,
        blocks: [{ records: TARGETS.filter((row) => row.year === year) }],
      }),
    ),
    sheetOf({
      name: '问题清单',
      title: `${DISTRICT.bureau}存在问题整改清单`,
      columns: problems,
      blocks: YEARS.map((year) => ({ records: PROBLEMS.filter((row) => row.year === year) })),
    }),
  ],
};

function reported(now: string, before: string, growth: string): Column<Observation>[] {
  return [
    serial(),
    { head: '指标名称', width: 30, cell: (row) => row.indicator },
    { head: '计量单位', width: 12, cell: (row) => row.unit },
    { head: now, width: 14, cell: (row) => row.value },
    { head: before, width: 14, cell: (row) => row.previous },
    { head: growth, width: 14, cell: (row) => row.growth ?? '—' },
    { head: '数据来源', width: 18, cell: (row) => row.source },
  ];
}

/** Figures reported as totals: this year beside the last, with the published growth. */
export const report: WorkbookLayout = {
  file: '主要科技指标年报表.xlsx',
  format: 'xlsx',
  sheets: [
    sheetOf({
      name: '2023年',
      title: `${DISTRICT.name}2023年主要科技指标`,
      columns: reported('本年', '上年同期', '增减率（%）'),
      blocks: [{ records: OBSERVATIONS.filter((row) => row.year === 2023) }],
      footers: ['注：投入强度为比率，不计算增减率。'],
    }),
    sheetOf({
      name: '2024年',
      title: `${DISTRICT.name}2024年主要科技指标`,
      columns: reported('1-12月\n累计', '上年同期', '同比增长（%）'),
      blocks: [{ records: OBSERVATIONS.filter((row) => row.year === 2024) }],
      footers: ['注：地区生产总值增速按可比价格计算。'],
    }),
    emptySheet('Sheet3'),
  ],
};
