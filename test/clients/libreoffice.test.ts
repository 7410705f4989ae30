import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import excel, { type CellValue, type Worksheet } from 'exceljs';
import { sql } from 'kysely';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ColumnType, type Dataset, datasetOf, DATASETS } from '../../src/reporting/datasets.js';
import { type District, openDistrict } from './district.js';
import { failure, run } from './program.js';

/** LibreOffice Calc opens the exports and saves what it made of them as workbooks, which tell each cell's kind. */
const SOFFICE = { command: 'soffice', packages: ['libreoffice-calc-nogui'] };

/** How the text import is answered: UTF-8, commas, Chinese; whether quoted values stay texts; whether dates are known. */
const csvFilter = (texts: boolean) => `CSV:44,34,76,1,,2052,${texts},${!texts}`;

/** Texts that a spreadsheet program would like to make something else of. */
const TEXTS = [
  '=1+1',
  '=HYPERLINK("http://127.0.0.1/","看")',
  '+8613800000000',
  '-5℃',
  '@sum(a1)',
  '＝1+1',
  '0012',
  '123456789012345678',
  '2024-01-02',
  '1/2',
  '3－4家',
  'TRUE',
  '1e5',
  '中间  有空格',
  ' 两头有空格 ',
  '“引号”"和,逗号',
  '第一行\n第二行',
  '𠮷林省𡈽',
];

let district: District;
let folder: string;
beforeAll(async () => {
  district = await openDistrict();
  folder = await mkdtemp(join(tmpdir(), 'taizhang-calc-'));
  await sql`insert into reporting.target (division, year, seq, name, text, first_day)
    select '990204', 2024, 900 + i, ${'甲'}, text, '2024-01-01' from unnest(${TEXTS}::text[]) with ordinality t (text, i)`.execute(
    district.db,
  );
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await district.close();
});

/** Downloads exports and opens each in Calc: its first sheet, by the dataset's name. */
async function openInCalc(
  names: readonly string[],
  extension: 'xlsx' | 'csv',
  filter: readonly string[] = [],
): Promise<ReadonlyMap<string, Worksheet>> {
  const place = await mkdtemp(join(folder, extension));
  const files = names.map((name) => join(place, `${name}.${extension}`));
  for (const [index, name] of names.entries()) {
    const response = await fetch(`${district.server}/exports/${name}.${extension}`);
    expect([name, response.status]).toEqual([name, 200]);
    await writeFile(files[index]!, Buffer.from(await response.arrayBuffer()));
  }
  const saved = join(place, 'saved');
  await mkdir(saved);
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
  const args = [profile, '--headless', '--convert-to', 'xlsx', '--outdir', saved, ...filter, ...files];
  const { out, err } = await run(SOFFICE, args);
  const sheets = names.map(async (name): Promise<[string, Worksheet]> => {
    const workbook = new excel.Workbook();
    await workbook.xlsx.readFile(join(saved, `${name}.xlsx`)).catch(() => {
      throw failure(`Calc did not open ${name}.${extension}`, SOFFICE.packages, err + out);
    });
    return [name, workbook.worksheets[0]!];
  });
  return new Map(await Promise.all(sheets));
}

/** Calc saves a text in pieces where its characters need several fonts, and a truth value as a call of its function. */
const plain = (value: CellValue): CellValue => {
  if (value === null || typeof value !== 'object') return value ?? null;
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  return 'formula' in value && /^(?:TRUE|FALSE)\(\)$/u.test(value.formula ?? '') ? value.formula === 'TRUE()' : value;
};

/** The cells of a sheet below the headings in the order of the dataset's columns, row by row, null for an empty one. */
const cellsOf = (sheet: Worksheet, { columns }: Dataset): CellValue[][] => {
  const headings = columns.map((_column, index) => sheet.getCell(1, index + 1).text);
  const places = columns.map(({ name }) => headings.indexOf(name) + 1);
  return Array.from({ length: sheet.rowCount - 1 }, (_row, row) =>
    places.map((place) => plain(sheet.getCell(row + 2, place).value)),
  );
};

/** The rows of a dataset in their order, as PostgreSQL writes them. */
const rowsOf = ({ name, columns, key }: Dataset) => {
  const selected = columns.map((column) =>
    column.type === 'list' ? `array_to_string("${column.name}", '、')` : `"${column.name}"`,
  );
  return district.rows(`select ${selected.join()} from ${name} order by ${key.join()}`);
};

/** A value as a cell must hold it. Calc keeps 15 digits of a number. */
const cellOf = (text: string | null, type: ColumnType): CellValue => {
  if (text === null || text === '') return null;
  if (type === 'integer' || type === 'decimal') return Number(Number(text).toPrecision(15));
  if (type === 'boolean') return text === 't';
  return type === 'date' ? new Date(text) : text;
};

