import { expect, test } from '@jest/globals';
import { CATALOGUE } from '../../src/indicators/catalogue/index.js';
import { rowsBehind } from '../../src/indicators/answer/rows.js';
import { certificate, database, division, project } from './small-divisions.js';

/** The months late of the rows behind the figure of 2024, up to a month. */
async function late(code: string, indicator: string, throughMonth: number | null = null): Promise<(number | null)[]> {
  const figure = {
    indicator: CATALOGUE.find((each) => each.code === indicator)!,
    division: code,
    year: 2024,
    by: null,
    member: null,
    throughMonth,
    asOf: null,
  };
  const [page] = await rowsBehind(database.db, [{ figure, count: 9, beyond: null, backward: false }]);
  return page!.rows.map(({ monthsLate }) => monthsLate).toSorted((a, b) => a! - b!);
}

test('rows behind the projects overdue tell the months that have begun since their end', async () => {
  const code = await division([
    project(2022, { name: '甲', endDate: '2024-06-30' }),
    project(2022, { name: '乙', endDate: '2024-06-15' }),
    project(2022, { name: '丙', endDate: '2023-11-30' }),
    // Known to the year only: it is late for certain from the next one on.
    project(2022, { name: '丁', endDate: '2023' }),
  ]);
  expect(await late(code, 'PROJ_OVERDUE')).toEqual([6, 7, 12, 13]);
  expect(await late(code, 'PROJ_OVERDUE', 6)).toEqual([1, 6, 7]);
});

test('rows behind other stocks are not late', async () => {
  expect(await late(await division([certificate(2023, '示例甲有限公司')]), 'HNTE_STOCK')).toEqual([null]);
});
