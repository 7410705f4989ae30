import { sheetChecks } from '../../import/validate/sheet-checks.js';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Draft, SheetLimits } from '../../import/parse/draft.js';
import type { SheetReading } from '../../import/recognize/recognition.js';
import type { Issue } from '../../import/issues/issue.js';
import { readRows } from '../../import/parse/read.js';
import { type ReadContext } from '../../import/parse/read-context.js';
import { unreadRows } from '../../import/tables-below.js';
import { tableBelow } from '../../import/recognize/table-below.js';
import { readHead } from '../../import/recognize/head.js';
import { recognizeSheet } from '../../import/recognize/recognize.js';
import { openWorkbook } from '../../import/workbook/open.js';
import type { Sheet } from '../../import/workbook/workbook.js';

/** A sheet read to its end. */
export interface ReadSheet {
  readonly file: string;
  readonly reading: SheetReading;
  readonly drafts: readonly Draft[];
  readonly rejected: number;
  readonly skipped: number;
  readonly issues: readonly Issue[];
  readonly limits: SheetLimits | null;
  /** The table below it on its sheet. */
  readonly below: ReadSheet | null;
  /** Where that one's headings stand. */
  readonly ends: number | null;
}

/** The invented district of the fixtures. */
export const DISTRICT = { code: '990103', name: '示例区' };

/** A context in which only the fixtures' district is known. */
export function contextOf(fileName: string, more: Partial<ReadContext> = {}): ReadContext {
  return {
    fileName,
    division: DISTRICT,
    resolveDivision: (text) => (text === DISTRICT.name || text === DISTRICT.code ? { code: DISTRICT.code } : null),
    ...more,
  };
}

/** Recognises and reads one sheet. */
export async function readSheet(sheet: Sheet, context: ReadContext): Promise<ReadSheet> {
  const reading = await recognizeSheet(sheet, context);
  const drafts: Draft[] = [];
  const issues: Issue[] = [...reading.issues];
  let rejected = 0;
  let skipped = 0;
  let limits: SheetLimits | null = null;
  let below: ReadSheet | null = null;
  let ends: number | null = null;
  const unread = reading.recognition === null ? await unreadRows(sheet, (await readHead(sheet)).next) : [];
  issues.push(...unread);
  rejected += unread.length;
  if (reading.recognition !== null) {
    for await (const batch of readRows(sheet, reading.recognition, context, sheetChecks)) {
      drafts.push(...batch.drafts);
      issues.push(...batch.issues);
      rejected += batch.rejected;
      skipped += batch.skipped;
      limits = batch.limits ?? limits;
      if (batch.below === undefined) continue;
      const { settled: _, ...general } = context;
      ends = batch.below;
      below = await readSheet(await tableBelow(sheet, ends, 1), general);
    }
  }
  return { file: context.fileName, reading, drafts, rejected, skipped, issues, limits, below, ends };
}

/** Reads every workbook of a folder. */
export async function readFolder(folder: string): Promise<ReadSheet[]> {
  const sheets: ReadSheet[] = [];
  for (const fileName of readdirSync(folder)
    .filter((name) => /\.(?:xlsx|xls|csv)$/.test(name))
    .sort()) {
    const workbook = await openWorkbook(join(folder, fileName), { fileName });
    try {
      const context = contextOf(fileName);
      for (const sheet of workbook.sheets) sheets.push(await readSheet(sheet, context));
    } finally {
      await workbook.close();
    }
  }
  return sheets;
}
