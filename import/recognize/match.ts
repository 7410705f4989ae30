import type { LedgerReading } from '../ledgers/ledger.js';
import { assign } from './assign.js';
import type { HeadedColumn, HeadingBlock } from './block.js';
import { type Meaning, meaningsOf } from './lexicon.js';
import { withJoinedDate } from './joined.js';
import { isBareYear } from './heading.js';
import { NO_SCORE, type Score, scoreOf } from './score.js';
import { choiceOf, type Settled, settledScores, takes, withSettledUnit } from './settled.js';

/** The meaning that a column was given, with its score and reason. */
export interface Taken {
  readonly column: HeadedColumn;
  readonly meaning: Meaning | null;
  readonly score: number;
  readonly reason: string;
  /** The year of the column's own draft, where years stand side by side. */
  readonly year: number | null;
  /** The best meaning whose score was too low. */
  readonly doubted: Meaning | null;
  /** Whether a person decided it, and its unit. */
  readonly decided: boolean;
  readonly unitDecided: boolean;
  /** Whether it is read together with the columns of its month and day. */
  readonly joined?: true;
  /** A meaning with a sufficient score that another column has. */
  readonly beaten: { readonly meaning: Meaning; readonly score: number } | null;
}

/** The least score of a meaning. */
const ENOUGH = 0.5;
/** The least score of a figure, date or vocabulary, where a mistake would load wrong values. */
const ENOUGH_FOR_FIGURES = 0.58;

/** The best one-to-one assignment of a block's columns to fields of a ledger; `settled` maps normalised headings to fields. */
export function matchColumns(block: HeadingBlock, reading: LedgerReading, settled: Settled): Taken[] {
  const meanings = meaningsOf(reading);
  const single = meanings.filter((meaning) => !meaning.many);
  const years = [...new Set(block.columns.map((column) => sideYear(column, reading)))].filter((year) => year !== null);
  const yearly = years.length >= 1;
  const slots = yearly
    ? [null, ...years].flatMap((year) => single.map((meaning) => ({ meaning, year })))
    : single.map((meaning) => ({ meaning, year: null }));
  const headed = block.columns.map((column) => withSettledUnit(column, settled));
  const scored = headed.map((column) => {
    const choice = choiceOf(column, settled);
    return choice === undefined
      ? withJoinedDate(column, scoresAboveZero(column, meanings, reading), meanings, reading)
      : settledScores(choice, column, meanings, reading);
  });
  const floor = scored.map((scores) =>
    Math.max(0, ...meanings.filter((meaning) => meaning.many).map((meaning) => scores.get(meaning)?.score ?? 0)),
  );
  const repeated = repeatedHeadings(block);
  const fits = new Set(
    scored.flatMap((scores) =>
      [...scores].flatMap(([meaning, { score }]) => (score >= least(meaning) ? [meaning.field] : [])),
    ),
  );
  const alone = ({ reading: read }: Meaning) => read?.beside !== undefined && !fits.has(read.beside);
  const settledColumns = headed.filter((column) => typeof choiceOf(column, settled) === 'string');
  const weights = headed.map((column, at) =>
    slots.map(({ meaning, year }) => {
      if ((yearly && sideYear(column, reading) !== year) || alone(meaning)) return 0;
      // Columns whose headings are equal are not told apart by them: 安排资金 twice is not 下达 once and 拨付 once.
      if (meaning.set !== undefined && repeated.has(column.heading.text) && !settledColumns.includes(column)) return 0;
      // A meaning that a person gave to one column is not given to another.
      if (
        !settledColumns.includes(column) &&
        settledColumns.some((other) => takes(other, meaning, settled, yearly ? year : null))
      )
        return 0;
      const score = scored[at]?.get(meaning)?.score ?? 0;
      return score > (floor[at] ?? 0) && score >= least(meaning) ? score - (floor[at] ?? 0) * 0.5 : 0;
    }),
  );
  const chosen = withRequired(assign(weights), weights, slots, reading);
  const taken = new Set(chosen.flatMap((slot) => slots[slot]?.meaning ?? []));
  const matched = headed.map((column, at): Taken => {
    const scores = scored[at] ?? new Map<Meaning, Score>();
    const slot = slots[chosen[at] ?? -1];
    const best =
      slot?.meaning ?? meanings.find((each) => each.many && (scores.get(each)?.score ?? 0) >= ENOUGH) ?? null;
    const below = best === null ? addsBelow(column, meanings) : null;
    if (below !== null)
      return { ...below, column, year: null, doubted: null, decided: false, unitDecided: false, beaten: null };
    // Where the heading fits another field as well that no column has, it gets neither.
    const ambiguous = best !== null && isAmbiguous(best, new Map([...scores].filter(([each]) => !alone(each))), taken);
    const meaning = ambiguous ? null : best;
    const { score, reason } = meaning === null ? NO_SCORE : (scores.get(meaning) ?? NO_SCORE);
    return {
      column,
      meaning,
      score,
      reason,
      year: meaning === null ? null : (slot?.year ?? null),
      decided: choiceOf(column, settled) !== undefined,
      unitDecided: column !== block.columns[at],
      doubted: ambiguous ? best : meaning === null ? doubt(scores) : null,
      beaten: !ambiguous && (meaning === null || meaning.role === 'ignored') ? beat(scores) : null,
    };
  });
  const decided = new Set(matched.flatMap((each) => (each.decided && each.meaning !== null ? [each.meaning] : [])));
  return matched.map((each) =>
    each.beaten !== null && decided.has(each.beaten.meaning) ? each : (added(each) ?? each),
  );
}

