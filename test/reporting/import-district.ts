import { join } from 'node:path';
import { importWorkbook } from '../../import/import.js';
import { findWorkbooks } from '../../import/paths.js';
import type { Database } from '../../src/indicators/refresh.js';
import { readExpected } from '../district/expected.js';

/** Imports the sample ledgers of an invented district, which has rows in every ledger. */
export async function importDistrict(db: Database): Promise<void> {
  const { division } = readExpected('samples/expected.json');
  const { workbooks } = await findWorkbooks([join(import.meta.dirname, '../../samples/ledgers')]);
  for (const path of workbooks) await importWorkbook(db, { path, fileName: path.split('/').at(-1)!, division });
}
