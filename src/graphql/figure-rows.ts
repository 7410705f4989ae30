import { RequestError } from '../errors.js';
import { LEDGERS } from '../entities/ledgers/index.js';
import type { FigureRef, RowRef, SourceRow } from '../indicators/answer/rows.js';
import { type Loaders, loadersOf } from './loaders.js';
import { askedPage, type Connection, decodeCursor, encodeCursor, isUuid, type PageArgs, pageOf } from './paging.js';

/** A page of the ledger rows behind a figure. */
export async function figureRows(figure: FigureRef, asked: PageArgs, loaders: Loaders): Promise<Connection<SourceRow>> {
  const page = askedPage(asked);
  const { size, cursor, backward } = page;
  const { rows, totalCount } = await loadersOf(figure, loaders).rowsBehind.load({
    figure,
    count: size + 1,
    beyond: cursor === null ? null : rowOf(cursor),
    backward,
  });
  const found = pageOf(rows, page, ({ ledger, division, id }) => encodeCursor([ledger, division, id]));
  const edges = found.edges.map((edge) => ({ ...edge, monthsLate: edge.node.monthsLate }));
  return { ...found, edges, totalCount };
}

/** The row in a cursor. */
function rowOf(cursor: string): RowRef {
  const [ledger, division, id] = decodeCursor(cursor, 3).map(String) as [string, string, string];
  if (!LEDGERS.some((each) => each.id === ledger) || !isUuid(id)) throw RequestError.invalidCursor();
  return { ledger, division, id };
}
