import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Desk, openDesk, totals } from './desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const spent = (year: number, heading: string, amount: number) =>
  `年度,企业名称,${heading}（万元）,营业收入（万元）\n${year},示例甲有限公司,${amount},9000\n${year},示例乙有限公司,${amount},9000`;

test('R&D on another basis than the year before is no jump, and its growth in a report is not compared', async () => {
  await desk.load('规上企业研发投入2022.csv', spent(2022, '研发费用', 10));
  expect(await desk.load('规上企业研发投入2023.csv', spent(2023, 'R&D经费', 500))).toEqual([]);
  const report = totals(['规上企业研发投入', '万元', '1000', '', '3.5', '区统计局', '']);
  expect(await desk.load('2023年指标.csv', report)).toEqual([]);
  // On one basis the growth is compared.
  expect((await desk.load('规上企业研发投入2022.csv', spent(2022, 'R&D经费', 10))).map(({ code }) => code)).toEqual([
    'GROWTH_MISMATCH',
  ]);
});
