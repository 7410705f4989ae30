import { observation } from '../../src/entities/ledgers/observation.js';
import { uncountedTotals } from '../../src/checks/uncounted.js';
import type { Touched } from '../../src/checks/scope.js';
import type { Database } from '../../src/database/sql.js';
import type { Issue } from '../issues/issue.js';

const WHY = {
  unnamed: '指标目录中没有这样的名称，或单位、期间与指标不符',
  rows: '这些年度有逐笔台账，指标按台账计算，两者不一致的另有提示',
} as const;

/** The totals of an import that are no figures, after these are refreshed. */
export async function totalsNotCounted(db: Database, runId: string, { divisions, ledgers }: Touched): Promise<Issue[]> {
  if (!ledgers.has(observation.id)) return [];
  const found = await uncountedTotals(db, runId, [...divisions]);
  return found.map(({ sheet, why, text, count }) => ({
    code: 'TOTALS_NOT_COUNTED',
    sheet,
    text,
    params: { count, why: WHY[why] },
  }));
}
