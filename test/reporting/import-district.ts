import { join } from 'node:path';
import { importWorkbook } from '../../import/import.js';
import { findWorkbooks } from '../../import/paths.js';
import { type RunReport, runReport } from '../../import/report/run-report.js';
import type { Database } from '../../src/database/sql.js';
import { readExpected } from '../district/expected.js';

/** A folder of ledgers and the file that says what it must give, both from the root of the repository. */
export interface DistrictFolder {
  readonly folder: string;
  readonly file: string;
}

/** The committed sample ledgers of an invented district, which has rows in every ledger. */
export const SAMPLES: DistrictFolder = { folder: 'samples/ledgers', file: 'samples/expected.json' };

/** Another invented district, laid out by another hand. */
export const FIXTURES: DistrictFolder = {
  folder: 'test/fixtures/district',
  file: 'test/fixtures/district/expected.json',
};

/** Imports a folder into its own division; the report of each workbook. Throws unless all are committed. */
export async function importFolder(db: Database, { folder, file }: DistrictFolder): Promise<RunReport[]> {
  const { division } = readExpected(file);
  const { workbooks } = await findWorkbooks([join(import.meta.dirname, '../..', folder)]);
  const reports: RunReport[] = [];
  for (const path of workbooks) {
    const fileName = path.split('/').at(-1)!;
    const report = await runReport(db, await importWorkbook(db, { path, fileName, division }));
    if (report.state !== 'COMMITTED')
      throw new Error(`${fileName} is ${report.state}: ${JSON.stringify(report.issues)}`);
    reports.push(report);
  }
  return reports;
}

/** Imports the sample ledgers; `createTestDatabase('samples')` gives a database that has them. */
export async function importDistrict(db: Database): Promise<void> {
  await importFolder(db, SAMPLES);
}
