import { resolveDate } from '../text/date.js';
import { notedSpan } from '../text/noted-span.js';
import type { Fit } from './fit.js';
import type { NotedSpan, Recognition } from './recognition.js';

/** Spans of time that a note states once for all rows (服务期限：2022年7月至2024年6月), of dates that have no column. */
export function notedSpans({ reading, taken }: Fit, notes: readonly string[]): Pick<Recognition, 'spans'> {
  const has = (field: string) =>
    taken.some(({ meaning }) => meaning !== null && (meaning.field === field || meaning.end === field));
  const spans = (reading.periods ?? []).flatMap(({ start, end, headings }): NotedSpan[] => {
    if (has(start) || has(end)) return [];
    const text = notes.map((note) => notedSpan(note, headings)).find((span) => span !== null);
    const dates = text === undefined ? null : resolveDate(text, null);
    return dates === null || typeof dates === 'string' || dates.end === null
      ? []
      : [{ start, end, first: dates.start, last: dates.end, precision: dates.precision }];
  });
  return spans.length === 0 ? {} : { spans };
}
