import type { Database } from '../src/database/sql.js';
import type { Issue } from './issues/issue.js';
import { RefusedImport } from './runs/perform.js';
import { DivisionBook, formerWords } from './text/division-book.js';
import { normalise } from './text/normalise.js';

/** A request that may name a division. */
interface Request {
  readonly division?: { readonly code: string; readonly name?: string };
}

/** A request with today's division, and what is to be said of it. */
export interface TodaysRequest<R> {
  readonly request: R;
  readonly divisions: DivisionBook;
  readonly issues: readonly Issue[];
}

/** Puts today's division in place of one whose code is no more. Throws where that is split, or is named otherwise. */
export async function inTodaysDivision<R extends Request>(db: Database, request: R): Promise<TodaysRequest<R>> {
  const { division } = request;
  const divisions = await DivisionBook.open(db, division?.code ?? null);
  const former = division === undefined ? null : divisions.formerOf(division.code);
  if (division === undefined || former === null) return { request, divisions, issues: [] };
  const [today, ...others] = former.today;
  const given = division.name === undefined ? null : normalise(division.name);
  if (given !== null && ![former.name, former.parent + former.name, today?.name].includes(given))
    throw new RefusedImport({
      code: 'DIVISION_NAMED_OTHERWISE',
      params: { division: former.code, known: former.name, given },
    });
  if (today === undefined || others.length > 0)
    throw new RefusedImport({ code: 'DIVISION_SPLIT', params: formerWords(former) });
  return {
    request: { ...request, division: today },
    divisions: await DivisionBook.open(db, today.code),
    issues: [{ code: 'DIVISION_CHANGED', params: formerWords(former) }],
  };
}
