import type { LedgerReading } from '../ledgers/ledger.js';
import { isForeign } from '../text/unit.js';
import { type Affinity, affinityOf } from './affinity.js';
import type { HeadedColumn } from './block.js';
import { type Heading, isBareYear } from './heading.js';
import { type Meaning, WEAK } from './lexicon.js';
import { type Concepts, conceptsOf, likeness } from './words.js';

/** How surely a column has a meaning, 0 to 1, and why. */
export interface Score {
  readonly score: number;
  readonly reason: string;
}

/** The score of a spelling that several fields share, once the values have decided between them. */
const SHARED_CONFIRMED = 0.95;

/** From this share of ticks on a year's column says yes or no. */
const TICKED = 0.5;

export const NO_SCORE: Score = { score: 0, reason: '' };

/** The score of a column's heading and values for one meaning. */
export function scoreOf(column: HeadedColumn, meaning: Meaning, reading: LedgerReading): Score {
  const { heading, profile } = column;
  const affinity = affinityOf(profile, meaning);
  if (meaning.role === 'personal') return personal(heading, meaning, affinity);
  // A heading's unit says what it counts: 研发费用（%） is no amount, and 项目（个） no text.
  if (meaning.kind === 'money' && heading.unit !== null && heading.unit.base !== '元' && !isForeign(heading.unit))
    return NO_SCORE;
  // Years over anything but ticks, such as 优秀 and 合格, say something else of those years.
  if (meaning.reading?.marked !== undefined && isBareYear(heading) && profile.share('yesNo') < TICKED) return NO_SCORE;
  const empty = profile.size === 0;
  if (meaning.set !== undefined && (empty ? profile.failed === 0 : affinity.value < 0.3)) return NO_SCORE;
  const name = confirmed(nameScore(heading, meaning, reading), meaning, affinity);
  if (name.score === 0 && meaning.role === 'sequence' && column.column === 0 && profile.counting) {
    return { score: 0.6, reason: '第一列，逐行加一' };
  }
  if (name.score === 0) {
    return affinity.specific && meaning.role === 'field'
      ? { score: 0.6 * affinity.value, reason: `列中的值都像“${meaning.zh}”` }
      : NO_SCORE;
  }
  const value = empty
    ? name.score * 0.92
    : affinity.value < 0
      ? name.score * (1 + 0.75 * affinity.value)
      : name.score * 0.85 + 0.15 * affinity.value;
  // 下达金额 says more than 金额: of two equal spellings the one that also names the member wins.
  const telling = meaning.set === undefined ? 0 : 0.02;
  const lifted = affinity.specific ? Math.max(value, 0.6 * affinity.value + 0.3 * name.score) : value;
  const proof = affinity.value >= 0.5 ? '，列中的值相符' : affinity.value <= -0.5 ? '，但列中的值不符' : '';
  return { score: Math.min(1, lifted + telling), reason: name.reason + proof };
}

/** A spelling that several fields share is a field's own where the column holds its members: 资金来源 over 自治区 and 市级 is the level. */
function confirmed(name: Score, meaning: Meaning, affinity: Affinity): Score {
  const shared = name.score >= WEAK && name.score < SHARED_CONFIRMED;
  return shared && affinity.specific && meaning.reading?.vocabulary !== undefined
    ? { ...name, score: SHARED_CONFIRMED }
    : name;
}

/** Personal data is dropped on the heading alone or on the values alone: storing it is worse than losing a column. */
function personal(heading: Heading, meaning: Meaning, affinity: Affinity): Score {
  if (namesPersonalData(heading, meaning)) return { score: 1, reason: `表头“${heading.text}”是个人信息，不读取` };
  return affinity.specific ? { score: 1, reason: '列中的值是电话、证件号等个人信息，不读取' } : NO_SCORE;
}

/** Whether a heading names personal data; `meaning` is the one of personal data, with its spellings. */
export function namesPersonalData(heading: Heading, meaning: Meaning): boolean {
  return (
    spelling(heading, meaning) > 0 ||
    /电话|手机|身份证|联系方式|邮箱|微信|银行(?:账|卡)号|证件号/.test(heading.name + heading.remark)
  );
}

function nameScore(heading: Heading, meaning: Meaning, reading: LedgerReading): Score {
  if (heading.text === '') return NO_SCORE;
  const bare =
    isBareYear(heading) && reading.bareYear === meaning.field && meaning.set === undefined && meaning.field !== null;
  if (bare) return { score: 0.95, reason: `表头“${heading.text}”是年份，列中是该年的“${meaning.zh}”` };
  const equal = spelling(heading, meaning);
  if (equal > 0) {
    const unrelated = heading.parents.filter((parent) => !akin(parent, meaning)).length * 0.03;
    const reason =
      equal === 1 ? `表头“${heading.text}”与“${meaning.zh}”一致` : `表头“${heading.text}”可作“${meaning.zh}”`;
    return { score: Math.max(0.1, equal - unrelated), reason };
  }
  // A column is left out for a listed spelling only, never for a similar one.
  if (meaning.role === 'sequence' || meaning.role === 'ignored') return NO_SCORE;
  if (meaning.role === 'division' && BELOW_A_COUNTY.test(heading.name)) return NO_SCORE;
  const qualified = isFigureOrDate(meaning);
  let most = 0;
  const { own, whole } = wordsOf(heading);
  for (const [concepts, worth] of meaning.concepts) {
    const like =
      Math.max(likeness(own, concepts), whole === null ? 0 : likeness(whole, concepts) * 0.98) *
      (worth === 1 ? 1 : 0.8);
    if (like > most && !(qualified && isQualified(own, concepts))) most = like;
  }
  return most < 0.5 ? NO_SCORE : { score: most * 0.88, reason: `表头“${heading.text}”的词与“${meaning.zh}”相近` };
}

/** A village or township is a place in a division, not one itself. */
const BELOW_A_COUNTY = /(?:村|嘎查|苏木|乡|镇|街道|社区)(?:名称?)?$/;

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

/** Whether an upper heading shares a concept with the meaning below it. */
function akin(parent: string, meaning: Meaning): boolean {
  const own = conceptsOf(parent.toLowerCase());
  return meaning.concepts.some(([concepts]) =>
    [...own.keys()].some((concept) => concept !== 'filler' && concepts.has(concept)),
  );
}

/** What is computed once of a heading, for all blocks and sheets that it stands in and all meanings that it is compared with. */
interface HeadingWords {
  /** The spellings that it may be listed under, in lower case. */
  readonly forms: readonly string[];
  readonly own: Concepts;
  /** With the upper headings and the remark; null where there are none. */
  readonly whole: Concepts | null;
}

const words = new WeakMap<Heading, HeadingWords>();
const wordsByContent = new Map<string, HeadingWords>();
const MOST_CONTENTS = 500;

function wordsOf(heading: Heading): HeadingWords {
  let known = words.get(heading);
  if (known === undefined) {
    const content = JSON.stringify(heading);
    known = wordsByContent.get(content);
    if (known === undefined) {
      known = computeWords(heading);
      if (wordsByContent.size >= MOST_CONTENTS) wordsByContent.clear();
      wordsByContent.set(content, known);
    }
    words.set(heading, known);
  }
  return known;
}

function computeWords({ name, parents, remark, unit }: Heading): HeadingWords {
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
  return {
    forms: [...new Set(forms.map((form) => form.toLowerCase()))],
    own: conceptsOf(name.toLowerCase()),
    whole: parents.length === 0 && remark === '' ? null : conceptsOf([...parents, name, remark].join('').toLowerCase()),
  };
}
