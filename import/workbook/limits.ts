import type { WorkbookLimits } from '../../src/config.js';
import { type UnreadableCode, UnreadableWorkbook } from './workbook.js';

const MIB = 1024 * 1024;

/** How much of a file is read before it is refused; HTML and SpreadsheetML count as `xls`. */
export interface ReadLimits extends WorkbookLimits {
  /** Sizes that a zip declares for its parts. */
  readonly maxSheetPartBytes: number;
  readonly maxStringsPartBytes: number;
  readonly maxOtherPartBytes: number;
  /** Inflated bytes for one deflated byte, beyond the first MiB. */
  readonly maxInflateRatio: number;
  /** Cells of a sheet whose rows are out of order, which are all gathered before the first is delivered. */
  readonly maxUnorderedCells: number;
  readonly maxMerges: number;
  /** Consecutive blank rows in the file after which a sheet is taken to have ended. */
  readonly maxBlankRows: number;
  /** One cell's text as stored, or one tag. A cell of Excel holds 32,767 characters. */
  readonly maxTokenBytes: number;
}

export const DEFAULT_LIMITS: ReadLimits = {
  maxXlsxBytes: 50 * MIB,
  maxXlsBytes: 20 * MIB,
  maxCsvBytes: 200 * MIB,
  maxEntries: 2_000,
  maxSheetPartBytes: 1024 * MIB,
  maxStringsPartBytes: 256 * MIB,
  maxOtherPartBytes: 64 * MIB,
  maxInflatedBytes: 1536 * MIB,
  maxInflateRatio: 200,
  maxSheets: 255,
  maxRows: 1_048_576,
  maxColumns: 1_000,
  maxCells: 10_000_000,
  maxUnorderedCells: 1_000_000,
  maxMerges: 200_000,
  maxBlankRows: 1_000,
  maxTokenBytes: MIB,
  timeoutMs: 60_000,
};

/** The limits that are settings: the variable, and the unit in which people give it. */
const SETTINGS = {
  maxXlsxBytes: { variable: 'MAX_XLSX_MB', unit: 'MB', size: MIB },
  maxXlsBytes: { variable: 'MAX_XLS_MB', unit: 'MB', size: MIB },
  maxCsvBytes: { variable: 'MAX_CSV_MB', unit: 'MB', size: MIB },
  maxEntries: { variable: 'MAX_ZIP_ENTRIES', unit: '个', size: 1 },
  maxInflatedBytes: { variable: 'MAX_UNZIPPED_MB', unit: 'MB', size: MIB },
  maxSheets: { variable: 'MAX_SHEETS', unit: '个', size: 1 },
  maxRows: { variable: 'MAX_ROWS', unit: '行', size: 1 },
  maxColumns: { variable: 'MAX_COLUMNS', unit: '列', size: 1 },
  maxCells: { variable: 'MAX_CELLS', unit: '个', size: 1 },
  timeoutMs: { variable: 'MAX_READ_SECONDS', unit: '秒', size: 1000 },
} as const satisfies Record<keyof WorkbookLimits, { variable: string; unit: string; size: number }>;

/** The refusal of a file that passes a limit which is a setting; its detail names both. */
export function exceeding(
  code: UnreadableCode,
  limits: ReadLimits,
  limit: keyof typeof SETTINGS,
  what = '',
): UnreadableWorkbook {
  const { variable, unit, size } = SETTINGS[limit];
  return new UnreadableWorkbook(code, `${what}上限为 ${limits[limit] / size} ${unit}（${variable}）。`);
}
