import { open, type FileHandle } from 'node:fs/promises';
import { crc32, createInflateRaw, type InflateRaw, inflateRawSync } from 'node:zlib';
import { fromFdPromise, type Entry, type ZipFile } from 'yauzl';
import { exceeding, type ReadLimits } from './limits.js';
import { UnreadableWorkbook } from './workbook.js';

const LOCAL_HEADER_BYTES = 30;
const RATIO_FREE_BYTES = 1024 * 1024;
/** How much is inflated at once; with less, the threads that inflate and read mostly wait for each other. */
const CHUNK_BYTES = 256 * 1024;
/** How much is read from the file at once. */
const SLICE_BYTES = 64 * 1024;
const SMALL_BYTES = 512 * 1024;

/** The use of a part, which decides how large it may be. */
export type PartRole = 'sheet' | 'strings' | 'other';

/** A zip whose central directory passed every check, read part by part. */
export interface ZipArchive {
  /** The stored name of a part, with `/` for `\` and no leading `/`; found in any case. */
  find(name: string): string | undefined;
  /** The inflated size that the part declares. */
  size(name: string): number;
  /** The part inflated in chunks; its declared size and CRC are checked. Throws UnreadableWorkbook. */
  read(name: string, role: PartRole): AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

/** Opens a zip by its central directory and refuses what no office program writes. Throws UnreadableWorkbook. */
export async function openZip(path: string, limits: ReadLimits): Promise<ZipArchive> {
  const file = await open(path, 'r');
  try {
    const directory = await readDirectory(file, limits);
    return archive(file, directory, limits);
  } catch (error) {
    await file.close();
    throw error;
  }
}

interface Directory {
  readonly zip: ZipFile;
  /** By lower-case name. */
  readonly entries: ReadonlyMap<string, { readonly name: string; readonly entry: Entry }>;
}

async function readDirectory(file: FileHandle, limits: ReadLimits): Promise<Directory> {
  const entries = new Map<string, { name: string; entry: Entry }>();
  try {
    const zip = await fromFdPromise(file.fd, { autoClose: false, decodeStrings: false, validateEntrySizes: false });
    if (zip.entryCount > limits.maxEntries) throw exceeding('FILE_BOMB', limits, 'maxEntries', '压缩包内文件数');
    for await (const entry of zip.eachEntry()) {
      const name = partName(entry);
      if (entry.isEncrypted()) throw new UnreadableWorkbook('FILE_ENCRYPTED', 'zip');
      if (entries.has(name.toLowerCase())) throw new UnreadableWorkbook('FILE_DAMAGED', `duplicate part ${name}`);
      entries.set(name.toLowerCase(), { name, entry });
    }
    refuseOverlaps([...entries.values()].map(({ entry }) => entry));
    return { zip, entries };
  } catch (error) {
    throw unreadable(error);
  }
}

function partName(entry: Entry): string {
  return entry.fileNameRaw.toString('utf8').replaceAll('\\', '/').replace(/^\/+/, '');
}

/** Parts that share bytes make a small file that inflates without end. */
function refuseOverlaps(entries: Entry[]): void {
  let free = 0;
  for (const entry of entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)) {
    if (entry.relativeOffsetOfLocalHeader < free) throw new UnreadableWorkbook('FILE_BOMB', 'overlapping parts');
    free = entry.relativeOffsetOfLocalHeader + LOCAL_HEADER_BYTES + entry.fileNameLength + entry.compressedSize;
  }
}

function archive(file: FileHandle, { zip, entries }: Directory, limits: ReadLimits): ZipArchive {
  const declared = new Map<string, number>();
  const checked = new Set<string>();
  let closed = false;
  return {
    find: (name) => entries.get(name.toLowerCase())?.name,
    size: (name) => entries.get(name.toLowerCase())?.entry.uncompressedSize ?? 0,
    async *read(name, role) {
      const entry = entries.get(name.toLowerCase())?.entry;
      if (entry === undefined) throw new UnreadableWorkbook('FILE_DAMAGED', `no part ${name}`);
      refuseSize(entry, name, role, limits);
      declared.set(name.toLowerCase(), entry.uncompressedSize);
      const total = [...declared.values()].reduce((sum, each) => sum + each, 0);
      if (total > limits.maxInflatedBytes) throw exceeding('FILE_BOMB', limits, 'maxInflatedBytes', '解压后大小');
      try {
        const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
        // A part that was checked when it was first read is not checked again.
        yield* inflate(file, entry, fileDataStart, name, !checked.has(name));
        checked.add(name);
      } catch (error) {
        throw unreadable(error);
      }
    },
    async close() {
      if (closed) return;
      closed = true;
      await file.close();
    },
  };
}

