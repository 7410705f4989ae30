import type { LedgerReading } from '../ledgers/ledger.js';
import { wordIn } from '../text/enumeration.js';
import { unitOf } from '../text/unit.js';
import { keyOf } from './addressed.js';
import { affinityOf } from './affinity.js';
import type { HeadedColumn } from './block.js';
import type { Heading } from './heading.js';
import type { Meaning } from './lexicon.js';
import type { Settled } from './recognition.js';
import { namesPersonalData, type Score } from './score.js';

export type { Settled };

/** What a person decided about a column, of addressed decisions: a field, null for none, undefined where nothing was decided. */
export function choiceOf(column: HeadedColumn, settled: Settled): string | null | undefined {
  const key = keyOf(column, settled);
  return key === null ? undefined : settled[key];
}

/** A column with the unit that a person decided with its field (`amount:万元`), if any. */
export function withSettledUnit(column: HeadedColumn, settled: Settled): HeadedColumn {
  const unit = unitOf(choiceOf(column, settled)?.split(':')[1] ?? '');
  return unit === null ? column : { ...column, heading: { ...column.heading, unit } };
}

/** Whether a person gave a column the field of a meaning, or the last day of its span of time. */
export function takes(column: HeadedColumn, meaning: Meaning, settled: Settled, year: number | null): boolean {
  if (meaning.role !== 'field' && meaning.role !== 'period') return false;
  if (meaning.set !== undefined || (year !== null && column.heading.year !== year)) return false;
  const field = fieldOf(choiceOf(column, settled) ?? null);
  return field !== null && (field === meaning.field || field === meaning.end);
}

function fieldOf(choice: string | null): string | null {
  return choice?.split(':')[0] ?? null;
}

/**
 * The scores of a column that a person decided: 1 for one meaning, 0 for the others. Of a figure that is spread over
 * columns it is the member that the heading names. Personal data is not stored, whatever was decided.
 */
export function settledScores(
  choice: string | null,
  column: HeadedColumn,
  meanings: readonly Meaning[],
  reading: LedgerReading,
): Map<Meaning, Score> {
  const chosen = chosenMeaning(fieldOf(choice), column, meanings, reading);
  return new Map(chosen === undefined ? [] : [[chosen, { score: 1, reason: '按已确认的对应关系' }]]);
}

function chosenMeaning(
  field: string | null,
  column: HeadedColumn,
  meanings: readonly Meaning[],
  reading: LedgerReading,
): Meaning | undefined {
  const personalData = meanings.find(({ role }) => role === 'personal');
  if (personalData !== undefined && affinityOf(column.profile, personalData).specific) return personalData;
  if (field === null) {
    const named = personalData !== undefined && namesPersonalData(column.heading, personalData);
    return named ? personalData : meanings.find(({ role }) => role === 'ignored');
  }
  const own = meanings.filter((meaning) => meaning.role === 'field' && meaning.field === field);
  const member = own.find(({ set }) => set !== undefined && namesMember(column.heading, set, reading));
  return member ?? own.find(({ set }) => set === undefined);
}

/** Whether a heading names a member of a figure that is spread over columns: 区级奖补资金 is 本级. */
function namesMember({ text }: Heading, set: Readonly<Record<string, string>>, reading: LedgerReading): boolean {
  return Object.entries(set).every(([by, member]) => {
    const vocabulary = reading.fields[by]?.vocabulary;
    return vocabulary !== undefined && wordIn(vocabulary, text) === member;
  });
}
