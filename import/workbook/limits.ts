const MIB = 1024 * 1024;

/** How much of a file is read before it is refused. Sizes in bytes, times in milliseconds. */
export interface ReadLimits {
  /** The file as uploaded, by format; HTML and SpreadsheetML count as `xls`. */
  readonly maxXlsxBytes: number;
  readonly maxXlsBytes: number;
  readonly maxCsvBytes: number;
  /** Entries of a zip, whether they are read or not. */
  readonly maxEntries: number;
  /** Sizes that a zip declares for its parts; the last is for all the parts that are read. */
  readonly maxSheetPartBytes: number;
  readonly maxStringsPartBytes: number;
  readonly maxOtherPartBytes: number;
  readonly maxInflatedBytes: number;
  /** Inflated bytes for one deflated byte, beyond the first MiB. */
  readonly maxInflateRatio: number;
  readonly maxSheets: number;
  /** The highest row number and the highest count of columns that may hold a cell. */
  readonly maxRows: number;
  readonly maxColumns: number;
  /** Cells that hold something, in one sheet. */
  readonly maxCells: number;
  /** The same for a sheet whose rows stand out of order: they must be gathered before the first is given. */
  readonly maxUnorderedCells: number;
  readonly maxMerges: number;
  /** Blank rows in a run, present in the file, after which a sheet is taken to have ended. */
  readonly maxBlankRows: number;
  /** One cell's text as stored, or one tag. A cell of Excel holds 32,767 characters. */
  readonly maxTokenBytes: number;
  /** Time spent reading one sheet, or converting one file of an old format. */
  readonly timeoutMs: number;
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
  maxColumns: 16_384,
  maxCells: 10_000_000,
  maxUnorderedCells: 1_000_000,
  maxMerges: 200_000,
  maxBlankRows: 1_000,
  maxTokenBytes: MIB,
  timeoutMs: 60_000,
};
