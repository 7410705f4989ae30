import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';

const WORKBOOKS = new Set(['.xlsx', '.xlsm', '.xls', '.et', '.csv', '.xml', '.htm', '.html']);

/** The files at some paths: files, and the workbooks of folders in the order of their names. */
export interface FoundFiles {
  readonly workbooks: readonly string[];
  /** Files of folders that are no workbooks by their names. */
  readonly passedOver: readonly string[];
  readonly missing: readonly string[];
}

/** Finds the files; folders with all below them, without hidden files. */
export async function findWorkbooks(paths: readonly string[]): Promise<FoundFiles> {
  const workbooks: string[] = [];
  const passedOver: string[] = [];
  const missing: string[] = [];
  const walk = async (folder: string): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory()) await walk(path);
      else if (WORKBOOKS.has(extname(entry.name).toLowerCase())) workbooks.push(path);
      else passedOver.push(basename(path));
    }
  };
  for (const path of paths) {
    const found = await stat(path).catch(() => null);
    if (found === null) missing.push(path);
    else if (found.isDirectory()) await walk(path);
    else workbooks.push(path);
  }
  return { workbooks, passedOver, missing };
}
