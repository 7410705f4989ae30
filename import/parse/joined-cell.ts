import { joinedCell } from '../recognize/date-parts.js';
import { normalise } from '../text/normalise.js';
import type { RecognizedColumn } from '../recognize/recognition.js';
import { isBlank } from '../text/literal.js';
import type { Cell } from '../workbook/workbook.js';

type Cells = readonly (Cell | undefined)[];

/** How a column is read together with others: the parts of a date, a township before its village; null for one that stands alone. */
export function joinOf({ column, dateParts, under }: RecognizedColumn): ((cells: Cells) => Cell | undefined) | null {
  if (dateParts !== undefined) return (cells) => joinedCell(cells, dateParts);
  return under === undefined ? null : (cells) => placed(cells[column], cells[under]);
}

/** A place behind what it lies in, unless it names that itself. */
function placed(place: Cell | undefined, around: Cell | undefined): Cell | undefined {
  if (around?.kind !== 'text' || isBlank(around.text)) return place;
  if (place === undefined || isBlank(place.text)) return around;
  if (place.kind !== 'text' || normalise(place.text).includes(normalise(around.text))) return place;
  return { kind: 'text', text: `${around.text.trim()}${place.text.trim()}` };
}
