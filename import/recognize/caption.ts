import { unitIn } from '../text/caption.js';
import { normalise } from '../text/normalise.js';
import { type Head, holds } from './head.js';

/** What the rows above the headings say. */
export interface Caption {
  readonly title: string | null;
  /** Unit of the whole sheet, from `单位：万元`. */
  readonly unit: string | null;
  /** The year of a line that names the period of all rows and nothing else: 2023年度, 报告期：2023年1—12月. */
  readonly year: number | null;
  /** All that they say, and the notes below a short table. */
  readonly notes: readonly string[];
}

const PERIOD =
  /^\(?(?:(?:报告期|统计期间|统计时间|报表时间|年度|年份|时间)[别]?[::])?((?:19|20)\d{2})年?(?:度|1[-~至到]\d{1,2}月份?(?:累计)?|\d{1,2}月份?|[上下]半年|第?[一二三四]季度|前三季度|全年)?\)?$/u;
const FOOTNOTE = /^\(?(?:注|说明|备注|单位|金额单位|计量单位)/;

/** Title and unit from the rows above row number `first`, and the unit from the end of a title such as `…表（万元）`. */
export function captionOf(head: Head, first: number): Caption {
  const texts = head.rows
    .filter((row) => row.number < first)
    .flatMap((row) => row.cells.filter(holds).map((cell) => cell.text.trim()))
    .filter((text, at, all) => all.indexOf(text) === at);
  const title = texts.find(
    (text) =>
      text.length >= 3 &&
      text.length <= 60 &&
      /[\u4e00-\u9fa5]{2}/.test(text) &&
      !/^(?:附件|附表|注|说明|填表|填报|单位|日期|时间|制表|截至|截止|表\d)/.test(text.replace(/\s/g, '')),
  );
  const notes = [...texts, ...footnotes(head, first)];
  const unit = notes.map(unitIn).find((each) => each !== null);
  const years = new Set(texts.flatMap((text) => PERIOD.exec(normalise(text))?.[1] ?? []));
  const [year] = years;
  return { title: title ?? null, unit: unit?.name ?? null, year: years.size === 1 ? Number(year) : null, notes };
}

/** Notes below the rows of a short sheet. */
function footnotes(head: Head, first: number): string[] {
  return head.rows
    .filter((row) => row.number > first)
    .flatMap((row) => {
      const texts = row.cells.filter(holds).map((cell) => cell.text.trim());
      return texts.length <= 2 && FOOTNOTE.test(texts[0]?.normalize('NFKC') ?? '') ? texts : [];
    });
}
