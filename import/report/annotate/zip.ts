import { crc32, createDeflateRaw } from 'node:zlib';

/** A stored part of a zip, deflated or not, with its directory fields. */
export interface ZipPart {
  /** The bytes of its name. */
  readonly name: Buffer;
  /** 0: stored, 8: deflated. */
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  /** Time and date in MS-DOS format. */
  readonly time: number;
  readonly date: number;
  readonly data: readonly Buffer[];
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
/** Names are UTF-8. */
const UTF8 = 0x0800;
const NO_DATE = 0x21;

/** Deflates the stream of a part. */
export async function deflated(name: string, chunks: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<ZipPart> {
  const deflate = createDeflateRaw();
  const data: Buffer[] = [];
  const collected = (async () => {
    for await (const chunk of deflate) data.push(chunk as Buffer);
  })();
  let crc = 0;
  let size = 0;
  try {
    for await (const chunk of chunks) {
      crc = crc32(chunk, crc);
      size += chunk.length;
      if (!deflate.write(chunk)) await new Promise((resolve) => deflate.once('drain', resolve));
    }
    deflate.end();
  } catch (error) {
    deflate.destroy();
    await collected.catch(() => undefined);
    throw error;
  }
  await collected;
  return { name: Buffer.from(name), method: 8, crc, size, time: 0, date: NO_DATE, data };
}

/** The zip of these parts, in this order. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const packed = part.data.reduce((sum, chunk) => sum + chunk.length, 0);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(LOCAL, 0);
    describe(part, packed, local, 4);
    pieces.push(local, part.name, ...part.data);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(CENTRAL, 0);
    central.writeUInt16LE(VERSION, 4);
    describe(part, packed, central, 6);
    central.writeUInt32LE(offset, 42);
    directory.push(central, part.name);
    offset += local.length + part.name.length + packed;
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, ...directory, end]);
}

/** The fields that local header and directory share, in the same order. */
function describe(part: ZipPart, packed: number, header: Buffer, at: number): void {
  header.writeUInt16LE(VERSION, at);
  header.writeUInt16LE(UTF8, at + 2);
  header.writeUInt16LE(part.method, at + 4);
  header.writeUInt16LE(part.time, at + 6);
  header.writeUInt16LE(part.date, at + 8);
  header.writeUInt32LE(part.crc, at + 10);
  header.writeUInt32LE(packed, at + 14);
  header.writeUInt32LE(part.size, at + 18);
  header.writeUInt16LE(part.name.length, at + 22);
}
