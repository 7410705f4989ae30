import { normalise } from './normalise.js';

const MONEY = '(?:奖补|补助|奖励|补贴|贴息|资助|资金|经费|奖金|创新券|专项款)';
/** The end of a title whose head is money: …认定奖补资金下达表, …后补助名单, not …认定及奖励情况. */
const HEAD = new RegExp(
  `(?<![及和与、])${MONEY}+(?:金额|项目|对象)?(?:下达|拨付|分配|安排|发放|兑现|兑付|支付|使用|计划|清算|预拨|申领|核定)*` +
    '(?:情况|企业|单位|公示)*(?:统计|汇总|明细|一览)?(?:表|名单|明细|清单|台账|方案)?(?:\\(.*\\)|\\d+)*$',
);

/** Whether a title, a sheet's name or a file's name says that its rows are payments. */
export function isMoneyList(text: string): boolean {
  return HEAD.test(normalise(text).replace(/\.[a-z]+$/i, ''));
}
