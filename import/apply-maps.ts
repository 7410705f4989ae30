import type { Mappings } from './map-option.js';
import { columnLetter } from '../src/entities/import-run.js';
import { lettersOf } from './recognize/addressed.js';
import { headingBlocks } from './recognize/block.js';
import { readHead } from './recognize/head.js';
import type { Mapping } from './recognize/recognition.js';
import { sheetOfTable } from './text/table-name.js';
import { normalise } from './text/normalise.js';
import { openWorkbook, type ReadLimits } from './workbook/open.js';
import { UnreadableWorkbook } from './workbook/workbook.js';

/** The mappings of each file, and those of no file, in words. */
export interface AppliedMaps {
  readonly byPath: ReadonlyMap<string, Mappings>;
  readonly faults: readonly string[];
}

/** Finds the sheets and headings of some files that mappings name. A file that cannot be read has none. */
export async function applyMaps(
  paths: readonly string[],
  mappings: Mappings,
  limits: Partial<ReadLimits>,
): Promise<AppliedMaps> {
  const byPath = new Map<string, Mappings>();
  if (Object.keys(mappings).length === 0) return { byPath, faults: [] };
  const sheets = new Set<string>();
  const named = new Map<string, Names>();
  for (const path of paths) {
    const found = await sheetsOf(path, mappings, limits);
    const own: Record<string, Mapping> = {};
    for (const [sheet, known] of found) {
      sheets.add(sheet);
      const mapping = Object.hasOwn(mappings, sheet) ? mappings[sheet] : undefined;
      if (mapping === undefined) continue;
      const before = named.get(sheet);
      named.set(sheet, {
        headings: new Set([...(before?.headings ?? []), ...known.headings]),
        letters: new Set([...(before?.letters ?? []), ...known.letters]),
        any: before?.any === true || known.any,
      });
      const columns = Object.entries(mapping.columns ?? {}).filter(([name]) => has(known, name));
      const { columns: _, ...rest } = mapping;
      if (columns.length > 0 || Object.keys(rest).length > 0)
        own[sheet] = columns.length === 0 ? rest : { ...rest, columns: Object.fromEntries(columns) };
    }
    byPath.set(path, own);
  }
  return { byPath, faults: sheets.size === 0 ? [] : faultsOf(mappings, sheets, named) };
}

function faultsOf(mappings: Mappings, sheets: ReadonlySet<string>, named: ReadonlyMap<string, Names>): string[] {
  return Object.entries(mappings).flatMap(([sheet, { columns = {} }]) => {
    const known = named.get(sheet);
    if (known === undefined)
      return [`--map、--fact：没有工作表“${sheet}”，文件中的工作表：${[...sheets].join('、')}。`];
    return Object.keys(columns)
      .filter((name) => !has(known, name))
      .map((name) => `--map：工作表“${sheet}”没有表头“${name}”，它的表头：${[...known.headings].join('、')}。`);
  });
}

/** The columns of a sheet as decisions name them. */
interface Names {
  readonly headings: ReadonlySet<string>;
  readonly letters: ReadonlySet<string>;
  /** Of a table below another: its headings are known when the one above is read. */
  readonly any: boolean;
}

function has({ headings, letters, any }: Names, name: string): boolean {
  if (any) return true;
  const address = lettersOf(name);
  return headings.has(name) || (address !== null && letters.has(address));
}

/** The sheets of a file; those that mappings name have their possible headings. */
async function sheetsOf(
  path: string,
  mappings: Mappings,
  limits: Partial<ReadLimits>,
): Promise<ReadonlyMap<string, Names>> {
  const found = new Map<string, Names>();
  try {
    const workbook = await openWorkbook(path, { limits });
    try {
      for (const sheet of workbook.sheets) {
        const blocks = Object.hasOwn(mappings, sheet.name) ? headingBlocks(await readHead(sheet)) : [];
        const columns = blocks.flatMap((block) => block.columns);
        const headings = columns.map(({ heading }) => normalise(heading.text)).filter((text) => text !== '');
        found.set(sheet.name, {
          headings: new Set(headings),
          letters: new Set(columns.map(({ column }) => columnLetter(column))),
          any: false,
        });
      }
      for (const name of Object.keys(mappings))
        if (found.has(sheetOfTable(name) ?? ''))
          found.set(name, { headings: new Set(), letters: new Set(), any: true });
    } finally {
      await workbook.close();
    }
  } catch (error) {
    if (!(error instanceof UnreadableWorkbook)) throw error;
  }
  return found;
}