/** The first rows that differ, found and expected; a whole table's differences would take minutes to print. */
const differences = (found: readonly CellValue[][], expected: readonly CellValue[][]) =>
  Array.from({ length: Math.max(found.length, expected.length) }, (_row, index) => [found[index], expected[index]])
    .filter(([a, b]) => JSON.stringify(a) !== JSON.stringify(b))
    .slice(0, 3);

describe('XLSX', () => {
  // The months are as the years are, but many.
  const SHEETS = DATASETS.filter(({ name }) => name !== 'indicator_month');

  let sheets: ReadonlyMap<string, Worksheet>;
  beforeAll(async () => {
    sheets = await openInCalc(
      SHEETS.map(({ name }) => name),
      'xlsx',
    );
  });

  test.each(SHEETS.map((dataset): [string, Dataset] => [dataset.name, dataset]))(
    '%s has every row; figures are numbers, dates dates, codes and formulas texts',
    async (name, dataset) => {
      const sheet = sheets.get(name)!;
      const rows = await rowsOf(dataset);
      expect(rows.length).toBeGreaterThan(0);
      const headings = dataset.columns.map((_column, index) => sheet.getCell(1, index + 1).text);
      expect(headings.toSorted()).toEqual(dataset.columns.map((column) => column.name).toSorted());
      const expected = rows.map((row) => row.map((value, index) => cellOf(value, dataset.columns[index]!.type)));
      expect(differences(cellsOf(sheet, dataset), expected)).toEqual([]);
    },
  );

  test('the figures are those that GraphQL tells', async () => {
    const { columns } = datasetOf('indicator_year')!;
    const figures = cellsOf(sheets.get('indicator_year')!, datasetOf('indicator_year')!)
      .map((cells) => Object.fromEntries(columns.map((column, index) => [column.name, cells[index]])))
      .filter((row) => row['indicator'] === 'FUND_UPPER_TOTAL' && row['dimension'] === null)
      .filter((row) => Number(row['year']) >= 2021 && Number(row['year']) <= 2024);
    expect(figures.map((row) => row['value'])).toEqual(await district.figures('FUND_UPPER_TOTAL'));
  });
});

describe('CSV', () => {
  const CSV = ['target', 'funding', 'tech_contract', 'indicator_year', 'dim_division'].map((name) => datasetOf(name)!);
  const names = CSV.map(({ name }) => name);
  /** What stands before a text that could start a formula. */
  const harmless = (text: string) => (/^[=+\-@＝＋－＠]/u.test(text) ? `'${text}` : text);

  test('opened with quoted values as texts, every value is what the database has', async () => {
    const sheets = await openInCalc(names, 'csv', [`--infilter=${csvFilter(true)}`]);
    const written = (text: string | null, type: ColumnType) => {
      if (text === null || text === '') return null;
      if (type === 'boolean') return text === 't' ? 'true' : 'false';
      if (type === 'decimal') return text.includes('.') ? text.replace(/\.?0+$/u, '') : text;
      return type === 'text' ? harmless(text) : text;
    };
    for (const dataset of CSV) {
      const rows = await rowsOf(dataset);
      const expected = rows.map((row) => row.map((value, index) => written(value, dataset.columns[index]!.type)));
      const cells = cellsOf(sheets.get(dataset.name)!, dataset);
      expect([dataset.name, differences(cells, expected)]).toEqual([dataset.name, []]);
    }
  });

  test('opened with values recognised, figures are numbers, dates dates, and no text is a formula', async () => {
    const sheets = await openInCalc(names, 'csv', [`--infilter=${csvFilter(false)}`]);
    for (const dataset of CSV) {
      const recognised = dataset.columns.map(({ type }) => type !== 'text');
      const pick = <T>(rows: readonly (readonly T[])[]) =>
        rows.map((row) => row.filter((_value, index) => recognised[index]));
      const rows = await rowsOf(dataset);
      const cells = cellsOf(sheets.get(dataset.name)!, dataset);
      const expected = rows.map((row) => row.map((value, index) => cellOf(value, dataset.columns[index]!.type)));
      expect([dataset.name, differences(pick(cells), pick(expected))]).toEqual([dataset.name, []]);
      expect(cells.flat().filter((cell) => cell !== null && typeof cell === 'object' && 'formula' in cell)).toEqual([]);
    }
    const at = datasetOf('target')!.columns.findIndex(({ name }) => name === 'text');
    const texts = cellsOf(sheets.get('target')!, datasetOf('target')!).map((cells) => cells[at]!);
    expect(texts).toEqual(expect.arrayContaining(TEXTS.filter((text) => harmless(text) !== text).map(harmless)));
  });
});
