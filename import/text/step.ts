import { normalise } from './normalise.js';

/** What only announces a step or asks for it: 拟立项, 待验收, 未通过验收, 立项建议, 认定公示. */
const BEFORE = /(?:拟|待|应|未|不|非|预|尚未|申请|建议|(?<!科技)计划)(?:予|予以|通过|获|被|推荐)?$/;
const AFTER = /^(?:的)?(?:申请|申报|评审|评估|论证|考察|建议|指南|条件|标准|办法|前|公示|奖|补)/;
const ANNOUNCED =
  /公示|征求意见|拟(?:予)?(?:立项|认定|入库|备案|下达|安排|拨付|分配|奖补|奖励|补助|资助|支持|推荐|申报|验收|批准|批复|命名|授牌|签约)/;

/** Whether a title only announces what it lists: 拟立项项目公示. */
export function isAnnounced(text: string): boolean {
  return ANNOUNCED.test(normalise(text));
}

/**
 * The step that a title, a sheet's name or a heading says, of several words for it: 立项名单 is 立项. Undefined where it
 * says none, null where it says several or only announces one.
 */
export function stepIn<S extends { readonly words: readonly string[]; readonly not?: readonly string[] }>(
  steps: readonly S[],
  text: string,
): S | null | undefined {
  const plain = normalise(text);
  const said = steps.filter(({ words }) => words.some((word) => plain.includes(word)));
  const [step] = said;
  if (step === undefined) return undefined;
  if (said.length > 1 || ANNOUNCED.test(plain) || step.not?.some((word) => plain.includes(word)) === true) return null;
  return step.words.some((word) => happens(plain, word)) ? step : null;
}

function happens(plain: string, word: string): boolean {
  for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + 1))
    if (!BEFORE.test(plain.slice(0, at)) && !AFTER.test(plain.slice(at + word.length))) return true;
  return false;
}
