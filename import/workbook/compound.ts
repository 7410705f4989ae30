import type { FileHandle } from 'node:fs/promises';
import { UnreadableWorkbook } from './workbook.js';

const HEADER_BYTES = 512;
const DIRECTORY_ENTRY_BYTES = 128;
const FAT_SECTORS_IN_HEADER = 109;
const MAX_DIRECTORY_SECTORS = 4_096;
const LAST_SECTOR = 0xfffffffa;

/** The names of the streams in an OLE2 compound file. Throws FILE_TRUNCATED or FILE_DAMAGED. */
export async function streamNames(file: FileHandle, size: number): Promise<string[]> {
  const header = await read(file, 0, HEADER_BYTES);
  const shift = header.readUInt16LE(0x1e);
  if (shift !== 9 && shift !== 12) throw new UnreadableWorkbook('FILE_DAMAGED', 'compound file header');
  const sectorBytes = 1 << shift;
  const sectors = Math.ceil(size / sectorBytes);
  const readSector = (sector: number) => {
    if (sector >= sectors) throw new UnreadableWorkbook('FILE_TRUNCATED', 'compound file');
    return read(file, (sector + 1) * sectorBytes, sectorBytes);
  };
  const next = async (sector: number) => {
    const perSector = sectorBytes / 4;
    const slot = Math.floor(sector / perSector);
    // A directory whose chain is kept beyond the header's own list is not one of an office program.
    if (slot >= FAT_SECTORS_IN_HEADER) return LAST_SECTOR;
    const fat = await readSector(header.readUInt32LE(0x4c + slot * 4));
    return fat.readUInt32LE((sector % perSector) * 4);
  };
  const names: string[] = [];
  let sector = header.readUInt32LE(0x30);
  for (let count = 0; sector < LAST_SECTOR && count < MAX_DIRECTORY_SECTORS; count++) {
    names.push(...namesIn(await readSector(sector)));
    sector = await next(sector);
  }
  return names;
}

function namesIn(directory: Buffer): string[] {
  const names: string[] = [];
  for (let at = 0; at < directory.length; at += DIRECTORY_ENTRY_BYTES) {
    const length = directory.readUInt16LE(at + 0x40);
    if (length >= 2 && length <= 0x40) names.push(directory.toString('utf16le', at, at + length - 2));
  }
  return names;
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead < Math.min(length, HEADER_BYTES)) throw new UnreadableWorkbook('FILE_TRUNCATED', 'compound file');
  return buffer;
}
