import type { LedgerReading } from '../ledgers/ledger.js';
import type { Mapping } from './recognition.js';
import { wordIn } from '../text/enumeration.js';
import { normalise } from '../text/normalise.js';
import { isForeign, unitOf } from '../text/unit.js';
import { type Affinity, affinityOf } from './affinity.js';
import { assign } from './assign.js';
import type { HeadedColumn, HeadingBlock } from './block.js';
import type { Heading } from './heading.js';
import { type Meaning, meaningsOf } from './lexicon.js';
import { type Concepts, conceptsOf, likeness } from './words.js';

/** What a column was taken for, how surely, and why. */
export interface Taken {
  readonly column: HeadedColumn;
  readonly meaning: Meaning | null;
  readonly score: number;
  readonly reason: string;
  /** The year of the column's own draft, where years stand side by side. */
  readonly year: number | null;
  /** The best meaning that was not sure enough. */
  readonly doubted: Meaning | null;
  /** Whether a person decided it. */
  readonly decided: boolean;
  /** A meaning that was sure enough, but went to another column, and how sure. */
  readonly beaten: { readonly meaning: Meaning; readonly score: number } | null;
}

/** Below this a column is not taken. */
const ENOUGH = 0.5;
/** A column that would load a wrong figure, date or level if it were taken wrongly must be surer. */
const ENOUGH_FOR_FIGURES = 0.58;

/** What a person says that headings mean. */
export type Settled = NonNullable<Mapping['columns']>;

interface Scored {
  readonly score: number;
  readonly reason: string;
}

const NO: Scored = { score: 0, reason: '' };

/** The best one-to-one reading of a block's columns as fields of a ledger; `settled` maps normalised headings to fields. */
export function matchColumns(block: HeadingBlock, reading: LedgerReading, settled: Settled): Taken[] {
  const meanings = meaningsOf(reading);
  const single = meanings.filter((meaning) => !meaning.many);
  const years = [...new Set(block.columns.map((column) => column.heading.year))].filter((year) => year !== null);
  const yearly = reading.yearly === true && years.length >= 1;
  const slots = yearly
    ? [null, ...years].flatMap((year) => single.map((meaning) => ({ meaning, year })))
    : single.map((meaning) => ({ meaning, year: null }));
  const headed = block.columns.map((column) => withSettledUnit(column, settled));
  const scored = headed.map((column) => {
    const choice = choiceOf(column, settled);
    return choice === undefined
      ? new Map(meanings.map((meaning) => [meaning, scoreOf(column, meaning, reading)]))
      : decided(choice, column, meanings, reading);
  });
  const floor = scored.map((scores) =>
    Math.max(0, ...meanings.filter((meaning) => meaning.many).map((meaning) => scores.get(meaning)?.score ?? 0)),
  );
  const spoken = headed.filter((column) => typeof choiceOf(column, settled) === 'string');
  const weights = headed.map((column, at) =>
    slots.map(({ meaning, year }) => {
      if (yearly && column.heading.year !== year) return 0;
      // What a person gave to one column no other takes.
      if (!spoken.includes(column) && spoken.some((other) => takes(other, meaning, settled, yearly ? year : null)))
        return 0;
      const score = scored[at]?.get(meaning)?.score ?? 0;
      return score > (floor[at] ?? 0) && score >= least(meaning) ? score - (floor[at] ?? 0) * 0.5 : 0;
    }),
  );
  const chosen = assign(weights);
  const gone = new Set(chosen.flatMap((slot) => slots[slot]?.meaning ?? []));
  return headed.map((column, at): Taken => {
    const scores = scored[at] ?? new Map<Meaning, Scored>();
    const slot = slots[chosen[at] ?? -1];
    const best =
      slot?.meaning ?? meanings.find((each) => each.many && (scores.get(each)?.score ?? 0) >= ENOUGH) ?? null;
    // Where the words fit another free field as well, neither is taken.
    const torn = best !== null && isTorn(best, scores, gone);
    const meaning = torn ? null : best;
    const { score, reason } = meaning === null ? NO : (scores.get(meaning) ?? NO);
    return {
      column,
      meaning,
      score,
      reason,
      year: meaning === null ? null : (slot?.year ?? null),
      decided: choiceOf(column, settled) !== undefined,
      doubted: torn ? best : meaning === null ? doubt(scores) : null,
      beaten: !torn && (meaning === null || meaning.role === 'ignored') ? beat(scores) : null,
    };
  });
}

const TORN = 0.03;
/** From this on a heading is one of the listed spellings. */
const SPELT = 0.85;

