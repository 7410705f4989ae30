import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { Parties } from '../../../import/load/enterprises.js';
import type { Party } from '../../../import/load/party.js';
import { createTestDatabase, type TestDatabase } from '../../test-database.js';

const RUN = '01a20c8c-c92d-7c14-9f73-71e73b1df7e9';
const CREDIT = '91990103MA0000001X';
const REGISTRATION = '990103000000001';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** The enterprises that the parties of one import after another lead to, as numbers in the order in which they are met. */
async function told(...imports: readonly (readonly Partial<Party>[])[]): Promise<(number | null)[]> {
  await sql`delete from enterprise`.execute(database.db);
  const met: string[] = [];
  const found: (number | null)[] = [];
  for (const each of imports) {
    await database.db.transaction().execute(async (tx) => {
      const parties = new Parties();
      const numbers = each.map((party) =>
        parties.numberOf({ division: '990103', name: null, creditCode: null, registrationNo: null, ...party }),
      );
      await parties.resolve(tx, RUN);
      const { rows } = await sql<{ seq: number; id: string | null }>`
        select seq, enterprise_id as id from party`.execute(tx);
      for (const number of numbers) {
        const id = rows.find(({ seq }) => seq === number)?.id ?? null;
        if (id !== null && !met.includes(id)) met.push(id);
        found.push(id === null ? null : met.indexOf(id));
      }
    });
  }
  return found;
}

test('an enterprise is told by its credit code, else by its registration number, else by its name', async () => {
  const credit = { creditCode: CREDIT };
  const registration = { registrationNo: REGISTRATION };
  expect(await told([{ name: '甲公司' }, { name: '乙公司' }, { name: '甲公司' }])).toEqual([0, 1, 0]);
  expect(await told([{ name: '甲公司', ...credit }, { name: '甲公司（原名）', ...credit }, credit])).toEqual([0, 0, 0]);
  expect(await told([{ name: '甲公司', ...registration }, registration, { name: '甲公司' }])).toEqual([0, 0, 0]);
  expect(await told([{ name: '甲公司', ...registration }], [registration], [{ name: '甲公司' }])).toEqual([0, 0, 0]);
});

test('a name without a code gets the first code that a row gives it, also in a later import', async () => {
  for (const code of [{ creditCode: CREDIT }, { registrationNo: REGISTRATION }]) {
    expect(await told([{ name: '甲公司' }], [{ name: '甲公司', ...code }], [code])).toEqual([0, 0, 0]);
    expect(await told([{ name: '甲公司' }, { name: '甲公司', ...code }, code])).toEqual([0, 0, 0]);
  }
});

test('a code alone leads to the enterprise that any row names with it, also a later one', async () => {
  for (const code of [{ creditCode: CREDIT }, { registrationNo: REGISTRATION }]) {
    expect(await told([code])).toEqual([null]);
    expect(await told([code, { name: '甲公司', ...code }])).toEqual([0, 0]);
  }
});
