import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a zip, with the lies that a hostile file would tell. */
export interface RawEntry {
  readonly name: string;
  readonly data: Buffer | string;
  /** How `data` is written where it is not deflated as usual. */
  readonly packed?: Buffer;
  /** 0 stored, 8 deflated (default); anything else is written as it is. */
  readonly method?: number;
  readonly flags?: number;
  readonly declaredSize?: number;
  readonly declaredCrc?: number;
  /** Points at the local header of the entry of this index instead of its own. */
  readonly sameAs?: number;
}

/** A zip of these entries, byte for byte as told: nothing is checked. */
export function rawZip(entries: readonly RawEntry[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const entry of entries) {
    const data = Buffer.from(entry.data as string);
    const method = entry.method ?? 8;
    const packed = entry.packed ?? (method === 8 ? deflateRawSync(data, { level: 9 }) : data);
    const name = Buffer.from(entry.name);
    const fields = {
      entry,
      method,
      crc: entry.declaredCrc ?? crc32(data),
      packed,
      size: entry.declaredSize ?? data.length,
    };
    const local = header(0x04034b50, 30, fields, name.length);
    offsets.push(entry.sameAs === undefined ? offset : (offsets[entry.sameAs] ?? 0));
    const central = header(0x02014b50, 46, fields, name.length);
    central.writeUInt32LE(offsets.at(-1) ?? 0, 42);
    directory.push(central, name);
    if (entry.sameAs !== undefined) continue;
    bodies.push(local, name, packed);
    offset += local.length + name.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, list, end]);
}

interface Fields {
  readonly entry: RawEntry;
  readonly method: number;
  readonly crc: number;
  readonly packed: Buffer;
  readonly size: number;
}

/** A local or a central header: the same fields, two bytes further on in the central one. */
function header(signature: number, length: number, fields: Fields, nameLength: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUInt32LE(signature, 0);
  const at = length === 46 ? 6 : 4;
  bytes.writeUInt16LE(20, at);
  bytes.writeUInt16LE(fields.entry.flags ?? 0x800, at + 2);
  bytes.writeUInt16LE(fields.method, at + 4);
  bytes.writeUInt32LE(fields.crc, at + 10);
  bytes.writeUInt32LE(fields.packed.length, at + 14);
  bytes.writeUInt32LE(fields.size, at + 18);
  bytes.writeUInt16LE(nameLength, at + 22);
  return bytes;
}
