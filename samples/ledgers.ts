import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expected } from './expected.js';
import { WORKBOOKS } from './layouts/workbooks.js';
import { bytesOf, sameCells } from './write/workbook.js';

async function stored(path: string): Promise<Uint8Array | null> {
  const there = await access(path).then(
    () => true,
    () => false,
  );
  return there ? new Uint8Array(await readFile(path)) : null;
}

/** The text of expected.json. */
export function expectedJson(): string {
  return `${JSON.stringify(expected(), null, 1)}\n`;
}

/** Writes the sample ledgers and expected.json into a folder; a file whose cells are the same is left alone. Says what it wrote. */
export async function writeSamples(folder: string): Promise<string[]> {
  const written: string[] = [];
  await mkdir(join(folder, 'ledgers'), { recursive: true });
  for (const layout of WORKBOOKS) {
    const path = join(folder, 'ledgers', layout.file);
    const bytes = await bytesOf(layout);
    const before = await stored(path);
    if (before !== null && sameCells(layout.format, before, bytes)) continue;
    await writeFile(path, bytes);
    written.push(layout.file);
  }
  const path = join(folder, 'expected.json');
  const before = await stored(path);
  if (before === null || Buffer.from(before).toString() !== expectedJson()) {
    await writeFile(path, expectedJson());
    written.push('expected.json');
  }
  return written;
}
