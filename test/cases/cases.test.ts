import { testCases } from './case.js';

/** Cases that are still read wrong; one that is read right must leave this list. */
const STILL_WRONG: readonly string[] = [
  '备注取消资格.xlsx',
  '申报类别新申报重新认定.xlsx',
  '基地仅有认定时间.xlsx',
  '基地申报和认定两个时间.xlsx',
  '特派员服务次数.xlsx',
  '级次写在分组行.xlsx',
  '高企奖补资金下达表.xlsx',
  '研发投入奖补下达名单.xlsx',
];

testCases(new URL('./', import.meta.url), STILL_WRONG);
