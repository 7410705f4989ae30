import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importWorkbook } from '../../import/import.js';
import { ledgerOf } from '../../src/entities/ledgers/index.js';
import { answer, type Series } from '../../src/indicators/answer/answer.js';
import type { ComparedTo, ContributionBy, ContributionRef } from '../../src/indicators/answer/contributions/asked.js';
import { contributionsOf } from '../../src/indicators/answer/contributions/contributions.js';
import type { Contributions } from '../../src/indicators/answer/contributions/settle.js';
import { CATALOGUE } from '../../src/indicators/catalogue/index.js';
import { todayInChina } from '../../src/indicators/define/today.js';
import { dimensionsOf, MONTH } from '../../src/indicators/define/measures.js';
import { writeLedgers } from '../generated/ledger-workbook.js';
import { randomLedgers } from '../generated/random-ledgers.js';
import { clearImports } from '../import/state.js';
import { randomCases } from '../random-cases.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { insertDivisions } from './insert-rows.js';

const CASES = randomCases(60, 2);
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

/** The items of a way, by indicator, division, year and key: their figures and contributions, in the indicator's unit. */
async function itemsOf(
  way: Way,
  codes: readonly string[],
  divisions: readonly string[],
): Promise<Map<string, unknown>> {
  const { throughMonth, asOf, split } = way;
  const question = { indicators: codes, from: FROM, to: TO, divisions, throughMonth, asOf, by: split };
  const refs = (await answer(database.db, question)).flatMap((each) => refsOf(each, way));
  const told = await contributionsOf(database.db, refs);
  return new Map(
    refs.flatMap(({ figure, dimension }, place) =>
      told[place]!.likeForLike
        ? []
        : (told[place]!.items ?? []).map(({ key, previous, value, contribution }) => [
            [figure.indicator.code, figure.division, figure.year, dimension, key].join('|'),
            [previous, value, contribution],
          ]),
    ),
  );
}

/** Where members and divisions are not told as they are when they are asked for themselves. */
async function figureFaults(throughMonth: number | null): Promise<string[]> {
  const faults: string[] = [];
  const way = { first: 500, throughMonth, asOf: null, split: null };
  const codes = CATALOGUE.filter(({ kind }) => kind !== 'RATIO').map(({ code }) => code);
  const expect = (
    found: ReadonlyMap<string, unknown>,
    name: string,
    series: Series,
    dimension: string | null,
    key: string,
  ) => {
    for (const { year, value, previous, change } of series.points) {
      const told = found.get([series.indicator.code, name, year, dimension, key].join('|'));
      if (told === undefined || value === null || previous === null) continue;
      const [before, now, contribution] = told as number[];
      const moved = change ?? Number((value - previous).toFixed(6));
      if (before !== previous || now !== value || Math.abs(contribution! - moved) > 1e-6)
        faults.push(`${series.indicator.code} ${name} ${year} ${key}: ${String(told)}, not ${previous} ${value}`);
      note('figures alike');
    }
  };
  const members = await itemsOf({ ...way, by: 'DIMENSION', dimension: null }, codes, PLACES);
  const leveled = CATALOGUE.filter((each) => codes.includes(each.code) && dimensionsOf(each).includes('level'));
  for (const series of await answer(database.db, {
    indicators: leveled.map(({ code }) => code),
    from: FROM,
    to: TO,
    divisions: PLACES,
    throughMonth,
    by: 'level',
  }))
    expect(members, series.division, series, 'level', series.member!);
  const children = await itemsOf({ ...way, by: 'DIVISION', dimension: null }, codes, [CITY]);
  for (const series of await answer(database.db, {
    indicators: codes,
    from: FROM,
    to: TO,
    divisions: LEAVES,
    throughMonth,
  }))
    expect(children, CITY, series, null, series.division);
  return faults;
}

/** Where what was known by the end of today is not told as it is now. */
async function pastFaults(throughMonth: number | null): Promise<string[]> {
  const faults: string[] = [];
  for (const [by, codes] of [
    ['ROW', ['FUND_TOTAL', 'HNTE_STOCK']],
    ['DIVISION', ['LOAN_SATISFACTION', 'PROJ_APPROVED']],
  ] as const) {
    const way = { by, dimension: null, first: 500, throughMonth, split: null };
    const now = await itemsOf({ ...way, asOf: null }, codes, [CITY]);
    const then = await itemsOf({ ...way, asOf: todayInChina() }, codes, [CITY]);
    if (JSON.stringify([...now]) !== JSON.stringify([...then]))
      faults.push(`as of today ${by}: ${JSON.stringify([[...now], [...then]])}`);
  }
  return faults;
}

