import type { ToldEffect } from './effects.js';
import { heightOf, type stylesOf, text } from './list-cells.js';

/** The headings of the list of figures, in the columns of the issues. */
const EFFECT_HEADINGS = ['序号', '年度', '区划', '导入前', '导入后', '指标', '说明'];

/** The rows that list what becomes of figures, from a row of the sheet on; none where nothing changes. */
export function effectRows(effects: readonly ToldEffect[], from: number, style: ReturnType<typeof stylesOf>): string[] {
  if (effects.length === 0) return [];
  const heads = EFFECT_HEADINGS.map((heading, index) => text(`${'ABCDEFG'[index]!}${from}`, style.heading, heading));
  const rows = effects.map(({ indicator, division, year, before, after, note }, index) => {
    const row = from + 1 + index;
    const height = heightOf([division, before, after, indicator, note, null]);
    return `<row r="${row}" ht="${height}" customHeight="1"><c r="A${row}" s="${style.number}"><v>${index + 1}</v></c>${[
      `<c r="B${row}" s="${style.number}"><v>${year}</v></c>`,
      text(`C${row}`, style.text, division),
      text(`D${row}`, style.text, before),
      text(`E${row}`, style.text, after),
      text(`F${row}`, style.text, indicator),
      text(`G${row}`, style.text, note),
    ].join('')}</row>`;
  });
  return [`<row r="${from}" ht="24" customHeight="1">${heads.join('')}</row>`, ...rows];
}
