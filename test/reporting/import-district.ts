import { join } from 'node:path';
import { importWorkbook } from '../../import/import.js';
import { findWorkbooks } from '../../import/paths.js';
import { runReport } from '../../import/report/run-report.js';
import type { Database } from '../../src/indicators/refresh.js';
import { readExpected } from '../district/expected.js';

/** Imports the sample ledgers of an invented district, which has rows in every ledger. */
export async function importDistrict(db: Database): Promise<void> {
  const { division } = readExpected('samples/expected.json');
  const { workbooks } = await findWorkbooks([join(import.meta.dirname, '../../samples/ledgers')]);
  for (const path of workbooks) {
    const fileName = path.split('/').at(-1)!;
    const { state, issues } = await runReport(db, await importWorkbook(db, { path, fileName, division }));
    if (state !== 'COMMITTED') throw new Error(`${fileName} is ${state}: ${JSON.stringify(issues)}`);
  }
}
