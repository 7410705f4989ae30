import type { LedgerField } from '../../../src/entities/ledger.js';
import type { FieldReading, LedgerReading } from '../../ledgers/ledger.js';
import { exampleOf } from './example.js';
import type { ExampleValue } from './examples.js';

/** One column of a template. */
export interface TemplateColumn {
  /** Name of the field; null for 序号, 年度 and 行政区划, which every ledger has. */
  readonly field: string | null;
  /** With `*` where it must be filled in, and with its unit on a second line. */
  readonly heading: string;
  /** What to fill in, for the comment on the heading. */
  readonly note: string;
  readonly example: ExampleValue;
  /** Whether the example is written as a day and not as text. */
  readonly day: boolean;
  /** Excel's number format. */
  readonly format: string;
  /** In characters. */
  readonly width: number;
  /** Members of a drop-down list; without any the cell is free. */
  readonly options: readonly string[];
  readonly figure: boolean;
}

/** The text in the first column of the example row, by which the importer skips it. */
export const EXAMPLE_MARK = '示例';

/** The longest list in a comment of Excel's usual size. */
const SHORT = 40;
const TEXT = '@';
const DAY = 'yyyy-mm-dd';
const NOTHING = '没有数据填“/”，为零填“0”。';
const COUNTED = new Set(['人', '人次', '家', '份', '个', '件', '户', '场次', '株']);

/** The columns of a ledger's template, in the order of its declaration; the remark comes last. */
export function templateColumns(reading: LedgerReading): TemplateColumn[] {
  const fields = Object.entries(reading.ledger.fields).filter(([name]) => reading.fields[name] !== undefined);
  const columns = fields.map(([name, field]) => fieldColumn(reading, name, field));
  return [sequence, yearColumn(reading), division, ...columns.filter((column) => column.field !== 'remark')].concat(
    columns.filter((column) => column.field === 'remark'),
  );
}

const sequence: TemplateColumn = {
  field: null,
  heading: '序号',
  note: `从1起顺次填写。写着“${EXAMPLE_MARK}”的行是填写示例，导入时自动跳过。`,
  example: EXAMPLE_MARK,
  day: false,
  format: 'General',
  width: 7,
  options: [],
  figure: false,
};

const division: TemplateColumn = {
  field: null,
  heading: '行政区划',
  note: '区划名称或代码，如“150103”。全表都是本地的可以不填，按上传时指定的区划归属。',
  example: '150103',
  day: false,
  format: TEXT,
  width: 12,
  options: [],
  figure: false,
};

function yearColumn(reading: LedgerReading): TemplateColumn {
  const must = reading.year[0] === '@year';
  const dates = reading.year.filter((source) => reading.ledger.fields[source] !== undefined);
  const names = dates.map((source) => `“${reading.ledger.fields[source]?.zh ?? source}”`);
  return {
    field: null,
    heading: must ? '*年度' : '年度',
    note: `四位年份，如2024。${must ? '必填。' : `填了${names.join('或')}的可以不填。`}`,
    example: 2024,
    day: false,
    format: '0',
    width: 8,
    options: [],
    figure: false,
  };
}

function fieldColumn(reading: LedgerReading, name: string, field: LedgerField): TemplateColumn {
  const read = reading.fields[name];
  const group = reading.required.find((each) => each.includes(name));
  const unit = field.kind === 'money' ? reading.usualUnit : field.unit;
  const options = field.kind === 'boolean' ? ['是', '否'] : Object.keys(read?.vocabulary?.members ?? {});
  const example = exampleOf(reading.ledger.id, name, field, read);
  const heading = `${group?.[0] === name ? '*' : ''}${field.zh}${unit === undefined ? '' : `\n（${unit}）`}`;
  return {
    field: name,
    heading,
    note: [necessity(reading, group), hint(field, read, unit, options)].filter((text) => text !== '').join(''),
    example,
    day: field.kind === 'date' && /^\d{4}-\d\d-\d\d$/u.test(String(example)),
    format: formatOf(field),
    width: widthOf(field, heading, example),
    options,
    figure: field.kind === 'money' || field.kind === 'number',
  };
}

function necessity(reading: LedgerReading, group: readonly string[] | undefined): string {
  if (group === undefined) return '';
  const names = group.map((name) => `“${reading.ledger.fields[name]?.zh ?? name}”`);
  return names.length === 1 ? '必填。' : `${names.join('、')}至少填一项。`;
}

function hint(
  field: LedgerField,
  read: FieldReading | undefined,
  unit: string | undefined,
  options: readonly string[],
): string {
  if (options.length > 0) {
    const listed = options.join('、');
    return listed.length <= SHORT ? `从下拉列表中选：${listed}。` : `从下拉列表中选，共${options.length}项。`;
  }
  switch (field.kind) {
    case 'money':
    case 'number':
      return `只填数字${unit === undefined ? '' : `，单位${unit}`}。${NOTHING}`;
    case 'date':
      return '填日期，如“2024-09-01”。只知道月份的，先输入英文单引号再填“2024年9月”；多天的填“2024年9月21日—23日”。';
    case 'list':
      return '有几个的，之间用“；”隔开。';
    case 'code':
      return read?.shape === 'creditCode'
        ? '18位统一社会信用代码，照营业执照填写。'
        : '照原件完整填写。本列是文本格式，不会丢失末尾的数字。';
    case 'person':
      return '填姓名。';
    case 'organisation':
      return '填全称，与公章一致。';
    default:
      return '';
  }
}

/** The format of text: otherwise Excel turns `1-2` into a date and ends a long number in zeros. */
function formatOf(field: LedgerField): string {
  switch (field.kind) {
    case 'money':
      return '#,##0.00####';
    case 'number':
      return field.unit !== undefined && COUNTED.has(field.unit) ? '#,##0' : 'General';
    case 'date':
      return DAY;
    default:
      return TEXT;
  }
}

/** Wide enough for the heading's lines and for the example; a Chinese character takes two. */
function widthOf(field: LedgerField, heading: string, example: ExampleValue): number {
  const least = field.kind === 'date' ? 12 : field.kind === 'money' || field.kind === 'number' ? 11 : 10;
  return Math.min(
    34,
    Math.max(least, ...heading.split('\n').map((line) => columnsOf(line) + 3), columnsOf(String(example)) + 4),
  );
}

/** The width of a text in half-width characters. */
function columnsOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0);
}
