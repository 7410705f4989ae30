import type { Recognition } from '../recognize/recognition.js';
import type { Issue } from '../issues/issue.js';
import { readHead } from '../recognize/head.js';
import type { Sheet } from '../workbook/workbook.js';
import { divisionOfTitle, isApart } from './division.js';
import { normalise } from '../text/normalise.js';
import type { ReadContext } from './read-context.js';

/**
 * The division that a sheet's title, name or first rows name, where it lies outside the division given with the import;
 * null where nothing contradicts it or a person decided already.
 */
export async function divisionConflict(
  sheet: Sheet,
  recognition: Recognition,
  { division, resolveDivision }: ReadContext,
): Promise<Issue | null> {
  if (division === undefined || division.assumed === true || division.decided === true) return null;
  const say = (
    text: string,
    code: string,
    where: string,
    place: Pick<Issue, 'row' | 'column' | 'heading'> = {},
  ): Issue => ({
    code: 'DIVISION_CONTRADICTED',
    sheet: sheet.name,
    ...place,
    text,
    params: { where, code, given: division.name, division: division.code },
  });
  const { title, columns, headerRows } = recognition;
  const titled = title === null ? null : divisionOfTitle(title, resolveDivision, division.code);
  if (titled !== null && isApart(titled, division.code)) return say(title ?? '', titled, '标题');
  const named = resolveDivision(normalise(sheet.name))?.code ?? null;
  if (named !== null && isApart(named, division.code)) return say(sheet.name, named, '工作表名');
  const column = columns.find(({ role }) => role === 'division');
  if (column === undefined) return null;
  for (const row of (await readHead(sheet)).rows) {
    const text = row.number > headerRows[1] ? (row.cells[column.column]?.text ?? '') : '';
    const code = text === '' ? null : (resolveDivision(text)?.code ?? null);
    if (code !== null && isApart(code, division.code))
      return say(text, code, `“${column.heading}”列`, {
        row: row.number,
        column: column.column,
        heading: column.heading,
      });
  }
  return null;
}
