import { ANY_SCALE, SCALES } from '../../src/entities/scales.js';
import { normalise } from './normalise.js';

/** A unit of measure: how a figure in it becomes one in the stored unit. */
export interface Unit {
  /** As written, brackets and 单位: left out, e.g. 万元. */
  readonly name: string;
  /** Its base: 元 for money, else the counted thing or measure, e.g. 人次, 亩, %. */
  readonly base: string;
  /** A figure in the unit is this power of ten of its base. */
  readonly power: number;
}

/** What is counted or measured; 万元/人 is a unit of its own. */
const COUNTED = (
  '人次 人 名 位 家 个 项 件 份 册 本 块 张 套 期 场次 场 次 班次 班 天 日 小时 学时 亩 公顷 平方米 平方公里 株 棵 ' +
  '户 篇 条 类 种 批 笔 台 吨 公斤 千克 斤 头 只 % ‰ 百分点 个百分点 部 篇次 万元/人'
).split(' ');
const MONEY = new RegExp(`^(?:人民币|RMB|￥|¥)?(${ANY_SCALE})?元?(?:人民币|RMB|整)?$`, 'i');
const FOREIGN = /(?:美元|欧元|英镑|日元|港元|港币|澳元|卢布)$/;
const FOREIGN_MONEY = new RegExp(`^(${ANY_SCALE})?((?:美|欧|日|港|澳)元|英镑|港币|卢布)$`);
const counted = new RegExp(
  `^(${ANY_SCALE})?(${COUNTED.toSorted((a, b) => b.length - a.length)
    .map((unit) => unit.replace(/[/‰%]/g, '\\$&'))
    .join('|')})$`,
);
const cache = new Map<string, Unit | null>();

/** The unit that a text names (万元, 人次, %, 单位:千元, 万人次), or null where it names none. */
export function unitOf(text: string): Unit | null {
  let unit = cache.get(text);
  if (unit === undefined) {
    unit = read(
      normalise(text)
        .replace(/^\(?(?:计量|金额|资金|货币)?单位[:为]?/, '')
        .replace(/\)$/, ''),
    );
    if (cache.size > 10_000) cache.clear();
    cache.set(text, unit);
  }
  return unit;
}

/** The unit in brackets at the end of a name: 技术合同成交额（亿元）; null where there is none. */
export function bracketedUnit(name: string): Unit | null {
  const named = /\(([^()]{1,8})\)$/u.exec(normalise(name))?.[1];
  return named === undefined ? null : unitOf(named);
}

/** A foreign currency, which is not converted. */
export function isForeign(unit: Unit): boolean {
  return FOREIGN.test(unit.base);
}

function read(name: string): Unit | null {
  if (name === '' || name.length > 10) return null;
  const money = MONEY.exec(name);
  if (money !== null && /[元万亿千百]/.test(name)) {
    return name === '百' || name === '千'
      ? null
      : { name: name.replace(/人民币|RMB|￥|¥/gi, ''), base: '元', power: SCALES.get(money[1] ?? '') ?? 0 };
  }
  const foreign = FOREIGN_MONEY.exec(name);
  if (foreign !== null) return { name, base: foreign[2] ?? '', power: SCALES.get(foreign[1] ?? '') ?? 0 };
  const count = counted.exec(name);
  if (count !== null) return { name, base: count[2] ?? '', power: SCALES.get(count[1] ?? '') ?? 0 };
  if (/^百分比$|^百分数$/.test(name)) return { name: '%', base: '%', power: 0 };
  return null;
}
