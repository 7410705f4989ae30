/** Writes the hostile files into a folder. Usage: node dist/test/hostile/make.js FOLDER */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HostileFile } from './hostile-file.js';
import { OTHERS } from './others.js';
import { SHEETS } from './sheets.js';
import { WIDE } from './wide.js';
import { ZIPS } from './zips.js';

export const HOSTILE_FILES: readonly HostileFile[] = [...OTHERS, ...ZIPS, ...SHEETS, ...WIDE];

/** Writes every hostile file into `folder`, which is made where it is not there. */
export function makeHostileFiles(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const file of HOSTILE_FILES) writeFileSync(join(folder, file.name), file.bytes());
}

const [script, folder] = process.argv.slice(1);
if (script?.endsWith('make.js') && folder !== undefined) makeHostileFiles(folder);
