import { DISTRICT, YEARS, type Year } from '../records/district.js';
import { nameIn } from '../records/enterprise.js';
import {
  APPLICATIONS,
  type Application,
  type Distinction,
  DISTINCTIONS,
  type Membership,
  MEMBERSHIPS,
  type Registration,
  REGISTRATIONS,
} from '../records/qualification.js';
import { after, yearOf } from '../records/when.js';
import { emptySheet, type SheetLayout, type WorkbookLayout } from './sheet.js';
import { date } from './spell.js';
import { type Column, serial, sheetOf } from './table.js';

function certificates(year: Year): Column<Application>[] {
  const late = year >= 2023;
  const style = late ? 'chinese-serial' : 'chinese';
  const none = late ? '/' : '—';
  return [
    serial(),
    { head: '企业全称', under: '企业基本情况', width: 36, cell: (row) => nameIn(row.enterprise, year) },
    { head: '统一社会\n信用代码', under: '企业基本情况', width: 22, cell: (row) => row.enterprise.code },
    { head: '企业所属技术领域', under: '企业基本情况', width: 18, cell: (row) => row.enterprise.field },
    { head: '申报批次', under: '推荐情况', width: 10, down: true, cell: (row) => row.batch },
    {
      head: '推荐时间',
      under: '推荐情况',
      width: 14,
      cell: (row) => date(row.applied, late ? 'iso-serial' : 'dotted'),
    },
    { head: '申报结果', under: '认定情况', width: 10, cell: (row) => (row.certificate === null ? '未通过' : '通过') },
    { head: '是否重新认定', under: '认定情况', width: 13, cell: (row) => (row.renewal ? '是' : '否') },
    { head: '高企证书编号', under: '认定情况', width: 18, cell: (row) => row.certificate?.no ?? none },
    {
      head: '发证时间',
      under: '认定情况',
      width: 16,
      cell: (row) => date(row.certificate?.issued ?? null, style, none),
    },
    {
      head: '公告日期',
      under: '认定情况',
      width: 16,
      cell: (row) => date(row.certificate?.announced ?? null, style, none),
    },
    late
      ? {
          head: '有效期至',
          under: '认定情况',
          width: 14,
          cell: (row) => date(row.certificate === null ? null : expiry(row.certificate.issued.from), 'dashed', none),
        }
      : { head: '有效期', under: '认定情况', width: 8, cell: (row) => (row.certificate === null ? none : '三年') },
    { head: '取消资格日期', width: 15, cell: (row) => date(row.revoked, 'chinese', null) },
  ];
}

/** The last day of a certificate of three years. */
function expiry(issued: string) {
  const [year, rest] = [Number(issued.slice(0, 4)), issued.slice(4)];
  const third = `${year + 3}${rest}`;
  return after({ from: third, to: third, precision: 'day' }, -1);
}

function certified(year: Year): SheetLayout {
  return sheetOf({
    name: String(year),
    title: `${year}年${DISTRICT.name}高新技术企业申报认定情况统计表`,
    caption: `填报单位（盖章）：${DISTRICT.bureau}`,
    columns: certificates(year),
    blocks: (['第一批', '第二批'] as const).map((batch) => ({
      records: APPLICATIONS.filter((row) => row.year === year && row.batch === batch),
    })),
    footers: ['填报人：　　　　　　　　　　负责人：　　　　　　　　　　填报时间：'],
  });
}

/** HNTE applications and certificates: a sheet a year, two-level headings. */
export const hnte: WorkbookLayout = {
  file: '高新技术企业申报认定统计表.xlsx',
  format: 'xlsx',
  sheets: [...YEARS.map(certified), emptySheet('Sheet2')],
};

const registered: Column<Registration>[] = [
  serial(),
  { head: '年份', width: 8, cell: (row) => String(row.year) },
  { head: '企业全称', width: 30, cell: (row) => nameIn(row.enterprise, row.year) },
  { head: '社会信用代码', width: 20, cell: (row) => row.enterprise.code },
  { head: '科技型中小企业入库登记编号', width: 24, cell: (row) => row.no },
  { head: '入库时间', width: 12, cell: (row, index) => date(row.date, index % 3 === 0 ? 'dashed' : 'slashed') },
];

/** TSME registrations: a bare table saved as CSV by Excel, in GBK. */
export const tsme: WorkbookLayout = {
  file: '科技型中小企业入库登记信息.csv',
  format: 'csv-gbk',
  sheets: [bare(sheetOf({ name: 'csv', title: '', columns: registered, blocks: [{ records: REGISTRATIONS }] }))],
};

const distinct: Column<Distinction>[] = [
  serial('NO.'),
  { head: '荣誉名称', width: 12, cell: (row) => row.type },
  { head: '认定级别', width: 10, cell: (row) => row.level },
  { head: '认定批次', width: 14, cell: (row) => row.batch },
  { head: '公司名称', width: 30, cell: (row) => nameIn(row.enterprise, yearOf(row.issued)) },
  { head: '统一社会信用代码', width: 20, cell: (row) => row.enterprise.code },
  { head: '获评时间', width: 14, cell: (row) => date(row.issued, 'chinese') },
  {
    head: '认定部门',
    width: 20,
    cell: (row) =>
      row.level === '国家' ? '工业和信息化部' : row.level === '市' ? '云岭市工业和信息化局' : '自治区工业和信息化厅',
  },
];

/** 专精特新 recognitions: CSV with a title line, in UTF-8 with a byte order mark. */
export const distinctions: WorkbookLayout = {
  file: '专精特新企业名单.csv',
  format: 'csv-bom',
  sheets: [
    sheetOf({
      name: 'csv',
      title: `${DISTRICT.name}专精特新企业名单`,
      columns: distinct,
      blocks: [{ records: DISTINCTIONS }],
    }),
  ],
};

const pooled: Column<Membership>[] = [
  serial(),
  { head: '培育库', width: 14, down: true, cell: (row) => row.pool },
  { head: '*单位名称', width: 36, cell: (row) => nameIn(row.enterprise, yearOf(row.joined)) },
  { head: '*统一社会信用代码', width: 22, cell: (row) => row.enterprise.code },
  { head: '所属领域', width: 18, cell: (row) => row.enterprise.field },
  { head: '*入库日期', width: 15, cell: (row, index) => date(row.joined, index % 2 === 0 ? 'iso-serial' : 'slashed') },
  { head: '出库日期', width: 15, cell: (row) => date(row.left, 'chinese', '—') },
  { head: '备　注', width: 16, cell: (row) => (row.left === null ? null : '期满出库') },
];

/** The cultivation pools, with an instruction row and required headings. */
export const pool: WorkbookLayout = {
  file: '科技企业培育库名册.xlsx',
  format: 'xlsx',
  sheets: [
    sheetOf({
      name: '培育库',
      title: `${DISTRICT.name}科技企业培育库名册`,
      instructions:
        '填写说明：\n1、带“*”的为必填；\n2、仍在库的企业，出库日期填“—”；\n3、企业名称应与营业执照一致，同一企业再次入库的另起一行。',
      columns: pooled,
      blocks: (['高企培育库', '科技企业库'] as const).map((of) => ({
        records: MEMBERSHIPS.filter((row) => row.pool === of),
      })),
      footers: ['制表：高新室'],
    }),
    emptySheet('Sheet2'),
    emptySheet('Sheet3'),
  ],
};

/** A sheet without its title row. */
function bare(sheet: SheetLayout): SheetLayout {
  return { ...sheet, rows: sheet.rows.slice(1), merges: [] };
}
