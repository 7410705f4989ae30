import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { openCsv } from './csv.js';
import { openLegacy } from './legacy.js';
import { DEFAULT_LIMITS, exceeding, type ReadLimits } from './limits.js';
import { sniff, SNIFF_BYTES, type FileKind } from './sniff.js';
import { UnreadableWorkbook, type Workbook } from './workbook.js';
import { openXlsx } from './xlsx/open-xlsx.js';

export { DEFAULT_LIMITS, type ReadLimits } from './limits.js';

export interface OpenOptions {
  /** The file's name as the clerk knows it, where `path` is a copy under another name. */
  readonly fileName?: string;
  readonly limits?: Partial<ReadLimits>;
}

/** Opens a workbook file by its first bytes, whatever its extension. Throws UnreadableWorkbook for a file that cannot be read. */
export async function openWorkbook(path: string, options: OpenOptions = {}): Promise<Workbook> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const fileName = options.fileName ?? basename(path);
  if (fileName.startsWith('~$')) throw new UnreadableWorkbook('FILE_LOCKED_TEMPORARY');
  const { size } = await stat(path);
  if (size === 0) throw new UnreadableWorkbook('FILE_EMPTY');
  const kind = sniff(await readHead(path));
  const most = mostBytes(kind);
  if (size > limits[most]) throw exceeding('FILE_TOO_LARGE', limits, most);
  if (kind === 'zip') return openXlsx(path, limits);
  if (kind === 'text') return openCsv(path, fileName, limits);
  return openLegacy(path, kind, size, limits);
}

function mostBytes(kind: FileKind): 'maxXlsxBytes' | 'maxCsvBytes' | 'maxXlsBytes' {
  if (kind === 'zip') return 'maxXlsxBytes';
  return kind === 'text' ? 'maxCsvBytes' : 'maxXlsBytes';
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFF_BYTES), 0, SNIFF_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
