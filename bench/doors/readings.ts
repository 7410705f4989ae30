import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { openPromise } from 'yauzl';

/** Reads the whole `funding` ledger through a door, and counts each row by its number, 1 on. */
export type Reading = (server: string, count: (row: number) => void) => Promise<void>;

/** The doors that hand out whole datasets. */
export const READINGS: Readonly<Record<string, Reading>> = {
  odata: async (server, count) => {
    let next: string | undefined = `${server}/odata/funding`;
    while (next !== undefined) {
      const page = (await (await fetch(next)).json()) as ODataPage;
      for (const { row_number } of page.value) count(row_number);
      next = page['@odata.nextLink'];
    }
  },
  csv: async (server, count) => {
    const records = (await open(`${server}/exports/funding.csv`)).pipe(parse({ bom: true }));
    let at = -1;
    for await (const record of records as AsyncIterable<string[]>) {
      if (at === -1) at = record.indexOf('row_number');
      else count(Number(record[at]));
    }
  },
  json: async (server, count) => {
    const end = await lines(await open(`${server}/exports/funding.json`), '\n', (line) => {
      const row = /"row_number":(\d+)/u.exec(line)?.[1];
      if (row !== undefined) count(Number(row));
    });
    if (end !== '') throw new Error(`the JSON ends with ${end.slice(-50)}`);
  },
  xlsx: async (server, count) => {
    const folder = mkdtempSync(join(tmpdir(), 'taizhang-bench-xlsx-'));
    try {
      const path = join(folder, 'funding.xlsx');
      await pipeline(await open(`${server}/exports/funding.xlsx`), createWriteStream(path));
      const zip = await openPromise(path);
      for await (const entry of zip.eachEntry()) {
        if (entry.fileName !== 'xl/worksheets/sheet1.xml') continue;
        // The last cell of a row is the row's number in the ledger.
        await lines(await zip.openReadStreamPromise(entry), '</row>', (row) => {
          const number = /<v>(\d+)<\/v><\/c>$/u.exec(row)?.[1];
          if (number !== undefined) count(Number(number));
        });
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface ODataPage {
  readonly value: readonly { readonly row_number: number }[];
  readonly '@odata.nextLink'?: string;
}

async function open(url: string): Promise<Readable> {
  const response = await fetch(url);
  if (response.status !== 200) throw new Error(`${url}: ${await response.text()}`);
  return Readable.fromWeb(response.body! as never);
}

/** Hands over each line of a stream of text; what comes after the last separator is returned. */
async function lines(stream: Readable, separator: string, each: (line: string) => void): Promise<string> {
  let rest = '';
  for await (const text of stream.setEncoding('utf8') as AsyncIterable<string>) {
    const found = (rest + text).split(separator);
    rest = found.pop()!;
    found.forEach(each);
  }
  return rest;
}
