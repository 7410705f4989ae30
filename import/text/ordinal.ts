import { normalise } from './normalise.js';

/** 一、… stands above （一）…, and that above 1. … */
const ORDINALS = [/^[一二三四五六七八九十]+[、.]/, /^\([一二三四五六七八九十]+\)/, /^\d+[、.]/];

/** How deep the ordinal of a title between rows stands, from 0; null where it has none. */
export function rankOf(text: string): number | null {
  const plain = normalise(text);
  const rank = ORDINALS.findIndex((pattern) => pattern.test(plain));
  return rank < 0 ? null : rank;
}

/** A title between rows without its ordinal and the numbers behind it: 一、省级资金（2项） is 省级资金. */
export function withoutOrdinal(text: string): string {
  return ORDINALS.reduce((rest, pattern) => rest.replace(pattern, ''), normalise(text)).replace(/\(共?[\d.]+.*\)$/, '');
}
