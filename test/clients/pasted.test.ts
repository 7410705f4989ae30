import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type District, openDistrict } from './district.js';
import { type Program, run } from './program.js';

/** Code of docs/bi.md as people paste it: the data frame or rows `d` has the figures of one indicator by year. */
interface Pasted {
  readonly language: string;
  readonly code: string;
}

const SECTION = readFileSync(join(import.meta.dirname, '../../docs/bi.md'), 'utf8')
  .split('## 程序中使用 SQL、OData 和导出文件\n')[1]!
  .split('\n## ')[0]!;
const PASTED = [...SECTION.matchAll(/^```(\w+)\n(.*?)^```$/gmsu)].map(([, language = '', code = '']): Pasted => ({
  language,
  code,
}));

const R = {
  command: 'Rscript',
  packages: ['r-base-core', 'r-cran-dbi', 'r-cran-rpostgresql', 'r-cran-dbplyr', 'r-cran-readxl'],
};
const PYTHON = { command: '/usr/bin/python3', packages: ['python3-pandas'] };
const BASH = { command: 'bash', packages: ['gdal-bin'] };
const NODE = { command: process.execPath, packages: ['(npm ci --prefix test/clients/javascript)'] };

/** Code of programs lies where their packages are found. */
const CLIENTS = join(import.meta.dirname, 'javascript/node_modules');

let district: District;
let folder: string;
beforeAll(async () => {
  district = await openDistrict();
  folder = mkdtempSync(join(CLIENTS, '.pasted-'));
  for (const extension of ['csv', 'json']) {
    const response = await fetch(`${district.server}/exports/indicator_year.${extension}`);
    writeFileSync(join(folder, `indicator_year.${extension}`), Buffer.from(await response.arrayBuffer()));
  }
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await district.close();
});

/** The code with the addresses, the account and the files of this test in place of those of the document. */
function ours(code: string): string {
  const { hostname, port, username, password, pathname } = new URL(district.url);
  return code
    .replaceAll('http://127.0.0.1:4000', district.server)
    .replaceAll('postgresql://analyst:密码@127.0.0.1:5432/taizhang', district.url)
    .replace(/(host\s*=\s*"?)127\.0\.0\.1/u, `$1${hostname}`)
    .replace(/(port\s*=\s*)5432/u, `$1${port}`)
    .replace(/(dbname\s*=\s*"?)taizhang/u, `$1${pathname.slice(1)}`)
    .replace(/(user\s*=\s*"?)analyst/u, `$1${username}`)
    .replace(/(password\s*=\s*"?)密码/u, `$1${password}`)
    .replaceAll(/(?<=['" ])(?=(?:indicator_year|d)\.(?:csv|json|xlsx)\b)/gu, `${folder}/`);
}

/** Runs a program on a file of code; the figures that it prints by year, a line each. */
async function printed(program: Program, name: string, code: string): Promise<Map<number, number>> {
  const file = join(folder, name);
  writeFileSync(file, code);
  const { out } = await run(program, [file]);
  return new Map([...out.matchAll(/^"?(\d{4})"?,(\S+)$/gmu)].map(([, year, value]) => [Number(year), Number(value)]));
}

/** A number that is a text would be printed in quotes. */
const TOLD = 'for (const { year, value } of d) console.log(`${year},${JSON.stringify(value)}`);\n';

const DUCKDB = `import { DuckDBInstance } from '@duckdb/node-api';
const connection = await (await DuckDBInstance.create()).connect();
const d = (await connection.runAndReadAll`;

/** The figures by year that code leaves in `d`. */
async function figures({ language, code }: Pasted): Promise<Map<number, number>> {
  const text = ours(code);
  switch (language) {
    case 'r':
      return printed(R, 'code.R', `${text}\ncat(paste0(d$year, ",", d$value, "\\n"), sep = "")\n`);
    case 'python':
      return printed(PYTHON, 'code.py', `${text}\nfor year, value in zip(d.year, d.value): print(f"{year},{value}")\n`);
    case 'bash':
      return printed(BASH, 'code.sh', `${text}\ncat ${folder}/d.csv\n`);
    case 'js':
      return printed(NODE, 'code.mjs', `${text}\n${TOLD}`);
    default:
      return printed(NODE, 'code.mjs', `${DUCKDB}(${JSON.stringify(text)})).getRowObjects();\n${TOLD}`);
  }
}

test('every kind of program that the document shows is here', () => {
  expect(PASTED.map(({ language }) => language)).toEqual(['r', 'r', 'python', 'js', 'js', 'sql', 'sql', 'bash']);
});

test.each(PASTED)('$language tells the figures that GraphQL tells: $code', async (pasted) => {
  const found = await figures(pasted);
  const expected = await district.figures('FUND_UPPER_TOTAL');
  expect([2021, 2022, 2023, 2024].map((year) => found.get(year))).toEqual(expected);
});
