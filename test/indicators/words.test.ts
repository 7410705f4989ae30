import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE } from '../../src/indicators/catalogue/index.js';

const ROOT = join(import.meta.dirname, '../..');

/** The text of every source and document that holds words for people; other names of targets are theirs, not ours. */
const TEXTS: ReadonlyMap<string, string> = new Map(
  ['src', 'import', 'docs', 'README.md', 'schema.graphql'].flatMap((place) =>
    filesIn(place).map((file) => [file, withoutAliases(readFileSync(join(ROOT, file), 'utf8'))] as const),
  ),
);

function filesIn(place: string): string[] {
  if (/\.\w+$/u.test(place)) return [place];
  return readdirSync(join(ROOT, place), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|md)$/u.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1));
}

function withoutAliases(text: string): string {
  return CATALOGUE.flatMap(({ aliases = [] }) => aliases).reduce(
    (rest, alias) => rest.replaceAll(`'${alias}'`, '').replaceAll(new RegExp(`(?<=[：、])${alias}(?=、|$)`, 'gmu'), ''),
    text,
  );
}

/** What a bureau does not write, and what it writes instead. */
const WORDS: readonly (readonly [not: RegExp, but: RegExp])[] = [
  [/慢于时间进度|快于时间进度|[快慢]于时序/u, /落后[\s\S]*序时进度|超序时进度/u],
  [/数值目标|文字目标/u, /定量指标[\s\S]*定性指标/u],
  [/数值未公开/u, /数据未填列或未公开/u],
  [/另有数值/u, /另有部分数据未填列或未公开/u],
  [/净增\d/u, /为0，/u],
  [/中位居第/u, /旗县区/u],
  [/骤增|骤减/u, /同比异常波动/u],
  [/退回\s*(?:\d+|\$?\{[^}]*\})\s*行/u, /有误，未导入/u],
  [/拿不准/u, /无法确定|无法判定/u],
  [/不猜，?问人/u, /人工确认/u],
  [/不合常情|不像真实/u, /年份异常|数值异常/u],
  [/自治区级科技资金/u, /自治区（省）级科技专项资金/u],
  [/专项工作投入人次/u, /专项工作参与人次/u],
  [/签订责任状科技特派员数/u, /签订服务协议（责任状）的科技特派员数/u],
];

test.each(WORDS.map(([not, but]) => ({ not, but })))('nothing says $not', ({ not, but }) => {
  expect([...TEXTS].filter(([, text]) => not.test(text)).map(([file]) => file)).toEqual([]);
  expect([...TEXTS].some(([, text]) => but.test(text))).toBe(true);
});
