import { UnreadableWorkbook } from './workbook.js';

const HEADER_BYTES = 512;
const DIRECTORY_ENTRY_BYTES = 128;
const MINI_SECTOR_BYTES = 64;
const FAT_SECTORS_IN_HEADER = 109;
/** Sector numbers from here on have a special meaning: free, end of chain, used by the tables themselves. */
const LAST_SECTOR = 0xfffffffa;
const END_OF_CHAIN = 0xfffffffe;
const ROOT = 5;
const STREAM = 2;

/** A stream of a compound file: its name and its bytes. */
export interface CompoundStream {
  readonly name: string;
  read(): Buffer;
}

/**
 * The streams of an OLE2 compound file. Each chain of sectors is followed first: a file cut anywhere that a stream or
 * table needs is refused. Throws FILE_TRUNCATED or FILE_DAMAGED.
 */
export function compoundStreams(file: Buffer): CompoundStream[] {
  if (file.length < HEADER_BYTES) throw truncated();
  const shift = file.readUInt16LE(0x1e);
  if (shift !== 9 && shift !== 12) throw new UnreadableWorkbook('FILE_DAMAGED', 'compound file header');
  const sectors = new Sectors(file, 1 << shift);
  const entries = directoryEntries(sectors.chain(file.readUInt32LE(0x30)));
  const root = entries.find((entry) => entry.type === ROOT);
  const cutoff = file.readUInt32LE(0x38);
  const miniTable = sectors.chain(file.readUInt32LE(0x3c));
  const mini = root === undefined ? Buffer.alloc(0) : sectors.chain(root.start, root.size);
  const streams = entries.filter((entry) => entry.type === STREAM && entry.size > 0);
  return streams.map(({ name, start, size }) => {
    const stream =
      size < cutoff
        ? follow(start, size, MINI_SECTOR_BYTES, (sector) => next(miniTable, sector), sliceOf(mini))
        : sectors.pieces(start, size);
    return { name, read: () => Buffer.concat(stream) };
  });
}

/** The sectors of the file and the table that links them. */
class Sectors {
  readonly #table: Buffer;

  constructor(
    private readonly file: Buffer,
    private readonly bytes: number,
  ) {
    this.#table = Buffer.concat(this.#tableSectors().map((sector) => this.#at(sector, bytes)));
  }

  /** The bytes of a chain; `size` of them where that is known, else all. */
  chain(start: number, size?: number): Buffer {
    return Buffer.concat(this.pieces(start, size));
  }

  pieces(start: number, size?: number): Buffer[] {
    return follow(
      start,
      size,
      this.bytes,
      (sector) => next(this.#table, sector),
      (sector, length) => this.#at(sector, length),
    );
  }

  /** The first bytes of a sector; the last sector of a file may be shorter than the others. */
  #at(sector: number, length: number): Buffer {
    const start = (sector + 1) * this.bytes;
    if (start + length > this.file.length) throw truncated();
    return this.file.subarray(start, start + length);
  }

  /** The sectors that hold the table: the first ones are listed in the header, the others in sectors of their own. */
  #tableSectors(): number[] {
    const listed: number[] = [];
    const add = (list: Buffer, from: number, count: number): void => {
      for (let at = 0; at < count; at++) {
        const sector = list.readUInt32LE(from + at * 4);
        if (sector < LAST_SECTOR) listed.push(sector);
      }
    };
    add(this.file, 0x4c, FAT_SECTORS_IN_HEADER);
    const perSector = this.bytes / 4 - 1;
    let sector = this.file.readUInt32LE(0x44);
    for (let count = 0; sector < LAST_SECTOR; count++) {
      if (count * this.bytes > this.file.length) throw endless();
      const list = this.#at(sector, this.bytes);
      add(list, 0, perSector);
      sector = list.readUInt32LE(perSector * 4);
    }
    if (listed.length * this.bytes > this.file.length) throw truncated();
    return listed;
  }
}

interface DirectoryEntry {
  readonly name: string;
  readonly type: number;
  readonly start: number;
  readonly size: number;
}

function directoryEntries(directory: Buffer): DirectoryEntry[] {
  const entries: DirectoryEntry[] = [];
  for (let at = 0; at + DIRECTORY_ENTRY_BYTES <= directory.length; at += DIRECTORY_ENTRY_BYTES) {
    const length = directory.readUInt16LE(at + 0x40);
    if (length < 2 || length > 0x40) continue;
    entries.push({
      name: directory.toString('utf16le', at, at + length - 2),
      type: directory[at + 0x42]!,
      start: directory.readUInt32LE(at + 0x74),
      size: directory.readUInt32LE(at + 0x78),
    });
  }
  return entries;
}

/** The pieces of a chain, `size` bytes of it or as far as it goes. */
function follow(
  start: number,
  size: number | undefined,
  sectorBytes: number,
  nextOf: (sector: number) => number,
  at: (sector: number, length: number) => Buffer,
): Buffer[] {
  const pieces: Buffer[] = [];
  const seen = new Set<number>();
  let left = size ?? Number.POSITIVE_INFINITY;
  for (let sector = start; left > 0 && sector < LAST_SECTOR; sector = nextOf(sector)) {
    if (seen.has(sector)) throw endless();
    seen.add(sector);
    pieces.push(at(sector, Math.min(sectorBytes, left)));
    left -= sectorBytes;
  }
  if (size !== undefined && left > 0) throw truncated();
  return pieces;
}

function next(table: Buffer, sector: number): number {
  return sector * 4 + 4 > table.length ? END_OF_CHAIN : table.readUInt32LE(sector * 4);
}

function sliceOf(bytes: Buffer): (sector: number, length: number) => Buffer {
  return (sector, length) => {
    const start = sector * MINI_SECTOR_BYTES;
    if (start + length > bytes.length) throw truncated();
    return bytes.subarray(start, start + length);
  };
}

function truncated(): UnreadableWorkbook {
  return new UnreadableWorkbook('FILE_TRUNCATED', 'compound file');
}

function endless(): UnreadableWorkbook {
  return new UnreadableWorkbook('FILE_DAMAGED', 'a chain of the compound file has no end');
}
