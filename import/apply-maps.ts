import type { Mappings } from './map-option.js';
import { headingBlocks } from './recognize/block.js';
import { readHead } from './recognize/head.js';
import type { Mapping } from './recognize/recognition.js';
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
  const headings = new Map<string, Set<string>>();
  for (const path of paths) {
    const found = await sheetsOf(path, mappings, limits);
    const own: Record<string, Mapping> = {};
    for (const [sheet, known] of found) {
      sheets.add(sheet);
      const mapping = Object.hasOwn(mappings, sheet) ? mappings[sheet] : undefined;
      if (mapping === undefined) continue;
      headings.set(sheet, new Set([...(headings.get(sheet) ?? []), ...known]));
      const columns = Object.entries(mapping.columns ?? {}).filter(([heading]) => known.has(heading));
      const { columns: _, ...rest } = mapping;
      if (columns.length > 0 || Object.keys(rest).length > 0)
        own[sheet] = columns.length === 0 ? rest : { ...rest, columns: Object.fromEntries(columns) };
    }
    byPath.set(path, own);
  }
  return { byPath, faults: sheets.size === 0 ? [] : faultsOf(mappings, sheets, headings) };
}

function faultsOf(
  mappings: Mappings,
  sheets: ReadonlySet<string>,
  headings: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  return Object.entries(mappings).flatMap(([sheet, { columns = {} }]) => {
    const known = headings.get(sheet);
    if (known === undefined) return [`--map：没有工作表“${sheet}”，文件中的工作表：${[...sheets].join('、')}。`];
    return Object.keys(columns)
      .filter((heading) => !known.has(heading))
      .map((heading) => `--map：工作表“${sheet}”没有表头“${heading}”，它的表头：${[...known].join('、')}。`);
  });
}

/** The sheets of a file; those that mappings name have their possible headings. */
async function sheetsOf(
  path: string,
  mappings: Mappings,
  limits: Partial<ReadLimits>,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, ReadonlySet<string>>();
  try {
    const workbook = await openWorkbook(path, { limits });
    try {
      for (const sheet of workbook.sheets) {
        const blocks = Object.hasOwn(mappings, sheet.name) ? headingBlocks(await readHead(sheet)) : [];
        const texts = blocks.flatMap(({ columns }) => columns.map(({ heading }) => normalise(heading.text)));
        found.set(sheet.name, new Set(texts.filter((text) => text !== '')));
      }
    } finally {
      await workbook.close();
    }
  } catch (error) {
    if (!(error instanceof UnreadableWorkbook)) throw error;
  }
  return found;
}