/** How a point is split, and what it is a point of. */
interface Way {
  readonly by: ContributionBy;
  readonly dimension: string | null;
  readonly first: number;
  readonly throughMonth: number | null;
  readonly asOf: string | null;
  readonly split: string | null;
  readonly to?: ComparedTo;
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
      const faults = [...(await figureFaults(throughMonth)), ...(await pastFaults(throughMonth))];
      for (const split of [null, 'level', MONTH])
        for (const by of ['DIMENSION', 'DIVISION', 'ENTERPRISE', 'ROW'] as const)
          faults.push(...(await faultsOf({ by, dimension: null, first, throughMonth, asOf: null, split })));
      for (const by of ['DIMENSION', 'ENTERPRISE', 'ROW'] as const)
        faults.push(
          ...(await faultsOf({ by, dimension: null, first, throughMonth, asOf: null, split: null, to: 'DIVISION' })),
        );
      faults.push(
        ...(await faultsOf({
          by: 'DIVISION',
          dimension: null,
          first,
          throughMonth,
          asOf: null,
          split: null,
          to: 'TARGET',
        })),
      );
      expect(faults).toEqual([]);
    }),
    { numRuns: CASES, endOnFailure: true },
  );
  // Many cases are about everything.
  if (CASES >= 30)
    expect(
      [...WANTED.filter((each) => each !== 'ROW rest'), 'figures alike', 'to DIVISION', 'to TARGET'].filter(
        (each) => !seen.has(each),
      ),
    ).toEqual([]);
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
  const { by, first, throughMonth, asOf, split, to = 'PREVIOUS_YEAR' } = way;
  if (to === 'DIVISION' && !LEAVES.includes(division)) return [];
  if (to === 'TARGET' && indicator.kind === 'RATIO') return [];
  if (indicator.compares !== undefined && isByRow(by)) return [];
  const dimensions = dimensionsOf(indicator).filter((each) => split === null || (each === MONTH && split !== MONTH));
  return points.flatMap((point) =>
    (by === 'DIMENSION' ? dimensions : [null]).map((dimension) => ({
      figure: { indicator, division, year: point.year, by: split, member, throughMonth, asOf },
      point,
      to,
      other: to === 'DIVISION' ? LEAVES.find((each) => each !== division)! : null,
      by,
      dimension,
      first,
    })),
  );
}

function pointFaults(ref: ContributionRef, told: Contributions): string[] {
  const { by, first, figure, to } = ref;
  const { point } = told.ref;
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
  note(`to ${to}`);
  note(`${by} ${point.change === null ? 'likeForLike' : 'change'}`);
  if (change !== 0 && indicator.kind === 'RATIO') note(`${by} ratio`);
  if (change !== 0 && indicator.kind === 'STOCK') note(`${by} stock`);
  if (unattributed !== null) note(`${by} rest`);
  if (others !== null) note(`${by} others`);
  // Where all is known and no report states it, rows tell all of a division without others under it.
  const clear =
    to === 'PREVIOUS_YEAR' && LEAVES.includes(figure.division) && !point.flags.includes('REPORTED') && first === 500;
  if (isByRow(by) && clear && unattributed !== null && items!.every(({ kind }) => kind !== 'UNKNOWN'))
    faults.push(`rest ${unattributed.contribution}`);
  // Things that are counted: those of each year are as many as its figure says.
  const counts = indicator.kind !== 'RATIO' && indicator.decimals === 0 && isByRow(by) && clear && !told.likeForLike;
  if (counts && items!.every(({ kind }) => kind !== 'UNKNOWN'))
    for (const side of ['value', 'previous'] as const)
      if (items!.reduce((all, item) => all + item[side]!, 0) !== point[side])
        faults.push(`${side} is not that of the items`);
  return faults;
}

function isByRow(by: ContributionBy): boolean {
  return by === 'ROW' || by === 'ENTERPRISE';
}
