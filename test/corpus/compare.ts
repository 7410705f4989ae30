/**
 * Reads every spreadsheet of a folder with our reader and with SheetJS and exceljs, each reader in a process of its
 * own, and prints what became of each file and every cell that differs.
 * Usage: node dist/test/corpus/compare.js FOLDER [REPORT.json]
 */
import { fork, type ChildProcess } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CanonicalBook, ReaderName } from './canonical.js';
import type { DumpAnswer } from './dump.js';

const TIMEOUT_MS = 20_000;
const FRESH_ABOVE_MIB = 400;
const MAX_SAMPLES = 12;

type Outcome =
  | (DumpAnswer & { readonly end: 'opened' | 'refused' | 'failed' })
  | {
      readonly end: 'crashed' | 'hung';
      readonly book?: undefined;
      readonly ms?: undefined;
      readonly peakMib?: undefined;
    };

/** One process that is used again until it crashes, hangs or grows. */
class Reader {
  private child: ChildProcess | undefined;
  constructor(private readonly name: ReaderName) {}

  read(path: string): Promise<Outcome> {
    const child = (this.child ??= fork(fileURLToPath(new URL('dump.js', import.meta.url)), [this.name], {
      execArgv: ['--max-old-space-size=1500'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    }));
    return new Promise((resolve) => {
      const finish = (outcome: Outcome, drop: boolean) => {
        clearTimeout(timer);
        child.removeAllListeners();
        if (drop) this.close();
        resolve(outcome);
      };
      const timer = setTimeout(() => finish({ end: 'hung' }, true), TIMEOUT_MS);
      child.once('exit', () => finish({ end: 'crashed' }, true));
      child.once('message', (answer: DumpAnswer) => {
        const end = answer.book !== undefined ? 'opened' : answer.refused !== undefined ? 'refused' : 'failed';
        finish({ ...answer, end }, answer.peakMib > FRESH_ABOVE_MIB);
      });
      child.send(path);
    });
  }

  close(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }
}

interface FileReport {
  readonly file: string;
  readonly ends: Record<string, string>;
  /** Those that we read. */
  readonly cells: number;
  readonly ms: number | undefined;
  readonly peakMib: number | undefined;
  /** By reference reader: how many cells differ, in what way, and the first of them. */
  readonly differences: Record<string, { count: number; kinds: Record<string, number>; samples: string[] }>;
}

const [folder = '.', reportPath] = process.argv.slice(2);
const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && /\.(xls[xm]?|xlt[xm]?|et)$/i.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .toSorted();
const readers = { taizhang: new Reader('taizhang'), sheetjs: new Reader('sheetjs'), exceljs: new Reader('exceljs') };
const reports: FileReport[] = [];
for (const file of files) {
  const isZip = /x$|m$/i.test(file);
  const ours = await readers.taizhang.read(file);
  const others: Record<string, Outcome> = { sheetjs: await readers.sheetjs.read(file) };
  if (isZip) others['exceljs'] = await readers.exceljs.read(file);
  reports.push(report(relative(folder, file), ours, others));
}
for (const reader of Object.values(readers)) reader.close();
if (reportPath !== undefined) await writeFile(reportPath, JSON.stringify(reports, undefined, 1));
print(reports);

function report(file: string, ours: Outcome, others: Record<string, Outcome>): FileReport {
  const differences: FileReport['differences'] = {};
  for (const [name, other] of Object.entries(others))
    if (ours.end === 'opened' && other.end === 'opened') differences[name] = differ(ours.book ?? {}, other.book ?? {});
  const ends = Object.fromEntries(
    Object.entries({ taizhang: ours, ...others }).map(([name, end]) => [name, said(end)]),
  );
  const cells = Object.values(ours.book ?? {}).reduce((sum, sheet) => sum + Object.keys(sheet).length, 0);
  return { file, ends, cells, ms: ours.ms, peakMib: ours.peakMib, differences };
}

function said(outcome: Outcome): string {
  if (outcome.end === 'refused') return `refused ${outcome.refused}`;
  return outcome.end === 'failed' ? `failed ${outcome.failed}` : outcome.end;
}

function differ(
  ours: CanonicalBook,
  theirs: CanonicalBook,
): { count: number; kinds: Record<string, number>; samples: string[] } {
  const kinds: Record<string, number> = {};
  const samples: string[] = [];
  let count = 0;
  for (const sheet of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const [a, b] = [ours[sheet], theirs[sheet]];
    for (const cell of new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])) {
      const [mine, other] = [a?.[cell] ?? 'absent', b?.[cell] ?? 'absent'];
      if (mine === other) continue;
      count++;
      const kind = `${mine.split(' ', 1)[0]} | ${other.split(' ', 1)[0]}`;
      kinds[kind] = (kinds[kind] ?? 0) + 1;
      if (samples.length < MAX_SAMPLES) samples.push(`${sheet}!${cell}: ${clip(mine)} | ${clip(other)}`);
    }
  }
  return { count, kinds, samples };
}

function clip(text: string): string {
  return JSON.stringify(text.slice(0, 80));
}

function print(all: readonly FileReport[]): void {
  const tally = new Map<string, number>();
  for (const { ends } of all)
    for (const [reader, end] of Object.entries(ends)) {
      const key = `${reader} ${end.split(':', 1)[0]!.slice(0, 40)}`;
      tally.set(key, (tally.get(key) ?? 0) + 1);
    }
  console.log(`${all.length} files, ${all.reduce((sum, { cells }) => sum + cells, 0)} cells`);
  console.log(
    `longest ${Math.max(...all.map(({ ms }) => ms ?? 0))} ms, peak ${Math.max(...all.map(({ peakMib }) => peakMib ?? 0))} MiB`,
  );
  for (const [key, count] of [...tally].toSorted()) console.log(`${count}\t${key}`);
  console.log('\nopened by a reference and not by us:');
  for (const { file, ends } of all)
    if (ends['taizhang'] !== 'opened' && (ends['sheetjs'] === 'opened' || ends['exceljs'] === 'opened'))
      console.log(`${file}: ${ends['taizhang']} (sheetjs ${ends['sheetjs']}, exceljs ${ends['exceljs']})`);
  for (const reader of ['sheetjs', 'exceljs']) {
    const differing = all.filter(({ differences }) => (differences[reader]?.count ?? 0) > 0);
    const cells = differing.reduce((sum, { differences }) => sum + (differences[reader]?.count ?? 0), 0);
    console.log(`\n${reader}: ${cells} cells differ in ${differing.length} files`);
    for (const { file, differences } of differing)
      console.log(`${file}: ${JSON.stringify(differences[reader]?.kinds)} ${differences[reader]?.samples[0]}`);
  }
}