function refuseSize(entry: Entry, name: string, role: PartRole, limits: ReadLimits): void {
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    throw new UnreadableWorkbook('FILE_UNSUPPORTED', `compression method ${entry.compressionMethod}`);
  const most = {
    sheet: limits.maxSheetPartBytes,
    strings: limits.maxStringsPartBytes,
    other: limits.maxOtherPartBytes,
  };
  const size = entry.uncompressedSize;
  if (size > most[role]) throw new UnreadableWorkbook('FILE_BOMB', `${name} > ${most[role]} bytes`);
  if (size > RATIO_FREE_BYTES && size > entry.compressedSize * limits.maxInflateRatio)
    throw new UnreadableWorkbook('FILE_BOMB', `${name} > ${limits.maxInflateRatio}:1`);
}

async function* inflate(
  file: FileHandle,
  entry: Entry,
  start: number,
  name: string,
  check: boolean,
): AsyncGenerator<Buffer> {
  const size = entry.uncompressedSize;
  let seen = 0;
  let crc = 0;
  for await (const chunk of ahead(inflatedChunks(file, entry, start))) {
    seen += chunk.length;
    if (seen > size) throw new UnreadableWorkbook('FILE_BOMB', `${name} is larger than declared`);
    if (check) crc = crc32(chunk, crc);
    yield chunk;
  }
  if (seen < size) throw new UnreadableWorkbook('FILE_TRUNCATED', name);
  if (check && crc !== entry.crc32) throw new UnreadableWorkbook('FILE_DAMAGED', `${name}: CRC`);
}

/** The same chunks; the next one is requested while one is used. */
async function* ahead(chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    for (let next = chunks.next(); ;) {
      const { value, done } = await next;
      if (done === true) return;
      next = chunks.next();
      // The caller that awaits it gets the error; until then it is not unhandled.
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    await chunks.return(undefined);
  }
}

async function* inflatedChunks(file: FileHandle, entry: Entry, start: number): AsyncGenerator<Buffer> {
  const { compressedSize: size, uncompressedSize } = entry;
  if (size === 0) return;
  if (entry.compressionMethod === 0) {
    for (let at = 0; at < size; at += SLICE_BYTES)
      yield await slice(file, Buffer.allocUnsafe(Math.min(SLICE_BYTES, size - at)), start + at);
  } else if (Math.max(size, uncompressedSize) <= SMALL_BYTES) {
    // A stream takes longer to set up than a small part takes to inflate.
    const packed = await slice(file, Buffer.allocUnsafe(size), start);
    const whole = inflateRawSync(packed, { maxOutputLength: SMALL_BYTES });
    for (let at = 0; at < whole.length; at += CHUNK_BYTES) yield whole.subarray(at, at + CHUNK_BYTES);
  } else {
    const inflating = createInflateRaw({ chunkSize: CHUNK_BYTES });
    feed(inflating, file, start, size).catch((error: unknown) => inflating.destroy(error as Error));
    yield* inflating as AsyncIterable<Buffer>;
  }
}

/** Writes a part of the file to the inflating stream; the next slice is read while one is inflated. */
async function feed(inflating: InflateRaw, file: FileHandle, start: number, size: number): Promise<void> {
  let taken = Promise.resolve();
  for (let at = 0; at < size; at += SLICE_BYTES) {
    const deflated = await slice(file, Buffer.allocUnsafe(Math.min(SLICE_BYTES, size - at)), start + at);
    await taken;
    taken = new Promise((resolve, reject) => {
      inflating.write(deflated, (error) => (error ? reject(error) : resolve()));
    });
    // Thrown where it is awaited; until then it is not unhandled.
    taken.catch(() => undefined);
  }
  inflating.end();
}

/** Fills a buffer from a position in the file. A stream of the file would close it at its end. */
async function slice(file: FileHandle, buffer: Buffer, start: number): Promise<Buffer> {
  for (let at = 0; at < buffer.length;) {
    const { bytesRead } = await file.read(buffer, at, buffer.length - at, start + at);
    if (bytesRead === 0) throw new UnreadableWorkbook('FILE_TRUNCATED');
    at += bytesRead;
  }
  return buffer;
}

/** The zip reader's and zlib's own errors, by what a clerk can do: send the file whole, or save it anew. */
function unreadable(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof UnreadableWorkbook) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'Z_BUF_ERROR') return new UnreadableWorkbook('FILE_TRUNCATED', error.message);
  if (code === 'ERR_BUFFER_TOO_LARGE') return new UnreadableWorkbook('FILE_BOMB', 'a part is larger than declared');
  if (code.startsWith('Z_')) return new UnreadableWorkbook('FILE_DAMAGED', error.message);
  if (code !== '') return error;
  if (/end of central directory|unexpected EOF|outside the file/i.test(error.message))
    return new UnreadableWorkbook('FILE_TRUNCATED', error.message);
  return new UnreadableWorkbook('FILE_DAMAGED', error.message);
}