/** A kind of what adds up, in a column under the heading of all: 发放资料 over 宣传册 | 宣传单. */
function addsBelow(
  { heading, profile }: HeadedColumn,
  meanings: readonly Meaning[],
): Pick<Taken, 'meaning' | 'score' | 'reason'> | null {
  const meaning = meanings.find(
    ({ reading, spellings }) =>
      reading?.adds !== undefined &&
      !reading.adds.except.includes(heading.name) &&
      heading.parents.some((parent) => spellings.get(parent.toLowerCase()) === 1),
  );
  if (meaning === undefined || profile.share('figure') < ENOUGH) return null;
  return { meaning, score: ENOUGH_FOR_FIGURES, reason: `“${heading.text}”在“${meaning.zh}”之下，各列相加` };
}

/** The year that a column of a ledger with years side by side is of; null for one of every row. */
function sideYear({ heading }: HeadedColumn, { yearly }: LedgerReading): number | null {
  return yearly === true || (yearly === 'bare' && isBareYear(heading)) ? heading.year : null;
}

/** A column as one more of a figure whose columns add up; null where it is none. */
function added({ beaten, meaning, ...rest }: Taken): Taken | null {
  const adds = beaten?.meaning.reading?.adds;
  if (meaning !== null || beaten === null || adds === undefined || adds.except.includes(rest.column.heading.name))
    return null;
  const reason = `表头“${rest.column.heading.text}”也是“${beaten.meaning.zh}”，各列相加`;
  return { ...rest, meaning: beaten.meaning, score: beaten.score, reason, beaten: null };
}

/**
 * An assignment in which a field that every row must have takes a column from one that need not be there, where both fit it:
 * 活动内容 is the title of an activity where nothing else is, else its topic.
 */
function withRequired(
  chosen: readonly number[],
  weights: readonly (readonly number[])[],
  slots: readonly { readonly meaning: Meaning }[],
  { required }: LedgerReading,
): number[] {
  const result = [...chosen];
  const needed = new Set<string | null>(required.flat());
  for (const group of required) {
    const has = (slot: number) => group.includes(slots[slot]?.meaning.field ?? '');
    if (result.some(has)) continue;
    let best: { column: number; slot: number; weight: number } | null = null;
    for (const [column, taken] of result.entries()) {
      const holder = slots[taken]?.meaning;
      if (holder === undefined || holder.kind !== 'text' || needed.has(holder.field)) continue;
      for (const [slot, weight] of weights[column]!.entries())
        if (has(slot) && weight > (best?.weight ?? 0)) best = { column, slot, weight };
    }
    if (best !== null) result[best.column] = best.slot;
  }
  return result;
}

function repeatedHeadings(block: HeadingBlock): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { heading } of block.columns) (seen.has(heading.text) ? repeated : seen).add(heading.text);
  repeated.delete('');
  return repeated;
}

/** Most of the meanings have no likeness to a column: on wide sheets their zeros would fill the memory. */
function scoresAboveZero(
  column: HeadedColumn,
  meanings: readonly Meaning[],
  reading: LedgerReading,
): Map<Meaning, Score> {
  const scores = new Map<Meaning, Score>();
  for (const meaning of meanings) {
    const score = scoreOf(column, meaning, reading);
    if (score.score > 0) scores.set(meaning, score);
  }
  return scores;
}

/** Scores this close do not tell two fields apart. */
const CLOSE = 0.03;
/** From this score on a heading is one of the listed spellings. */
const SPELT = 0.85;

function isAmbiguous(best: Meaning, scores: ReadonlyMap<Meaning, Score>, taken: ReadonlySet<Meaning>): boolean {
  const score = scores.get(best)?.score ?? 0;
  if ((best.kind !== 'money' && best.kind !== 'date') || best.role !== 'field' || score >= SPELT) return false;
  return [...scores].some(
    ([other, rival]) =>
      other.role === 'field' &&
      other.kind === best.kind &&
      other.field !== best.field &&
      !taken.has(other) &&
      rival.score > score - CLOSE,
  );
}

function least(meaning: Meaning): number {
  return meaning.kind === 'money' ||
    meaning.kind === 'date' ||
    meaning.kind === 'number' ||
    meaning.reading?.vocabulary !== undefined
    ? ENOUGH_FOR_FIGURES
    : ENOUGH;
}

function doubt(scores: ReadonlyMap<Meaning, Score>): Meaning | null {
  let best: Meaning | null = null;
  let most = 0.35;
  for (const [meaning, { score }] of scores)
    if (meaning.role === 'field' && score > most && score < least(meaning)) [best, most] = [meaning, score];
  return best;
}

function beat(scores: ReadonlyMap<Meaning, Score>): { meaning: Meaning; score: number } | null {
  let best: { meaning: Meaning; score: number } | null = null;
  for (const [meaning, { score }] of scores) {
    if (meaning.role === 'field' && score >= least(meaning) && score > (best?.score ?? 0)) best = { meaning, score };
  }
  return best;
}
