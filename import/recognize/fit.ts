import type { LedgerReading } from '../ledgers/ledger.js';
import { addressed } from './addressed.js';
import type { HeadingBlock } from './block.js';
import { isRemarking } from '../text/remark.js';
import { withDateParts } from './date-owners.js';
import { isBareYear } from './heading.js';
import { meaningsOf } from './lexicon.js';
import { matchColumns, type Taken } from './match.js';
import type { Settled } from './settled.js';
import { withIndicators } from './tabled.js';

/** How well a block of headings reads as a ledger. */
export interface Fit {
  readonly reading: LedgerReading;
  readonly block: HeadingBlock;
  readonly taken: readonly Taken[];
  /** 0 to 1. */
  readonly score: number;
  /** Whether every required field has a column. */
  readonly complete: boolean;
  /** Headings that were understood, and headings that there are. */
  readonly known: number;
  readonly headed: number;
}

/** A telling field with this score proves a ledger. */
const PROOF = 0.8;
/** Without a telling field no sheet scores above this. */
export const UNPROVEN = 0.5;

/** Words about a sheet, the most telling first. */
export interface SheetWords {
  readonly title: string;
  readonly sheet: string;
  readonly file: string;
  /** The unit of the caption; blank where it states none. */
  readonly unit: string;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * The fit of a block to a ledger: the share of headings explained, the telling fields found, the words of the titles.
 * `settled`: what a person decided about columns, `stated`: the fields that hold one value in all rows.
 */
export function fitOf(
  block: HeadingBlock,
  reading: LedgerReading,
  words: SheetWords,
  settled: Settled,
  stated: ReadonlySet<string> = NONE,
): Fit {
  const columns = matchColumns(block, reading, addressed(block, settled));
  const matched = withDateParts(withoutDoubtfulYears(columns, reading, words), meaningsOf(reading));
  const taken = withIndicators(matched, reading, words.title);
  const headed = taken.filter((each) => each.column.heading.text !== '');
  const known = headed.filter((each) => each.meaning !== null);
  const counted = headed.filter(
    (each) => each.meaning === null || !['sequence', 'personal'].includes(each.meaning.role),
  );
  const explained = counted.reduce((sum, each) => sum + explanation(each), 0) / Math.max(1, counted.length);
  const fields = new Map<string, number>();
  for (const each of taken) {
    const field = each.meaning?.field ?? null;
    if (field !== null && (each.meaning?.role === 'field' || each.meaning?.role === 'period'))
      for (const name of [field, ...Object.keys(each.meaning.set ?? {})])
        fields.set(name, Math.max(fields.get(name) ?? 0, each.score));
  }
  const telling = Math.min(
    1,
    reading.telling.reduce((sum, field) => sum + (fields.get(field) ?? 0), 0) / Math.min(2.4, reading.telling.length),
  );
  const missing = reading.required.filter((group) => !group.some((field) => fields.has(field) || stated.has(field)));
  const spoken = wordScore(reading, words);
  const raw = 0.45 * explained + 0.3 * telling + 0.25 * spoken;
  // Headings such as 名称, 单位, 时间, 金额 fit half the ledgers: without a word in the titles they prove nothing.
  const proven =
    spoken >= 0.2 || taken.some((each) => each.score >= PROOF && reading.telling.includes(each.meaning?.field ?? ''));
  return {
    reading,
    block,
    taken,
    score: Math.min(proven ? 1 : UNPROVEN, raw * 0.55 ** missing.length),
    complete: missing.length === 0,
    known: known.length,
    headed: headed.length,
  };
}

/** The columns without those of years alone whose figures nothing around the table names. */
function withoutDoubtfulYears(taken: readonly Taken[], reading: LedgerReading, words: SheetWords): readonly Taken[] {
  const { bareYear, bareYearOf } = reading;
  if (bareYearOf === undefined || Object.values(words).some((text) => bareYearOf.test(text))) return taken;
  return taken.map((each) =>
    each.meaning?.field === bareYear && !each.decided && isBareYear(each.column.heading)
      ? { ...each, meaning: null, year: null, doubted: each.meaning }
      : each,
  );
}

/** How far a column is understood; what became of a row can stand beside any ledger. */
function explanation({ meaning, score, column }: Taken): number {
  if (meaning === null) return isRemarking(column.heading.name) ? 0.5 : 0;
  return meaning.role === 'ignored' ? 0.5 : score;
}

/** 0 to 1: how plainly title, sheet name and file name name the ledger. */
export function wordScore(reading: LedgerReading, words: SheetWords): number {
  const silence = (
    [
      [words.title, 1],
      [words.sheet, 0.9],
      [words.file, 0.55],
    ] as const
  ).reduce((product, [text, trust]) => {
    const best = reading.words.reduce(
      (most, word, at) => (text.includes(word) ? Math.max(most, Math.min(1, word.length / 4) * (1 - at * 0.03)) : most),
      0,
    );
    return product * (1 - best * trust * 0.85);
  }, 1);
  return 1 - silence;
}
