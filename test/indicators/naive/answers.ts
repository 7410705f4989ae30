import type { Database } from '../../../src/database/sql.js';
import { answer, type Point } from '../../../src/indicators/answer/answer.js';
import { CATALOGUE } from '../../../src/indicators/catalogue/index.js';
import { coverageOf, faultsOf } from './comparison.js';
import type { Cell } from './cells.js';
import type { Figure } from './figures.js';

const [FROM, TO] = [2021, 2026];

/** Where the answer for the months up to one of a division is not what brute force finds. */
export async function answerFaults(
  db: Database,
  division: string,
  figures: ReadonlyMap<string, Figure>,
  throughMonth: number,
): Promise<string[]> {
  const indicators = CATALOGUE.map(({ code }) => code);
  const series = await answer(db, { indicators, from: FROM, to: TO, divisions: [division], throughMonth });
  return series.flatMap(({ indicator, points }) =>
    points.flatMap((point) => {
      const figure = figures.get(indicator.code)!;
      const cell = figure.cells.get(['', '', point.year, throughMonth].join('|'));
      const place = [division, indicator.code, point.year, throughMonth].join('|');
      const faults = cell === undefined ? untold(point) : told(point, cell);
      const { change, previous, rate, reason, value, year, likeForLike, reported } = point;
      if (cell !== undefined)
        faults.push(
          ...faultsOf(
            {
              division,
              indicator: indicator.code,
              dimension: '',
              member: '',
              year,
              period: throughMonth,
              value,
              previous,
              change,
              rate,
              reason,
              incomplete: point.flags.includes('INCOMPLETE'),
              reported: reported?.reported ?? 0,
              expected: reported?.expected ?? 0,
              like_value: likeForLike?.value ?? null,
              like_previous: likeForLike?.previous ?? null,
              like_change: likeForLike?.change ?? null,
              like_rate: likeForLike?.rate ?? null,
              // Without a division that both years have there is nothing to tell.
              like_divisions: likeForLike?.divisions ?? (hasNoneAlike(figure, year) ? 0 : null),
            },
            figure,
            true,
          ),
        );
      return faults.map((fault) => `answer ${place}: ${fault}`);
    }),
  );
}

function hasNoneAlike(figure: Figure, year: number): boolean {
  const { uneven, bothTold, common } = coverageOf(figure, year);
  return uneven && bothTold && common.length === 0;
}

const untold = ({ value, flags }: Point) => (value === null && flags.length === 0 ? [] : ['told']);

function told({ flags }: Point, cell: Cell): string[] {
  const wanted = [
    ...(cell.partial ? ['PARTIAL'] : []),
    ...(cell.approximate ? ['APPROXIMATE'] : []),
    ...(cell.undated ? ['UNDATED'] : []),
    ...(cell.none ? ['NONE_RECORDED'] : []),
    ...(cell.carried ? ['CARRIED'] : []),
    ...(cell.overlapping ? ['OVERLAPPING'] : []),
    ...(cell.stated ? ['REPORTED'] : []),
    ...(cell.disputed ? ['DISPUTED'] : []),
  ].join(' ');
  const found = flags.filter((flag) => flag !== 'INCOMPLETE').join(' ');
  return found === wanted ? [] : [`flags ${found}, not ${wanted}`];
}
