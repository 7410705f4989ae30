import { unitIn } from '../text/caption.js';
import { type Head, holds } from './head.js';

/** What the rows above the headings say. */
export interface Caption {
  readonly title: string | null;
  /** Unit of the whole sheet, from `单位：万元`. */
  readonly unit: string | null;
}

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
  const unit = [...texts, ...footnotes(head, first)].map(unitIn).find((each) => each !== null);
  return { title: title ?? null, unit: unit?.name ?? null };
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
