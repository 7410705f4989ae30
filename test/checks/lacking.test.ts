import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'kysely';
import { lackingOfRows, type Limits } from '../../src/checks/lacking.js';
import { ledgerOf } from '../../src/entities/ledgers/index.js';
import { CATALOGUE } from '../../src/indicators/catalogue/index.js';
import { coversSql } from '../../src/indicators/compute/placed.js';
import type { FlowRows, StockRows } from '../../src/indicators/define/definition.js';
import { measuresOf } from '../../src/indicators/define/measures.js';
import { termsOf } from '../../src/indicators/define/value.js';
import { randomCases } from '../random-cases.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** Every kind of rows that an indicator counts, with what it adds up. */
const KINDS = CATALOGUE.filter(({ compares }) => compares === undefined)
  .flatMap(measuresOf)
  .flatMap(termsOf)
  .flatMap(({ rows, value }) => (rows as readonly (FlowRows | StockRows)[]).map((each) => ({ rows: each, value })));

/** Random limits of a sheet: of each field nothing, no value, or values that some condition asks for or none does. */
function limitsFor({ where = [], needs = [], ledger }: FlowRows | StockRows): fc.Arbitrary<Limits> {
  const asked = where.flatMap((condition) => ('in' in condition ? condition.in : []));
  const values = fc.option(fc.subarray([...new Set([...asked, '别的'])]), { nil: undefined });
  const fields = [...new Set([...where.map(({ field }) => field), ...needs, ...Object.keys(ledgerOf(ledger).fields)])];
  return fc
    .tuple(...fields.map(() => values))
    .map((each) =>
      Object.fromEntries(fields.flatMap((field, at) => (each[at] === undefined ? [] : [[field, each[at]]]))),
    );
}

test('a sheet lacks nothing for the rows that it covers, whatever it limits', async () => {
  await fc.assert(
    fc.asyncProperty(fc.tuple(...KINDS.map(({ rows }) => limitsFor(rows))), async (limits) => {
      const each = KINDS.map(
        ({ rows, value }, at) =>
          sql`(select ${coversSql(ledgerOf(rows.ledger), rows, value)} from (select ${JSON.stringify(limits[at])}::jsonb as limits) l)`,
      );
      const { rows: found } = await sql<{ covers: boolean[] }>`select array[${sql.join(each)}] as covers`.execute(
        database.db,
      );
      expect(KINDS.map(({ rows, value }, at) => lackingOfRows(rows, value, limits[at] ?? {})?.length === 0)).toEqual(
        found[0]!.covers,
      );
    }),
    { numRuns: randomCases(200, 30) },
  );
});
