import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ImportRequest, importWorkbook } from '../../import/import.js';
import { undoRun } from '../../import/runs/undo.js';
import type { WordedIssue } from '../../import/issues/wording.js';
import { type RunReport, runReport } from '../../import/report/run-report.js';
import { CHECK_RULES } from '../../src/checks/rules.js';
import { clearImports } from '../import/state.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

const DIVISION = { code: '990103', name: '示例区' };

/** An issue of a consistency check, as far as tests look at it. */
export type Told = Pick<WordedIssue, 'code' | 'severity' | 'sheet' | 'address' | 'heading' | 'text' | 'message'>;

/** A desk at which a clerk imports tables, written as CSV, into an invented district. */
export interface Desk {
  readonly database: TestDatabase;
  /** Imports a table; what the checks say of it. A preview before it must say the very same. */
  load(fileName: string, text: string, more?: Partial<ImportRequest>): Promise<Told[]>;
  /** As load, with the whole report. */
  report(fileName: string, content: string | Uint8Array, more?: Partial<ImportRequest>): Promise<RunReport>;
  undo(runId: string): Promise<void>;
  clear(): Promise<void>;
  close(): Promise<void>;
}

export async function openDesk(): Promise<Desk> {
  const database = await createTestDatabase();
  const { db } = database;
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-checks-'));
  const run = async (fileName: string, content: string | Uint8Array, more: Partial<ImportRequest>) => {
    const path = join(folder, fileName);
    writeFileSync(path, content);
    return runReport(db, await importWorkbook(db, { path, fileName, division: DIVISION, ...more }));
  };
  return {
    database,
    report: (fileName, content, more = {}) => run(fileName, content, more),
    load: async (fileName, text, more = {}) => {
      const previewed = await run(fileName, text, { ...more, dryRun: true });
      const committed = await run(fileName, text, more);
      if (JSON.stringify(previewed.issues) !== JSON.stringify(committed.issues))
        throw new Error(
          `The preview said otherwise:\n${JSON.stringify([previewed.issues, committed.issues], null, 2)}`,
        );
      return toldIn(committed);
    },
    undo: (runId) => db.transaction().execute(async (tx) => void (await undoRun(tx, runId))),
    clear: () => clearImports(db),
    close: async () => {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the consistency checks say in a run. */
export function toldIn(run: RunReport): Told[] {
  return run.issues.nodes
    .filter(({ code }) => code in CHECK_RULES)
    .map(({ code, severity, sheet, address, heading, text, message }) => ({
      code,
      severity,
      sheet,
      address,
      heading,
      text,
      message,
    }));
}

/** A funding ledger: year, level, flow, amount in 万元 each. */
export function funds(
  ...rows: readonly (readonly [year: number, level: string, flow: string, amount: string])[]
): string {
  return [
    '年度,资金级次,资金流向,资金名称,执行单位,金额（万元）,下达日期',
    ...rows.map(
      ([year, level, flow, amount], index) =>
        `${year},${level},${flow},专项${index},示例甲有限公司,${amount},${year}-03-0${(index % 9) + 1}`,
    ),
  ].join('\n');
}

/** A report of totals: indicator, unit, this year, last year, growth. */
export function totals(...rows: readonly (readonly string[])[]): string {
  return ['指标名称,计量单位,本期,上年同期,同比增长（%）,数据来源,备注', ...rows.map((row) => row.join(','))].join(
    '\n',
  );
}
