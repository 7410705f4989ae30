import { RequestError } from '../../src/errors.js';
import type { Database } from '../../src/database/sql.js';
import type { Mapping } from '../recognize/recognition.js';
import { DECISION_ISSUES } from '../issues/decision-issues.js';

/** Throws where a run failed because a person's decision cannot be followed. */
export async function throwIfRefused(db: Database, runId: string): Promise<void> {
  const refused = await db
    .selectFrom('import_issue as i')
    .innerJoin('import_run as r', 'r.id', 'i.run_id')
    .select(['i.message', 'i.remedy'])
    .where('r.id', '=', runId)
    .where('r.state', '=', 'FAILED')
    .where('i.code', 'in', Object.keys(DECISION_ISSUES))
    .where(({ exists, not, selectFrom }) =>
      not(exists(selectFrom('import_sheet as s').whereRef('s.run_id', '=', 'r.id'))),
    )
    .orderBy('i.seq')
    .limit(1)
    .executeTakeFirst();
  if (refused !== undefined) throw new RequestError('BAD_DECISION', refused.message, refused.remedy ?? undefined);
}

/**
 * The earlier decision about a sheet with the present one added, which wins. Columns that were decided for another
 * ledger are dropped, since their fields are that ledger's.
 */
export function addedTo(before: Mapping | undefined, now: Mapping): Mapping {
  const sameLedger = before?.ledger === undefined || now.ledger === undefined || before.ledger === now.ledger;
  const facts = { ...(sameLedger ? before?.facts : {}), ...now.facts };
  const merged = { ...before, ...now, columns: { ...(sameLedger ? before?.columns : {}), ...now.columns } };
  return Object.keys(facts).length === 0 ? merged : { ...merged, facts };
}

/** The refusal of a decision about a sheet that a run does not have. */
export async function unknownSheet(db: Database, runId: string, sheet: string): Promise<RequestError> {
  const rows = await db
    .selectFrom('import_sheet')
    .select('name')
    .where('run_id', '=', runId)
    .orderBy('index')
    .execute();
  const names = rows.length === 0 ? '没有读出工作表' : `它的工作表：${rows.map(({ name }) => name).join('、')}`;
  return new RequestError('BAD_DECISION', `这次导入没有工作表“${sheet}”，${names}。`);
}
