import { UnreadableWorkbook } from './workbook.js';

const BEGIN: readonly number[] = [0x0809, 0x0409, 0x0209, 0x0009];
const END = 0x000a;
const BOUND_SHEET = 0x0085;
const FILE_PASS = 0x002f;
/** Kinds of sheet in a BOUNDSHEET record that have records of their own: worksheet, macro sheet and chart. */
const MOST_SHEET_KIND = 2;

/**
 * Checks that the records of an .xls are complete: the workbook's own, and those of each sheet that it lists, up to
 * their end record. Throws FILE_TRUNCATED or FILE_DAMAGED. Encrypted files are left to the reader, which refuses them.
 */
export function checkRecords(stream: Buffer): void {
  const sheets: number[] = [];
  let encrypted = false;
  walk(stream, 0, (type, at, length) => {
    if (type === FILE_PASS) encrypted = true;
    if (type === BOUND_SHEET && length >= 6 && stream[at + 5]! <= MOST_SHEET_KIND) sheets.push(stream.readUInt32LE(at));
  });
  if (encrypted) return;
  for (const start of sheets) walk(stream, start, () => undefined);
}

/** Visits type, offset and length of each record of a substream. Throws where it does not begin or end. */
function walk(stream: Buffer, start: number, visit: (type: number, at: number, length: number) => void): void {
  let depth = 0;
  for (let at = start; ;) {
    if (at + 4 > stream.length) throw new UnreadableWorkbook('FILE_TRUNCATED', 'a sheet has no end');
    const type = stream.readUInt16LE(at);
    const length = stream.readUInt16LE(at + 2);
    at += 4;
    if (BEGIN.includes(type)) depth++;
    if (depth === 0) throw new UnreadableWorkbook('FILE_DAMAGED', 'a sheet has no beginning');
    if (type === END && --depth === 0) return;
    if (at + length > stream.length) throw new UnreadableWorkbook('FILE_TRUNCATED', 'a sheet has no end');
    visit(type, at, length);
    at += length;
  }
}
