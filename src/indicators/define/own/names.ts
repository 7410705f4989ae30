import { RequestError } from '../../../errors.js';
import type { IndicatorDefinition } from '../definition.js';
import { OWN_PREFIX, type OwnDefinition } from './shape.js';

const CODE = new RegExp(`^${OWN_PREFIX}[A-Z0-9_]{1,60}$`, 'u');
const MAX_DECIMALS = 6;
const MAX_ALIASES = 20;

/** The names of an indicator. */
type Named = Pick<IndicatorDefinition, 'code' | 'name' | 'englishName' | 'aliases'>;

/**
 * Checks the code and names of an own indicator: no other may have one of its names, since targets find indicators by
 * name. Throws a RequestError.
 */
export function checkNames(own: OwnDefinition, others: readonly Named[]): void {
  if (!CODE.test(own.code))
    throw RequestError.invalidDefinition(
      `指标代码 ${own.code} 应以 ${OWN_PREFIX} 开头，后接大写字母、数字或下划线，如 ${OWN_PREFIX}TRAIN_TOWN。`,
    );
  for (const [field, text, longest] of [
    ['name', own.name, 60],
    ['englishName', own.englishName, 120],
    ['unit', own.unit, 20],
    ...own.aliases.map((alias) => ['aliases', alias, 60] as const),
    ...[own.numerator, own.denominator].map((text) => ['numerator、denominator', text ?? '—', 500] as const),
  ] as const) {
    if (text.trim() === '' || [...text].length > longest || /\p{Cc}/u.test(text))
      throw RequestError.invalidDefinition(`${field} 应为 1 至 ${longest} 个字，不含换行等控制字符。`);
  }
  if (own.aliases.length > MAX_ALIASES) throw RequestError.invalidDefinition(`别名最多 ${MAX_ALIASES} 个。`);
  if (!Number.isInteger(own.decimals) || own.decimals < 0 || own.decimals > MAX_DECIMALS)
    throw RequestError.invalidDefinition(`小数位数 decimals 应为 0 至 ${MAX_DECIMALS}。`);
  const taken = new Map(others.flatMap((other) => namesOf(other).map((name) => [comparable(name), other.code])));
  for (const name of namesOf(own)) {
    const holder = taken.get(comparable(name));
    if (holder !== undefined)
      throw RequestError.duplicateIndicator(`名称“${name}”已用于指标 ${holder}，请换一个名称，以免目标对应不清。`);
  }
}

function namesOf({ code, name, englishName, aliases }: Named): string[] {
  return [code, name, englishName, ...(aliases ?? [])];
}

/** A name as targets are compared with it. */
function comparable(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s()（）“”"《》]/gu, '')
    .toLowerCase();
}
