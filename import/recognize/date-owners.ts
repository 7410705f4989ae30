import { isDate } from './joined.js';
import type { Meaning } from './lexicon.js';
import type { Taken } from './match.js';

/** Gives the columns of month and day to the date that they are parts of. */
export function withDateParts(taken: readonly Taken[], meanings: readonly Meaning[]): Taken[] {
  const ignored = meanings.find(({ role }) => role === 'ignored') ?? null;
  const owners = new Map<number, Taken>();
  for (const each of taken) {
    const { joined } = each.column;
    if (joined === undefined || each.meaning === null || !isDate(each.meaning)) continue;
    for (const column of Object.values(joined.parts)) owners.set(column, each);
  }
  return taken.map((each): Taken => {
    const owner = owners.get(each.column.column);
    if (owner === undefined) return each;
    if (owner === each) return { ...each, joined: true };
    const reason = `与“${owner.column.heading.text}”列合为一个日期`;
    return { ...each, meaning: ignored, score: 1, reason, doubted: null, beaten: null };
  });
}
