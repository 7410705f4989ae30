import type { SheetLayout, WorkbookLayout } from '../layouts/sheet.js';

/** Bytes of each character that GBK has; Node decodes GBK but does not encode it. */
function gbkTable(): Map<string, readonly [number, number]> {
  const decoder = new TextDecoder('gbk');
  const table = new Map<string, readonly [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if ([...character].length === 1 && character !== '\ufffd') table.set(character, [lead, trail]);
    }
  }
  return table;
}

function gbk(text: string): Uint8Array {
  const table = gbkTable();
  return Uint8Array.from(
    [...text].flatMap((character): readonly number[] => {
      if (character.charCodeAt(0) < 0x80) return [character.charCodeAt(0)];
      const bytes = table.get(character);
      if (bytes === undefined) throw new Error(`GBK has no character "${character}".`);
      return bytes;
    }),
  );
}

function text(sheet: SheetLayout): string {
  const lines = sheet.rows.map(({ cells }) =>
    sheet.widths
      .map((_, column) => {
        const cell = cells[column] ?? null;
        if (typeof cell === 'object') return cell === null ? '' : String(cell.serial);
        return /[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell);
      })
      .join(','),
  );
  return `${lines.join('\r\n')}\r\n`;
}

/** A CSV of a workbook's first sheet: in GBK, as Excel saves it in China, or in UTF-8 with a byte order mark. */
export function csv(layout: WorkbookLayout, encoding: 'gbk' | 'utf-8'): Uint8Array {
  const written = text(layout.sheets[0]!);
  return encoding === 'gbk' ? gbk(written) : new TextEncoder().encode(`\ufeff${written}`);
}
