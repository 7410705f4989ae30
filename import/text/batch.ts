import { normalise } from './normalise.js';

const BATCH = /第[一二三四五六七八九十\d]{1,3}批次?|首批/g;

/** The one batch that a text names: 第一批 of 2022年第一批高新技术企业备案名单; null where it names none or several. */
export function batchIn(text: string): string | null {
  const batches = new Set(normalise(text).match(BATCH) ?? []);
  const [batch] = batches;
  return batches.size === 1 && batch !== undefined ? batch : null;
}