function isTorn(best: Meaning, scores: ReadonlyMap<Meaning, Scored>, gone: ReadonlySet<Meaning>): boolean {
  const score = scores.get(best)?.score ?? 0;
  if ((best.kind !== 'money' && best.kind !== 'date') || best.role !== 'field' || score >= SPELT) return false;
  return [...scores].some(
    ([other, rival]) =>
      other.role === 'field' &&
      other.kind === best.kind &&
      other.field !== best.field &&
      !gone.has(other) &&
      rival.score > score - TORN,
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

function doubt(scores: ReadonlyMap<Meaning, Scored>): Meaning | null {
  let best: Meaning | null = null;
  let most = 0.35;
  for (const [meaning, { score }] of scores)
    if (meaning.role === 'field' && score > most && score < least(meaning)) [best, most] = [meaning, score];
  return best;
}

function beat(scores: ReadonlyMap<Meaning, Scored>): { meaning: Meaning; score: number } | null {
  let best: { meaning: Meaning; score: number } | null = null;
  for (const [meaning, { score }] of scores) {
    if (meaning.role === 'field' && score >= least(meaning) && score > (best?.score ?? 0)) best = { meaning, score };
  }
  return best;
}

/** A heading is a clerk's text: it may be `constructor`. */
function choiceOf({ heading }: HeadedColumn, settled: Settled): string | null | undefined {
  const name = normalise(heading.text);
  return Object.hasOwn(settled, name) ? settled[name] : undefined;
}

/** A person may say the unit of a column with its field: `amount:万元`. */
function withSettledUnit(column: HeadedColumn, settled: Settled): HeadedColumn {
  const unit = unitOf(choiceOf(column, settled)?.split(':')[1] ?? '');
  return unit === null ? column : { ...column, heading: { ...column.heading, unit } };
}

/** Whether a person gave a column the field of a meaning, or the last day of its span of time. */
function takes(column: HeadedColumn, meaning: Meaning, settled: Settled, year: number | null): boolean {
  if (meaning.role !== 'field' && meaning.role !== 'period') return false;
  if (meaning.set !== undefined || (year !== null && column.heading.year !== year)) return false;
  const field = fieldOf(choiceOf(column, settled) ?? null);
  return field !== null && (field === meaning.field || field === meaning.end);
}

function fieldOf(choice: string | null): string | null {
  return choice?.split(':')[0] ?? null;
}

/**
 * The scores of a column that a person decided: one meaning and no other. Of a figure that is spread over columns it is
 * the member that the heading names. Personal data is not stored, whatever was decided.
 */
function decided(
  choice: string | null,
  column: HeadedColumn,
  meanings: readonly Meaning[],
  reading: LedgerReading,
): Map<Meaning, Scored> {
  const scores = new Map<Meaning, Scored>(meanings.map((meaning) => [meaning, NO]));
  const chosen = chosenMeaning(fieldOf(choice), column, meanings, reading);
  if (chosen !== undefined) scores.set(chosen, { score: 1, reason: '按已确认的对应关系' });
  return scores;
}

function chosenMeaning(
  field: string | null,
  column: HeadedColumn,
  meanings: readonly Meaning[],
  reading: LedgerReading,
): Meaning | undefined {
  const personalData = meanings.find(({ role }) => role === 'personal');
  const data = personalData !== undefined && affinityOf(column.profile, personalData).specific;
  if (data) return personalData;
  if (field === null) {
    const named = personalData !== undefined && personal(column.heading, personalData, SILENT).score > 0;
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

const SILENT: Affinity = { value: 0, specific: false };

function scoreOf(column: HeadedColumn, meaning: Meaning, reading: LedgerReading): Scored {
  const { heading, profile } = column;
  const affinity = affinityOf(profile, meaning);
  if (meaning.role === 'personal') return personal(heading, meaning, affinity);
  const name = nameScore(heading, meaning, reading);
  // A heading's unit says what it counts: 研发费用（%） is no amount, and 项目（个） no text.
  if (meaning.kind === 'money' && heading.unit !== null && heading.unit.base !== '元' && !isForeign(heading.unit))
    return NO;
  if (meaning.set !== undefined && (profile.size === 0 || affinity.value < 0.3)) return NO;
  if (name.score === 0 && meaning.role === 'sequence' && column.column === 0 && profile.counting) {
    return { score: 0.6, reason: '第一列，逐行加一' };
  }
  if (name.score === 0) {
    return affinity.specific && meaning.role === 'field'
      ? { score: 0.6 * affinity.value, reason: `列中的值都像“${meaning.zh}”` }
      : NO;
  }
  const value =
    profile.size === 0
      ? name.score * 0.92
      : affinity.value < 0
        ? name.score * (1 + 0.75 * affinity.value)
        : name.score * 0.85 + 0.15 * affinity.value;
  // 下达金额 says more than 金额: of two equal spellings the one that tells the member as well is taken.
  const telling = meaning.set === undefined ? 0 : 0.02;
  const lifted = affinity.specific ? Math.max(value, 0.6 * affinity.value + 0.3 * name.score) : value;
  const proof = affinity.value >= 0.5 ? '，列中的值相符' : affinity.value <= -0.5 ? '，但列中的值不符' : '';
  return { score: Math.min(1, lifted + telling), reason: name.reason + proof };
}

/** Personal data is dropped on the heading alone or on the values alone: storing it is worse than losing a column. */
function personal(heading: Heading, meaning: Meaning, affinity: Affinity): Scored {
  const named =
    spelling(heading, meaning) > 0 ||
    /电话|手机|身份证|联系方式|邮箱|微信|银行(?:账|卡)号|证件号/.test(heading.name + heading.remark);
  if (named) return { score: 1, reason: `表头“${heading.text}”是个人信息，不读取` };
  return affinity.specific ? { score: 1, reason: '列中的值是电话、证件号等个人信息，不读取' } : NO;
}

function nameScore(heading: Heading, meaning: Meaning, reading: LedgerReading): Scored {
  if (heading.text === '') return NO;
  const bare =
    heading.year !== null &&
    heading.name === '' &&
    reading.bareYear === meaning.field &&
    meaning.set === undefined &&
    meaning.field !== null;
  if (bare) return { score: 0.95, reason: `表头“${heading.text}”是年份，列中是该年的“${meaning.zh}”` };
  const equal = spelling(heading, meaning);
  const strange = heading.parents.filter((parent) => !akin(parent, meaning)).length * 0.03;
  if (equal > 0)
    return {
      score: Math.max(0.1, equal - strange),
      reason: `表头“${heading.text}”${equal === 1 ? '与' : '可作'}“${meaning.zh}”${equal === 1 ? '一致' : ''}`,
    };
  // What is left out is left out for its own name only, never for one that merely sounds like it.
  if (meaning.role === 'sequence' || meaning.role === 'ignored') return NO;
  const qualified = isFigureOrDate(meaning);
  let most = 0;
  const { own, whole } = wordsOf(heading);
  for (const [concepts, worth] of meaning.concepts) {
    const like =
      Math.max(likeness(own, concepts), whole === null ? 0 : likeness(whole, concepts) * 0.98) *
      (worth === 1 ? 1 : 0.8);
    if (like > most && !(qualified && isQualified(own, concepts))) most = like;
  }
  return most < 0.5 ? NO : { score: most * 0.88, reason: `表头“${heading.text}”的词与“${meaning.zh}”相近` };
}

/** Words that make another figure or date of it: last year's, planned, on average, as a rate. */
const QUALIFIERS = ['previous', 'plan', 'average', 'cumulative', 'growth', 'rate'];

function isQualified(own: Concepts, spelling: Concepts): boolean {
  return QUALIFIERS.some((concept) => own.has(concept) && !spelling.has(concept));
}

function isFigureOrDate(meaning: Meaning): boolean {
  return meaning.kind === 'money' || meaning.kind === 'number' || meaning.kind === 'date';
}

function spelling(heading: Heading, meaning: Meaning): number {
  let most = 0;
  for (const form of wordsOf(heading).forms) most = Math.max(most, meaning.spellings.get(form) ?? 0);
  return most;
}

/** What a heading says, put together once for all the meanings that it is compared with. */
interface HeadingWords {
  /** The ways in which it may be listed, in lower case. */
  readonly forms: readonly string[];
  readonly own: Concepts;
  /** With what stands above and behind it; null where nothing does. */
  readonly whole: Concepts | null;
}

const words = new WeakMap<Heading, HeadingWords>();

function wordsOf(heading: Heading): HeadingWords {
  let known = words.get(heading);
  if (known === undefined) {
    const { name, parents, remark, unit } = heading;
    const parent = parents.at(-1) ?? '';
    const forms = [
      `${name}${unit?.name ?? ''}`,
      name,
      `${name}(${remark})`,
      `${name}${remark}`,
      `${parent}${name}`,
      `${parent}/${name}`,
      `${name}${parent}`,
    ];
    if (name.length <= 1 && parents.length === 0 && remark !== '') forms.push(remark);
    known = {
      forms: [...new Set(forms.map((form) => form.toLowerCase()))],
      own: conceptsOf(name.toLowerCase()),
      whole:
        parents.length === 0 && remark === '' ? null : conceptsOf([...parents, name, remark].join('').toLowerCase()),
    };
    words.set(heading, known);
  }
  return known;
}

/** Whether an upper heading speaks of the same thing as the meaning below it. */
function akin(parent: string, meaning: Meaning): boolean {
  const own = conceptsOf(parent.toLowerCase());
  return meaning.concepts.some(([concepts]) =>
    [...own.keys()].some((concept) => concept !== 'filler' && concepts.has(concept)),
  );
}
