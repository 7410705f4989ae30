import { DISTRICT, YEARS, type Year } from '../records/district.js';
import { nameIn } from '../records/enterprise.js';
import { type Project, sheetOf as projectsOf, statusOf } from '../records/project.js';
import { after } from '../records/when.js';
import { type Cell, emptySheet, type SheetLayout, type WorkbookLayout } from './sheet.js';
import { type DateStyle, date, inUnit } from './spell.js';
import { type Block, type Column, serial, sheetOf } from './table.js';

const STYLES: Record<Year, DateStyle> = { 2021: 'dotted', 2022: 'iso-serial', 2023: 'compact', 2024: 'chinese' };
const NOTHING: Record<Year, Cell> = { 2021: '/', 2022: '—', 2023: '无', 2024: null };
const LEVEL_WORDS = { 国家: '国家', 自治区: '自治区', 市: '市', 本级: '本级' } as const;
const NUMERALS = ['一', '二', '三', '四'];

function columns(year: Year): Column<Project>[] {
  const style = STYLES[year];
  const none = NOTHING[year];
  const star = year === 2024 ? '*' : '';
  const total = (pick: (project: Project) => number) => (projects: readonly Project[]) =>
    inUnit(
      projects.reduce((sum, project) => sum + pick(project), 0),
      '万元',
    );
  return [
    serial(),
    { head: '项目层级', width: 9, down: true, cell: (project) => LEVEL_WORDS[project.level] },
    { head: `${star}立项编号`, width: 16, cell: (project) => project.no ?? '/' },
    { head: `${star}项目名称`, width: 34, cell: (project) => project.name },
    { head: '计划类别', width: 15, cell: (project) => project.type },
    {
      head: year === 2021 ? '项目承担\n单　位' : `${star}项目承担单位`,
      width: 32,
      cell: (project) => nameIn(project.lead, year),
    },
    { head: '信用代码', width: 21, cell: (project) => project.lead.code },
    { head: '项目负责人', width: 11, cell: (project) => project.leader },
    { head: '所属领域', width: 17, cell: (project) => project.field },
    { head: '协作单位', width: 40, cell: (project) => project.partners.join('；') || none },
    { head: '申请时间', under: '立项情况', width: 16, cell: (project) => date(project.applied, style) },
    { head: '审批时间', under: '立项情况', width: 16, cell: (project) => date(project.approved, style, none) },
    { head: '签约时间', under: '立项情况', width: 16, cell: (project) => date(project.signed, style, none) },
    {
      head: '总经费',
      under: '经　费（万元）',
      width: 10,
      cell: (project) => inUnit(project.grant + project.selfRaised, '万元'),
      total: total((project) => project.grant + project.selfRaised),
    },
    {
      head: '财政拨款',
      under: '经　费（万元）',
      width: 10,
      cell: (project) => inUnit(project.grant, '万元'),
      total: total((project) => project.grant),
    },
    {
      head: '自筹资金',
      under: '经　费（万元）',
      width: 10,
      cell: (project) => inUnit(project.selfRaised, '万元'),
      total: total((project) => project.selfRaised),
    },
    { head: '验收时间', under: '验收情况', width: 16, cell: (project) => date(project.accepted, style, none) },
    { head: '验收结论', under: '验收情况', width: 10, cell: (project) => project.result ?? none },
    { head: '终止时间', width: 16, cell: (project) => date(project.ended, style, none) },
    { head: '项目状态', width: 10, cell: (project) => statusOf(project) },
    {
      head: '计划完成时间',
      width: 16,
      cell: (project) => date(project.signed === null ? null : after(project.signed, 730), style, none),
    },
    { head: '备  注', width: 12, cell: (project) => (project.applied.from < `${year}-01-01` ? '结转项目' : null) },
  ];
}

function blocks(year: Year): Block<Project>[] {
  const { own, carried } = projectsOf(year);
  const all = [...own, ...carried];
  const levels = (['自治区', '市', '本级'] as const).map((level) => all.filter((project) => project.level === level));
  switch (year) {
    case 2021:
      return [{ records: all }];
    case 2022:
      return levels.map((records) => ({ records, subtotal: '小计' }));
    case 2023:
      return levels.map((records, at) => ({
        records,
        group: `${NUMERALS[at]}、${['自治区级', '市级', '本级'][at]}项目`,
      }));
    case 2024:
      return [{ records: own }, { records: carried, continued: '（续表）结转项目' }];
  }
}

function sheet(year: Year): SheetLayout {
  return sheetOf({
    name: `${year}年`,
    title: `${DISTRICT.name}${year}年度科技计划项目汇总表`,
    ...(year === 2024
      ? {
          instructions:
            '填表说明：1.带*的为必填项；2.时间精确到日，确实无法确定的填写到月；3.结转项目填写本年度进展情况，项目编号与立项时保持一致；4.没有内容填写的栏目可以不填。',
        }
      : {}),
    caption: `填报单位：${DISTRICT.bureau}　　　　　　　　单位：万元`,
    columns: columns(year),
    blocks: blocks(year),
    total: year === 2021 ? '合  计' : '总计',
    footers: ['单位负责人：　　　　　　　审核人：　　　　　　　填表人：　　　　　　　填报日期：'],
  });
}

/** Projects: a sheet a year, two-level headings; older projects come back in the year of their next step. */
export const projects: WorkbookLayout = {
  file: '科技计划项目汇总表（2021-2024）.xlsx',
  format: 'xlsx',
  sheets: [...YEARS.map(sheet), emptySheet('Sheet2'), emptySheet('Sheet3')],
};
