import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importWorkbook } from '../../import/import.js';
import { ledgerOf } from '../../src/entities/ledgers/index.js';
import { answer, type Series } from '../../src/indicators/answer/answer.js';
import type { ContributionBy, ContributionRef } from '../../src/indicators/answer/contributions/asked.js';
import { contributionsOf } from '../../src/indicators/answer/contributions/contributions.js';
import type { Contributions } from '../../src/indicators/answer/contributions/settle.js';
import { CATALOGUE } from '../../src/indicators/catalogue/index.js';
import { dimensionsOf, MONTH } from '../../src/indicators/define/measures.js';
import { writeLedgers } from '../generated/ledger-workbook.js';
import { randomLedgers } from '../generated/random-ledgers.js';
import { clearImports } from '../import/state.js';
import { randomCases } from '../random-cases.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { insertDivisions } from './insert-rows.js';

const CASES = randomCases(60, 4);
const REGION = '990000';
const CITY = '990400';
const LEAVES = ['990401', '990402'];
const PLACES = [...LEAVES, CITY];
const [FROM, TO] = [2022, 2026];

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-contributions-'));
beforeAll(async () => {
  database = await createTestDatabase();
  await insertDivisions(database.db, [
    { code: REGION, parent: null, level: 'province' },
    { code: CITY, parent: REGION, level: 'city' },
    ...LEAVES.map((code) => ({ code, parent: CITY })),
  ]);
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** How a point is split, and what it is a point of. */
interface Way {
  readonly by: ContributionBy;
  readonly dimension: string | null;
  readonly first: number;
  readonly throughMonth: number | null;
  readonly asOf: string | null;
  readonly split: string | null;
}

const seen = new Map<string, number>();
const note = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);

test('contributions add up to the change of every point, however it is split', async () => {
  const workbook = fc.record({ place: fc.constantFrom(...PLACES), sheets: randomLedgers });
  const workbooks = fc.uniqueArray(workbook, { minLength: 1, maxLength: 3, selector: ({ place }) => place });
  const month = fc.option(fc.integer({ min: 1, max: 12 }), { nil: null });
  await fc.assert(
    fc.asyncProperty(workbooks, month, fc.constantFrom(0, 2, 500), async (sent, throughMonth, first) => {
      await clearImports(database.db);
      for (const [index, { place, sheets }] of sent.entries()) {
        const fileName = `台账${index + 1}.xlsx`;
        const path = join(folder, fileName);
        await writeLedgers(path, sheets);
        const settled = Object.fromEntries(
          sheets.map(({ ledger, heading }) => [heading?.title ?? ledgerOf(ledger).zh, { ledger }]),
        );
        const division = { code: place };
        await importWorkbook(database.db, { path, fileName, division, divisionAssumed: true, settled });
      }
      const faults: string[] = [];
      for (const split of [null, 'level', MONTH])
        for (const by of ['DIMENSION', 'DIVISION', 'ENTERPRISE', 'ROW'] as const)
          faults.push(...(await faultsOf({ by, dimension: null, first, throughMonth, asOf: null, split })));
      expect(faults).toEqual([]);
    }),
    { numRuns: CASES, endOnFailure: true },
  );
  // Many cases are about everything.
  if (CASES >= 30) expect(WANTED.filter((each) => !seen.has(each))).toEqual([]);
});

const WANTED = ['DIMENSION', 'DIVISION', 'ENTERPRISE', 'ROW'].flatMap((by) =>
  ['likeForLike', 'change', 'ratio', 'stock', 'rest', 'others'].map((what) => `${by} ${what}`),
);

async function faultsOf(way: Way): Promise<string[]> {
  const indicators = CATALOGUE.filter((each) => way.split === null || dimensionsOf(each).includes(way.split));
  const divisions = [...PLACES, REGION];
  const { throughMonth, asOf, split } = way;
  const series = await answer(database.db, {
    indicators: indicators.map(({ code }) => code),
    from: FROM,
    to: TO,
    divisions,
    throughMonth,
    asOf,
    by: split,
  });
  const refs = series.flatMap((each) => refsOf(each, way));
  const told = await contributionsOf(database.db, refs);
  return refs.flatMap((ref, place) =>
    pointFaults(ref, told[place]!).map((fault) =>
      [
        ref.by,
        ref.dimension,
        split,
        throughMonth,
        ref.figure.indicator.code,
        ref.figure.division,
        ref.figure.member,
        ref.figure.year,
        fault,
      ].join(' '),
    ),
  );
}

function refsOf({ indicator, division, member, points }: Series, way: Way): ContributionRef[] {
  const { by, first, throughMonth, asOf, split } = way;
  if (indicator.compares !== undefined && isByRow(by)) return [];
  const dimensions = dimensionsOf(indicator).filter((each) => split === null || (each === MONTH && split !== MONTH));
  return points.flatMap((point) =>
    (by === 'DIMENSION' ? dimensions : [null]).map((dimension) => ({
      figure: { indicator, division, year: point.year, by: split, member, throughMonth, asOf },
      point,
      by,
      dimension,
      first,
    })),
  );
}

function pointFaults(ref: ContributionRef, told: Contributions): string[] {
  const { point, by, first, figure } = ref;
  const { indicator } = figure;
  const change = point.change ?? (point.reason === 'COVERAGE' ? point.likeForLike?.change : null) ?? null;
  if (change === null)
    return told.change === null && told.items === null && told.reason === point.reason ? [] : ['told of nothing'];
  const { items, others, unattributed } = told;
  const parts = [...items!, ...(others === null ? [] : [others]), ...(unattributed === null ? [] : [unattributed])];
  const sum = (of: (part: (typeof parts)[number]) => number | null) =>
    parts.reduce((all, part) => all + (of(part) ?? 0), 0);
  const faults: string[] = [];
  const contributed = (sum((part) => part.contribution) + told.rounding!).toFixed(indicator.decimals + 3);
  if (contributed !== change.toFixed(indicator.decimals + 3) && Number(contributed) !== change)
    faults.push(`sum ${contributed}, not ${change}`);
  const shares = sum((part) => part.share).toFixed(4);
  if (shares !== (change === 0 ? '0.0000' : '100.0000')) faults.push(`shares ${shares}`);
  if (Math.abs(told.increase! + told.decrease! - change) > 1e-6) faults.push('increase and decrease');
  // Each of them, what others come to and what is left are rounded by half a step at most, and both figures.
  if (Math.abs(told.rounding!) > (parts.length + 1) * 10 ** -indicator.decimals + 1e-9)
    faults.push(`rounding ${told.rounding}`);
  for (const { value, previous, contribution } of items!)
    if (indicator.kind !== 'RATIO' && contribution !== null && Math.abs(value! - previous! - contribution) > 1e-9)
      faults.push('not the difference');
  if (items!.length > first) faults.push('too many items');
  note(`${by} ${point.change === null ? 'likeForLike' : 'change'}`);
  if (change !== 0 && indicator.kind === 'RATIO') note(`${by} ratio`);
  if (change !== 0 && indicator.kind === 'STOCK') note(`${by} stock`);
  if (unattributed !== null) note(`${by} rest`);
  if (others !== null) note(`${by} others`);
  // Where all is known and no report states it, rows tell all of a division without others under it.
  const clear = LEAVES.includes(figure.division) && !point.flags.includes('REPORTED') && first === 500;
  if (isByRow(by) && clear && unattributed !== null && items!.every(({ kind }) => kind !== 'UNKNOWN'))
    faults.push(`rest ${unattributed.contribution}`);
  return faults;
}

function isByRow(by: ContributionBy): boolean {
  return by === 'ROW' || by === 'ENTERPRISE';
}
