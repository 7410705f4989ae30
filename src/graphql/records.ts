import type { RowOf } from '../database/columns.js';
import type { COUNTS, SHOWN_RUN, SHOWN_SHEET } from '../entities/import-run.js';

/** Rows as the loaders deliver them. */
export type DivisionRecord = RowOf<'division', 'code' | 'name' | 'level' | 'parentCode'>;

export type RunRecord = RowOf<'import_run', (typeof SHOWN_RUN)[number] | 'rowsRead' | 'differenceCount'> & {
  readonly createdAt: string;
  readonly finishedAt: string | null;
};

export type SheetRecord = RowOf<'import_sheet', (typeof SHOWN_SHEET)[number] | 'runId'>;

export type CountsRecord = Pick<RunRecord, (typeof COUNTS)[number]>;

export type EnterpriseRecord = RowOf<'enterprise', 'division' | 'id' | 'name' | 'creditCode' | 'registrationNo'>;
