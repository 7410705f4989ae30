import { RequestError } from '../errors.js';
import { LEDGERS } from '../entities/ledgers/index.js';
import type { FigureRef, RowRef } from '../indicators/answer/rows.js';
import type { LedgerRowConnection } from './ledger-row.js';
import { type Loaders, loadersOf } from './loaders.js';
import { decodeCursor, encodeCursor, isUuid, pageSize } from './paging.js';

/** A page of the ledger rows behind a figure. */
export async function figureRows(
  figure: FigureRef,
  first: number | null | undefined,
  after: string | null | undefined,
  loaders: Loaders,
): Promise<LedgerRowConnection> {
  const page = await loadersOf(figure, loaders).rowsBehind.load({
    figure,
    first: pageSize(first),
    after: rowOf(after),
  });
  const end = page.rows.at(-1);
  return {
    nodes: [...page.rows],
    totalCount: page.totalCount,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      endCursor: end === undefined ? null : encodeCursor([end.ledger, end.division, end.id]),
    },
  };
}

/** The row in a cursor. */
function rowOf(cursor: string | null | undefined): RowRef | null {
  if (cursor === undefined || cursor === null) return null;
  const [ledger, division, id] = decodeCursor(cursor, 3).map(String) as [string, string, string];
  if (!LEDGERS.some((each) => each.id === ledger) || !isUuid(id)) throw RequestError.invalidCursor();
  return { ledger, division, id };
}
