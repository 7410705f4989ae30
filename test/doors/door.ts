import { parse } from 'csv-parse/sync';
import excel from 'exceljs';
import pg from 'pg';
import type { ColumnType, Dataset } from '../../src/reporting/dataset.js';

/**
 * A row as every door is compared: each value as text, dates as 2024-03-01, figures without trailing zeros, lists
 * joined; null where there is nothing.
 */
export type Row = Readonly<Record<string, string | null>>;

/** What is asked for: a dataset whole, or one year of one division. */
export interface Asked {
  readonly dataset: Dataset;
  readonly part?: { readonly division: string; readonly year: number } | undefined;
}

/** A way to the rows of a dataset, in the order of its key. */
export type Door = (asked: Asked) => Promise<Row[]>;

/** SQL by a session over TCP, as BI tools open it. */
export function sqlDoor(client: pg.Client): Door {
  return async ({ dataset, part }) => {
    const columns = dataset.columns.map(({ name, type }) =>
      type === 'list' ? `array_to_string(${name}, '、') as ${name}` : pg.escapeIdentifier(name),
    );
    const where = part === undefined ? '' : 'where division = $1 and year = $2';
    const { rows } = await client.query<Record<string, unknown>>({
      text: `select ${columns.join(', ')} from reporting.${dataset.name} ${where} order by ${dataset.key.join(', ')}`,
      values: part === undefined ? [] : [part.division, part.year],
      // The text that PostgreSQL sends loses nothing.
      types: { getTypeParser: (oid) => (text: string) => (oid === BOOLEAN ? text === 't' : text) },
    });
    return rows.map((row) => canonical(dataset, (name) => row[name]));
  };
}

const BOOLEAN = 16;

/** OData, page by page. */
export function odataDoor(server: string): Door {
  return async ({ dataset, part }) => {
    const rows: Row[] = [];
    const filter = part === undefined ? '' : `division eq '${part.division}' and year eq ${part.year}`;
    let url: string | undefined =
      `${server}/odata/${dataset.name}${filter === '' ? '' : `?$filter=${encodeURIComponent(filter)}`}`;
    while (url !== undefined) {
      const headers = { accept: 'application/json;IEEE754Compatible=true', prefer: 'odata.maxpagesize=1000' };
      const page = JSON.parse(await textOf(url, headers)) as ODataPage;
      rows.push(...page.value.map((row) => canonical(dataset, (name) => row[name])));
      url = page['@odata.nextLink'];
    }
    return rows;
  };
}

interface ODataPage {
  readonly value: readonly Record<string, unknown>[];
  readonly '@odata.nextLink'?: string;
}

export function jsonDoor(server: string): Door {
  return async (asked) => {
    const digits = ((_name: string, value: unknown, context: { source: string }) =>
      typeof value === 'number' ? context.source : value) as (name: string, value: unknown) => unknown;
    const rows = JSON.parse(await textOf(fileUrl(server, asked, 'json')), digits) as Record<string, unknown>[];
    return rows.map((row) => canonical(asked.dataset, (name) => row[name]));
  };
}

export function csvDoor(server: string): Door {
  return async (asked) => {
    const rows = parse(await textOf(fileUrl(server, asked, 'csv')), {
      bom: true,
      columns: true,
      cast: (value, { quoting }) =>
        value === '' && !quoting ? null : value.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/u, ''),
    }) as Record<string, string | null>[];
    return rows.map((row) => canonical(asked.dataset, (name) => row[name]));
  };
}

/** A workbook, by the names in its headings; figures are doubles there. */
export function xlsxDoor(server: string): Door {
  return async (asked) => {
    const response = await fetch(fileUrl(server, asked, 'xlsx'));
    const workbook = new excel.Workbook();
    await workbook.xlsx.load((await response.arrayBuffer()) as unknown as excel.Buffer);
    const rows: Row[] = [];
    const at = new Map<string, number>();
    workbook.worksheets[0]!.eachRow((row, number) => {
      if (number === 1) row.eachCell((cell, column) => at.set(String(cell.value), column));
      else rows.push(canonical(asked.dataset, (name) => row.getCell(at.get(name)!).value));
    });
    return rows;
  };
}

/** The same rows as a door that knows doubles only shows them. */
export function inDoubles(dataset: Dataset, rows: readonly Row[]): Row[] {
  const decimals = dataset.columns.filter(({ type }) => type === 'decimal');
  return rows.map((row) => ({
    ...row,
    ...Object.fromEntries(
      decimals.map(({ name }) => [name, row[name] === null ? null : String(Number(row[name]))] as const),
    ),
  }));
}

/** The same rows as a workbook shows them, whose cells do not tell an empty text from none. */
export function withoutEmptyTexts(rows: readonly Row[]): Row[] {
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value || null])));
}

function canonical({ columns }: Dataset, valueOf: (column: string) => unknown): Row {
  return Object.fromEntries(columns.map(({ name, type }) => [name, canonicalValue(type, valueOf(name))]));
}

/** One value as rows are compared. */
export function canonicalValue(type: ColumnType, value: unknown): string | null {
  if (value === null) return null;
  if (value === undefined) return 'missing';
  if (type === 'flags') return canonicalFlags(typeof value === 'string' ? JSON.parse(value) : value);
  if (Array.isArray(value)) {
    const plain = !value.some((member) => String(member).includes('、'));
    return plain ? value.join('、') : `${value.join('；')}${value.length === 1 ? '；' : ''}`;
  }
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  const text = String(value);
  return type === 'decimal' && text.includes('.') ? text.replace(/\.?0+$/u, '') : text;
}

/** Flags by the columns that have one, in the order of their names; null for none. */
function canonicalFlags(flags: object): string | null {
  const told = Object.entries(flags).filter(([, flag]) => flag !== null);
  return told.length === 0 ? null : JSON.stringify(told.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function fileUrl(server: string, { dataset, part }: Asked, extension: string): string {
  const query = part === undefined ? '' : `?division=${part.division}&year=${part.year}`;
  return `${server}/exports/${dataset.name}.${extension}${query}`;
}

async function textOf(url: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await fetch(url, { headers });
  const text = Buffer.from(await response.arrayBuffer()).toString();
  if (response.status !== 200) throw new Error(`${url}: ${text}`);
  return text;
}
