import { RequestError } from '../../errors.js';
import { anyOf } from '../../database/columns.js';
import type { Database } from '../../database/sql.js';
import { todaysCodes } from '../../entities/division-change.js';

/** The error about divisions that there are not; it tells what became of those whose codes are no more. */
export async function unknownDivisions(db: Database, codes: readonly string[]): Promise<RequestError> {
  const today = await todayOf(db, codes);
  const changed = codes
    .filter((code) => today.has(code))
    .map((code) => `${code} 的代码已变更，现为 ${today.get(code)!.join('、')}`);
  return RequestError.unknownDivision(codes, changed);
}

/** Today's codes of those divisions whose codes are no more. */
export async function todayOf(db: Database, codes: readonly string[]): Promise<Map<string, string[]>> {
  const former = await db
    .selectFrom('division_change')
    .select('old_code')
    .distinct()
    .where('old_code', '=', anyOf(codes))
    .execute();
  if (former.length === 0) return new Map();
  const changes = new Map<string, string[]>();
  const all = await db.selectFrom('division_change').select(['old_code', 'new_code']).orderBy('new_code').execute();
  for (const { old_code: old, new_code: code } of all) changes.set(old, [...(changes.get(old) ?? []), code]);
  return new Map(former.map(({ old_code: code }) => [code, todaysCodes(code, changes)]));
}
