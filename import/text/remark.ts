import { normalise } from './normalise.js';

const BEFORE =
  /(?:重|未|不|没有|没|拟|待|应|可|需|建议|如|若|是否|无|无须|将|申请|防止|避免|免于)(?:被|予以|予|正式|再)?$/;
/** 退回后已补正, 撤销后恢复: it did not remain so. */
const AFTER = /^.{0,2}后(?:已|又|再|重新|恢复|补)/;
const DAY =
  /(?:19|20)\d{2}(?:年|[-./])(?:\d{1,2}(?:(?:月|[-./])(?:\d{1,2}日?)?)?)?|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?!\d)/g;

const REMARKING = /(?:情况|状态|说明|备注|动态|变动|异动|变更|进展|去向|环节)$/u;

/** Whether a heading is of a column that says what became of its rows, in a ledger that has no field for it: 跟踪情况, 办理状态. */
export function isRemarking(heading: string): boolean {
  return REMARKING.test(heading);
}

/** What a remark says has happened, with the text of its date, if it has one. */
export interface Said {
  readonly date: string | null;
}

/**
 * Whether a remark says one of the words (2022年11月取消高企资格) without denying it or only planning it. The date is the
 * nearest one before the word in its clause, else the one behind it, else the only one of the whole remark.
 */
export function saidIn(words: readonly string[], remark: string): Said | null {
  const plain = normalise(remark);
  for (const clause of plain.split(/[;。,、](?!\d)/u)) {
    const at = placeOf(words, clause);
    if (at === null) continue;
    const dates = datesIn(clause);
    const all = datesIn(plain);
    const nearest = dates.filter((date) => date.at < at).at(-1) ?? dates[0] ?? (all.length === 1 ? all[0] : undefined);
    return { date: nearest?.text ?? null };
  }
  return null;
}

function placeOf(words: readonly string[], clause: string): number | null {
  for (const word of words)
    for (let at = clause.indexOf(word); at >= 0; at = clause.indexOf(word, at + 1))
      if (!BEFORE.test(clause.slice(0, at)) && !AFTER.test(clause.slice(at + word.length))) return at;
  return null;
}

function datesIn(text: string): { text: string; at: number }[] {
  return [...text.matchAll(DAY)].map((match) => ({ text: match[0].replace(/[-./]$/, ''), at: match.index }));
}
