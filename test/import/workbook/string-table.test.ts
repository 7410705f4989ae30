import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { StringTable } from '../../../import/workbook/xlsx/string-table.js';

/** What the strings come to that a table was given as bytes. */
function stored(strings: readonly Buffer[]): (string | undefined)[] {
  const table = new StringTable();
  const around = Buffer.from('<t>');
  for (const bytes of strings)
    table.addBytes(Buffer.concat([around, bytes, around]), around.length, around.length + bytes.length);
  return strings.map((_, index) => table.cell(index)?.text);
}

/** The first and last characters of every length in UTF-8, and some between. */
const CHARACTERS = [...'aZ0 \u007f\u0080é\u07ff\u0800ก\u0fff\u1000中文，€\ud7ff\ue000\ufeff\uffff🙂𠮷\u{10ffff}'];

test('strings are given back as they were, in whatever way they are kept', () => {
  const text = fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 40 }), (texts) => {
      expect(stored(texts.map((each) => Buffer.from(each)))).toEqual(texts);
    }),
    { numRuns: 500 },
  );
});

test('bytes that are no UTF-8 read as Node reads them', () => {
  const piece = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 4 }).map((bytes) => Buffer.from(bytes)),
    fc.constantFrom(...CHARACTERS).map((each) => Buffer.from(each)),
    fc.constantFrom(...['e4b8', 'eda080', 'e08080', 'c080', 'f4908080', '80'].map((hex) => Buffer.from(hex, 'hex'))),
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), (pieces) => {
      const bytes = Buffer.concat(pieces);
      expect(stored([bytes])).toEqual([bytes.toString('utf8')]);
    }),
    { numRuns: 2_000 },
  );
});
