import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { type Desk, openDesk } from '../checks/desk.js';
import { insertDivisions } from './insert-rows.js';

const CITY = '990100';
const [WEST, EAST] = ['990101', '990102'];
const CODE = '91990103MXEFW7ACMY';
const OTHER_CODE = '91990103TWKF9G5XPX';
const THIRD_CODE = '91990103A1B2C3D4E5';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await insertDivisions(desk.database.db, [
    { code: CITY, parent: null, level: 'city' },
    { code: WEST, parent: CITY },
    { code: EAST, parent: CITY },
  ]);
});
afterAll(() => desk.close());

async function stock(): Promise<number> {
  const { rows } = await sql<{ value: string }>`
    select value from reporting.indicator_year
    where division = ${CITY} and indicator = 'SRDI_COUNT' and dimension = '' and year = 2023`.execute(desk.database.db);
  return Number(rows[0]!.value);
}

const certified = (code: string, number: string, name = '示例一有限公司') =>
  [
    '企业名称,统一社会信用代码,类型,申报结果,证书编号,发证日期,有效期至',
    `${name},${code},专精特新中小企业,通过,${number},2023-03-01,2026-02-28`,
  ].join('\n');

test('an enterprise whose code another ledger tells counts once above, and twice again when that is undone', async () => {
  await desk.report('西区专精特新企业台账.csv', certified(CODE, 'ZJTX1'), { division: { code: WEST } });
  await desk.report('东区专精特新企业台账.csv', certified('', 'ZJTX2'), { division: { code: EAST } });
  expect(await stock()).toBe(2);
  const pool = ['企业名称,统一社会信用代码,入库时间', `示例一有限公司,${CODE},2023-05-01`].join('\n');
  const told = await desk.report('东区科技企业培育库.csv', pool, { division: { code: EAST } });
  expect(await stock()).toBe(1);
  await desk.undo(told.id);
  expect(await stock()).toBe(2);
});

test('an enterprise without a code that holds a certificate of another division counts once above', async () => {
  const before = await stock();
  const west = await desk.report('西区专精特新企业台账.csv', certified('', 'ZJTX9', '示例二有限公司'), {
    division: { code: WEST },
  });
  expect(await stock()).toBe(before + 1);
  const east = await desk.report('东区专精特新企业台账.csv', certified('', 'ZJTX9', '示例二有限公司'), {
    division: { code: EAST },
  });
  expect(await stock()).toBe(before + 1);
  await desk.undo(east.id);
  await desk.report('东区专精特新企业台账.csv', certified(OTHER_CODE, 'ZJTX9', '示例二有限公司'), {
    division: { code: EAST },
  });
  expect(await stock()).toBe(before + 1);
  await desk.undo(west.id);
  expect(await stock()).toBe(before + 1);
});

test('enterprises of one certificate and different codes stay two', async () => {
  const before = await stock();
  await desk.report('西区专精特新企业台账.csv', certified(THIRD_CODE, 'ZJTX9', '示例二有限公司'), {
    division: { code: WEST },
  });
  expect(await stock()).toBe(before + 1);
});
