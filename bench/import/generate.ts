/**
 * Writes a project ledger of any length as Excel would: shared strings, numbers, and dates by style, 15 columns.
 * Usage: node dist/bench/import/generate.js FILE ROWS
 */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const BATCH = 500;
const HEADINGS =
  '序号 项目级别 项目编号 项目名称 承担单位 项目负责人 技术领域 申请时间 审批时间 签约时间 总经费（万元） 自筹（万元） 验收时间 验收结论 项目状态'.split(
    ' ',
  );
const LEVELS = ['国家', '自治区', '市', '本级'];
const FIELDS = ['电子信息', '生物与新医药', '新材料', '先进制造与自动化', '资源与环境', '现代农业'];
const STATES = ['在研', '已验收', '终止'];
const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'];
const GIVEN = [...'伟芳娜敏静强磊军洋勇艳杰涛明超霞'];
const PLACES = ['示例', '青禾', '金桥', '天成', '恒润', '瑞丰', '宏图', '鼎新', '佳禾', '安泰'];
const TRADES = ['农业科技', '新材料', '信息技术', '装备制造', '环保科技', '医药', '新能源', '大数据产业'];
const FIRST_DAY = 43_831;

/** The pools of strings that repeat, in the order of the shared strings; the row's own two follow them. */
const NAMES = SURNAMES.flatMap((surname) => GIVEN.map((given) => surname + given));
const COMPANIES = PLACES.flatMap((place) =>
  TRADES.flatMap((trade) => ['有限公司', '有限责任公司', '股份有限公司'].map((form) => `${place}${trade}${form}`)),
);
const POOLS = [HEADINGS, LEVELS, COMPANIES, NAMES, FIELDS, STATES, ['合格']];
const STARTS = POOLS.map((_, index) => POOLS.slice(0, index).flat().length);
const POOLED = POOLS.flat();

/** Writes `rows` ledger rows, below one row of headings, into a new .xlsx; of every `changed` rows one has another amount. */
export async function generateWorkbook(path: string, rows: number, changed = Infinity): Promise<void> {
  const zip = new ZipFile();
  const add = (name: string, xml: string) => zip.addBuffer(Buffer.from(xml), name);
  add(
    '[Content_Types].xml',
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
      override('workbook', 'sheet.main') +
      override('worksheets/sheet1', 'worksheet') +
      override('styles', 'styles') +
      override('sharedStrings', 'sharedStrings') +
      '</Types>',
  );
  add('_rels/.rels', relations(['officeDocument', 'xl/workbook.xml']));
  add(
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="项目台账" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  );
  add(
    'xl/_rels/workbook.xml.rels',
    relations(['worksheet', 'worksheets/sheet1.xml'], ['styles', 'styles.xml'], ['sharedStrings', 'sharedStrings.xml']),
  );
  add(
    'xl/styles.xml',
    `<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  );
  zip.addReadStream(Readable.from(sheetXml(rows, changed)), 'xl/worksheets/sheet1.xml', { compressionLevel: 6 });
  zip.addReadStream(Readable.from(stringsXml(rows)), 'xl/sharedStrings.xml', { compressionLevel: 6 });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}

function override(part: string, type: string): string {
  return `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`;
}

function relations(...list: readonly (readonly [string, string])[]): string {
  const each = list.map(([type, to], i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${type}" Target="${to}"/>`);
  return `<Relationships xmlns="${PACKAGE}">${each.join('')}</Relationships>`;
}

function* sheetXml(rows: number, changed: number): Generator<Buffer> {
  const headings = HEADINGS.map((_, column) => string(column, 1, column)).join('');
  yield Buffer.from(`<worksheet xmlns="${MAIN}"><sheetData><row r="1" spans="1:15">${headings}</row>`);
  for (let from = 0; from < rows; from += BATCH) {
    let xml = '';
    for (let row = from; row < Math.min(rows, from + BATCH); row++) xml += rowXml(row, row % changed === 0 ? 1 : 0);
    yield Buffer.from(xml);
  }
  yield Buffer.from('</sheetData></worksheet>');
}

function rowXml(row: number, more: number): string {
  const at = row + 2;
  const pick = (pool: number, salt: number) => STARTS[pool]! + ((row * salt + (row >> 5)) % POOLS[pool]!.length);
  const applied = FIRST_DAY + (row % 1_461);
  const done = row % 3 === 0;
  return (
    `<row r="${at}" spans="1:15">` +
    number(0, at, row + 1) +
    string(1, at, pick(1, 1)) +
    string(2, at, POOLED.length + row * 2) +
    string(3, at, POOLED.length + row * 2 + 1) +
    string(4, at, pick(2, 7)) +
    string(5, at, pick(3, 11)) +
    string(6, at, pick(4, 1)) +
    date(7, at, applied) +
    date(8, at, applied + 40) +
    date(9, at, applied + 60) +
    number(10, at, ((row * 7_919) % 1_000_000) / 100 + more) +
    number(11, at, ((row * 104_729) % 500_000) / 100) +
    (done ? date(12, at, applied + 700) + string(13, at, STARTS[6]!) : '') +
    string(14, at, STARTS[5]! + (done ? 1 : 0)) +
    '</row>'
  );
}

const COLUMNS = [...'ABCDEFGHIJKLMNO'];
const string = (column: number, row: number, index: number) =>
  `<c r="${COLUMNS[column]}${row}" t="s"><v>${index}</v></c>`;
const number = (column: number, row: number, value: number) => `<c r="${COLUMNS[column]}${row}"><v>${value}</v></c>`;
const date = (column: number, row: number, serial: number) =>
  `<c r="${COLUMNS[column]}${row}" s="1"><v>${serial}</v></c>`;

function* stringsXml(rows: number): Generator<Buffer> {
  const pooled = POOLED.map((text) => `<si><t>${text}</t></si>`).join('');
  yield Buffer.from(`<sst xmlns="${MAIN}" uniqueCount="${POOLED.length + rows * 2}">${pooled}`);
  for (let from = 0; from < rows; from += BATCH) {
    let xml = '';
    for (let row = from; row < Math.min(rows, from + BATCH); row++)
      xml += `<si><t>KJ${2020 + (row % 4)}${String(row).padStart(7, '0')}</t></si><si><t>${FIELDS[row % FIELDS.length]}关键技术研发与示范应用项目（第${row + 1}期）</t></si>`;
    yield Buffer.from(xml);
  }
  yield Buffer.from('</sst>');
}

const [script, path, count] = process.argv.slice(1);
if (script?.endsWith('generate.js') && path !== undefined) await generateWorkbook(path, Number(count));
