import { type DateText, dateTextOf } from './date.js';
import { normalise } from './normalise.js';

const SAID = /^(?:均?为|[:：]|均?自|均?从|是|统一为)+/u;
const ENDS = /[,，;；。)]/u;

/** The span of time that a note gives under one of the headings: 服务期限：2022年7月至2024年6月; null where it gives none. */
export function notedSpan(note: string, headings: readonly string[]): DateText | null {
  const plain = normalise(note);
  for (const heading of headings) {
    const at = plain.indexOf(normalise(heading));
    if (at < 0) continue;
    const rest = plain.slice(at + normalise(heading).length);
    const said = SAID.exec(rest)?.[0];
    if (said === undefined) continue;
    const span = dateTextOf(rest.slice(said.length).split(ENDS)[0]!);
    if (span !== null && span.to !== span.from && span.from.year !== null) return span;
  }
  return null;
}
