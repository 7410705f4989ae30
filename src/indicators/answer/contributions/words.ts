import { amount, movement, shown } from '../phrase.js';
import type { ContributionRef } from './asked.js';
import type { Contributions, SettledRow } from './settle.js';

/** The most items that a sentence names, and the least share of the change that one is named for. */
const NAMED = 3;
const LEAST_SHARE = 5;

/**
 * A change and what mainly makes it, in a report's words: 减少496.7万元，主要是自治区减少450万元（占90.6%）. `within` is the row
 * that mainly makes the first item.
 */
export function contributionText(told: Contributions, within?: SettledRow): string {
  const { ref, change, items, others, unattributed } = told;
  if (change === null || items === null) return '';
  const say = wordsOf(ref);
  const unknown = namesOf(items.filter(({ kind }) => kind === 'UNKNOWN'));
  const counted = isCounted(ref, items);
  const parts = [
    headOf(told, say),
    ...(counted ? countedOf(items, told, say) : namedOf(items, change, say, within)),
    ...(others?.contribution && !counted ? [`其余${others.count}个合计${say.moved(others.contribution)}`] : []),
    ...(unattributed?.contribution
      ? [
          `另有${say.way(unattributed.contribution)}的${say.sized(unattributed.contribution)}不能归入各项${unknown === '' ? '' : `（${unknown}的数值不明）`}`,
        ]
      : []),
  ];
  return parts.join('，');
}

/** How changes of a point are worded. */
interface Words {
  /** An amount without its sign. */
  readonly sized: (by: number) => string;
  readonly way: (by: number) => string;
  readonly moved: (by: number) => string;
  /** What became of an item: 新增30万元, 上年40万元、本年没有, 减少450万元; of a ratio how far it moves it. */
  readonly became: (row: SettledRow) => string;
}

function wordsOf({ figure: { indicator }, versus = null }: ContributionRef): Words {
  const unit = indicator.kind === 'RATIO' && indicator.unit === '%' ? '个百分点' : indicator.unit;
  const sized = (by: number) => `${shown(indicator, Math.abs(by))}${unit}`;
  const [more, less] = versus === null ? ['增加', '减少'] : ['多', '少'];
  const way = (by: number) => (by > 0 ? more! : less!);
  const moved = (by: number) => `${way(by)}${sized(by)}`;
  const became = ({ kind, contribution, value, previous }: SettledRow) => {
    if (indicator.kind === 'RATIO') return `${contribution! > 0 ? '拉高' : '拉低'}${sized(contribution!)}`;
    if (kind === 'NEW') return versus === null ? `新增${sized(value!)}` : `多${sized(value!)}（${versus}没有）`;
    if (kind === 'GONE')
      return versus === null ? `上年${sized(previous!)}、本年没有` : `少${sized(previous!)}（只${versus}有）`;
    return moved(contribution!);
  };
  return { sized, way, moved, became };
}

/** The change itself: 减少496.7万元, 比上年下降15.5个百分点, 比南区多20万元. */
function headOf({ ref, change, likeForLike }: Contributions, say: Words): string {
  const { figure, point, versus = null } = ref;
  const { indicator, throughMonth } = figure;
  const ratio = indicator.kind === 'RATIO';
  if (versus !== null) {
    const by = ratio
      ? Number((shown(indicator, point.value!) - shown(indicator, point.previous!)).toFixed(6))
      : change!;
    if (by === 0) return `与${versus}持平`;
    return `比${versus}${ratio ? (by > 0 ? '高' : '低') : say.way(by)}${say.sized(by)}`;
  }
  const same = `与上年${change === 0 ? '' : '基本'}持平`;
  if (ratio) return movement(indicator, point, { throughMonth }) || same;
  return change === 0 ? same : `${likeForLike ? '同口径' : ''}${say.moved(change!)}`;
}

/** Whether each item is one of those that are counted, of which one says no more than another. */
function isCounted({ by, figure }: ContributionRef, items: readonly SettledRow[]): boolean {
  const { kind, decimals } = figure.indicator;
  return (
    (by === 'ROW' || by === 'ENTERPRISE') &&
    kind !== 'RATIO' &&
    decimals === 0 &&
    Math.abs(items[0]?.contribution ?? 0) === 1
  );
}

/** What is new and what is gone of things that are counted: 新增9家（甲公司、乙公司、丙公司等），减少3家（丁公司等）. */
function countedOf(items: readonly SettledRow[], { increase, decrease }: Contributions, say: Words): string[] {
  return [increase!, decrease!].flatMap((by) => {
    const those = items.filter(({ contribution }) => contribution !== null && contribution * by > 0);
    const names = namesOf(those);
    const more = Math.abs(by) > Math.min(those.length, NAMED) ? '等' : '';
    return by === 0 ? [] : [`${say.moved(by).replace('增加', '新增')}${names === '' ? '' : `（${names}${more}）`}`];
  });
}

/** The items that mainly make a change, and the largest against it. */
function namedOf(items: readonly SettledRow[], change: number, say: Words, within: SettledRow | undefined): string[] {
  const known = items.filter(({ contribution }) => contribution !== null && contribution !== 0);
  const [along, against] = [1, -1].map((way) =>
    known.filter((row) => Math.sign(row.contribution!) === way * Math.sign(change)),
  );
  const said = (row: SettledRow) => `${row.name}${say.became(row)}`;
  const inside = within === undefined ? '' : `，其中“${within.name}”${say.became(within)}`;
  const main = along!
    .filter(({ share }) => share !== null && share >= LEAST_SHARE)
    .slice(0, NAMED)
    .map((row, place) => `${said(row)}（占${amount(Number(row.share!.toFixed(1)))}%${place === 0 ? inside : ''}）`);
  const counter = (change === 0 ? known.slice(0, NAMED) : against!.slice(0, 1)).map(said);
  return [
    ...(main.length === 0 ? [] : [`主要是${main.join('、')}`]),
    ...(counter.length === 0 ? [] : [`${change === 0 ? '其中' : '同时'}${counter.join('、')}`]),
  ];
}

function namesOf(items: readonly SettledRow[]): string {
  return items
    .slice(0, NAMED)
    .map(({ name }) => name)
    .join('、');
}
