import type { IndicatorDefinition } from '../../define/definition.js';
import { amount, movement, shown } from '../phrase.js';
import type { ContributionRef } from './asked.js';
import type { Contributions, SettledRow } from './settle.js';

/** The most items that a sentence names, and the least share of the change that one is named for. */
const NAMED = 3;
const LEAST_SHARE = 5;

/** A change and what mainly makes it, in a report's words: 减少496.7万元，主要是自治区减少450万元（占90.6%）. */
export function contributionText(ref: ContributionRef, told: Omit<Contributions, 'text'>): string {
  const { change, likeForLike, items, others, unattributed } = told;
  if (change === null || items === null) return '';
  const { indicator, throughMonth } = ref.figure;
  const sized = (by: number) => `${shown(indicator, Math.abs(by))}${pointsOr(indicator)}`;
  const moved = (by: number) => `${by > 0 ? '增加' : '减少'}${sized(by)}`;
  const same = `与上年${change === 0 ? '' : '基本'}持平`;
  const total = change === 0 ? same : `${likeForLike ? '同口径' : ''}${moved(change)}`;
  const head = indicator.kind === 'RATIO' ? movement(indicator, ref.point, { throughMonth }) || same : total;
  const unknown = namesOf(items.filter(({ kind }) => kind === 'UNKNOWN'));
  const parts = [
    head,
    ...(isCounted(ref, items) ? countedOf(items, told, moved) : namedOf(ref, items, change, sized)),
    ...(others?.contribution && !isCounted(ref, items)
      ? [`其余${others.count}个合计${moved(others.contribution)}`]
      : []),
    ...(unattributed?.contribution
      ? [
          `另有${unattributed.contribution > 0 ? '增加' : '减少'}的${sized(unattributed.contribution)}不能归入各项${unknown === '' ? '' : `（${unknown}的数值不明）`}`,
        ]
      : []),
  ];
  return parts.join('，');
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
function countedOf(
  items: readonly SettledRow[],
  { increase, decrease }: Pick<Contributions, 'increase' | 'decrease'>,
  moved: (by: number) => string,
): string[] {
  return [increase!, decrease!].flatMap((by) => {
    const those = items.filter(({ contribution }) => contribution !== null && contribution * by > 0);
    const names = namesOf(those);
    const more = Math.abs(by) > Math.min(those.length, NAMED) ? '等' : '';
    return by === 0 ? [] : [`${moved(by).replace('增加', '新增')}${names === '' ? '' : `（${names}${more}）`}`];
  });
}

/** The items that mainly make a change, and the largest against it. */
function namedOf(
  ref: ContributionRef,
  items: readonly SettledRow[],
  change: number,
  sized: (by: number) => string,
): string[] {
  const known = items.filter(({ contribution }) => contribution !== null && contribution !== 0);
  const [along, against] = [1, -1].map((way) =>
    known.filter((row) => Math.sign(row.contribution!) === way * Math.sign(change)),
  );
  const said = (row: SettledRow) => `${row.name}${became(row, ref, sized)}`;
  const shared = (row: SettledRow) => `${said(row)}（占${amount(Number(row.share!.toFixed(1)))}%）`;
  const main = along!
    .filter(({ share }) => share !== null && share >= LEAST_SHARE)
    .slice(0, NAMED)
    .map(shared);
  const counter = (change === 0 ? known.slice(0, NAMED) : against!.slice(0, 1)).map(said);
  return [
    ...(main.length === 0 ? [] : [`主要是${main.join('、')}`]),
    ...(counter.length === 0 ? [] : [`${change === 0 ? '其中' : '同时'}${counter.join('、')}`]),
  ];
}

/** What became of an item: 新增30万元, 上年40万元、本年没有, 减少450万元; of a ratio how far it moves it. */
function became(
  { kind, contribution, value, previous }: SettledRow,
  { figure }: ContributionRef,
  sized: (by: number) => string,
): string {
  if (figure.indicator.kind === 'RATIO') return `${contribution! > 0 ? '拉高' : '拉低'}${sized(contribution!)}`;
  if (kind === 'NEW') return `新增${sized(value!)}`;
  if (kind === 'GONE') return `上年${sized(previous!)}、本年没有`;
  return `${contribution! > 0 ? '增加' : '减少'}${sized(contribution!)}`;
}

function namesOf(items: readonly SettledRow[]): string {
  return items
    .slice(0, NAMED)
    .map(({ name }) => name)
    .join('、');
}

function pointsOr({ kind, unit }: IndicatorDefinition): string {
  return kind === 'RATIO' && unit === '%' ? '个百分点' : unit;
}
