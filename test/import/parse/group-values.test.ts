import { expect, test } from '@jest/globals';
import type { ReadSheet } from '../read-folder.js';
import { type LaidSheet, readLaidOut } from '../write-workbook.js';

async function read(rows: LaidSheet['rows'], { name = 'Sheet1', file = '台账.xlsx' } = {}): Promise<ReadSheet> {
  const [only] = await readLaidOut(file, [{ name, rows }]);
  return only!;
}

const told = ({ drafts }: ReadSheet, ...names: string[]) =>
  drafts.map(({ values }) => names.map((name) => values[name] ?? null));
const MONEY = ['序号', '项目名称', '承担单位', '金额（万元）', '下达文号'];
const money = (name: string, amount: number) => [1, name, `${name}有限公司`, amount, `财〔2022〕${amount}号`];

test('a group row gives its level to the rows below it, until one of its rank names none', async () => {
  const sheet = await read([
    ['2022年科技专项资金'],
    MONEY,
    ['一、省级资金（2项，30万元）'],
    money('甲', 10),
    ['（一）成果转化'],
    money('乙', 20),
    ['二、市级资金'],
    money('丙', 30),
    ['三、其他资金'],
    money('丁', 40),
  ]);
  expect(told(sheet, 'level')).toEqual([['自治区'], ['自治区'], ['市'], [null]]);
  expect(sheet.limits).not.toHaveProperty('level');
});

test('a subtotal above its rows names their level, one below them does not name the next', async () => {
  const above = await read([
    ['2022年科技专项资金'],
    MONEY,
    [null, '省级小计', null, 30, null],
    money('甲', 10),
    money('乙', 20),
    [null, '市级小计', null, 30, null],
    money('丙', 30),
  ]);
  expect(told(above, 'level')).toEqual([['自治区'], ['自治区'], ['市']]);
  const below = await read([
    ['2022年科技专项资金'],
    MONEY,
    money('甲', 10),
    money('乙', 20),
    [null, '省级小计', null, 30, null],
    money('丙', 30),
    [null, '市级小计', null, 30, null],
  ]);
  expect(told(below, 'level')).toEqual([[null], [null], [null]]);
});

test('group rows tell the type of enterprises and the batch', async () => {
  const sheet = await read([
    ['2022年科技企业认定名单'],
    ['序号', '企业名称', '认定时间', '备注'],
    ['（一）科技型中小企业', null, null, null],
    [1, '甲有限公司', '2022-05-01', null],
    ['（二）高新技术企业', null, null, null],
    ['1. 第一批', null, null, null],
    [1, '乙有限公司', '2022-11-01', null],
    ['2. 第二批', null, null, null],
    [2, '丙有限公司', '2022-12-01', null],
  ]);
  expect(told(sheet, 'type', 'batch')).toEqual([
    ['科技型中小企业', null],
    ['高新技术企业', '第一批'],
    ['高新技术企业', '第二批'],
  ]);
  expect(sheet.limits).not.toHaveProperty('type');
  expect(sheet.limits).not.toHaveProperty('batch');
});

test('a title or the name of a sheet tells the batch of all rows, which their keys leave out', async () => {
  const rows = [
    ['序号', '企业名称', '推荐时间'],
    [1, '甲有限公司', '2022-05-01'],
  ];
  const [plain, titled, named] = [
    await read([['2022年推荐高新技术企业名单'], ...rows]),
    await read([['2022年第一批推荐高新技术企业名单'], ...rows]),
    await read([['2022年推荐高新技术企业名单'], ...rows], { name: '第2批' }),
  ];
  expect([plain, titled, named].map((sheet) => told(sheet, 'batch'))).toEqual([[[null]], [['第一批']], [['第2批']]]);
  expect(new Set([plain, titled, named].map(({ drafts }) => drafts[0]!.keys[0])).size).toBe(1);
  expect(titled.limits).toMatchObject({ batch: ['第一批'] });
});

test('a title of one kind of events decides it over words in their names', async () => {
  const heading = ['序号', '活动名称', '时间', '地点', '参加人数'];
  const rows = [
    [1, '健康讲座', '2022-05-01', '示例社区', 30],
    [2, '科普知识培训', '2022-06-01', '示例学校', 40],
  ];
  expect(told(await read([['2022年科普活动统计表'], heading, ...rows]), 'kind')).toEqual([['科普'], ['科普']]);
  expect(told(await read([['2022年科技活动台账'], heading, ...rows]), 'kind')).toEqual([['培训'], ['培训']]);
  const meetings = [
    [1, '银企对接会', '2022-05-01', '示例大厅', 30],
    [2, '技术需求洽谈', '2022-06-01', '示例大厅', 40],
  ];
  expect(told(await read([['2022年对接活动统计表'], heading, ...meetings]), 'kind')).toEqual([
    ['银企对接'],
    ['对接会'],
  ]);
});
