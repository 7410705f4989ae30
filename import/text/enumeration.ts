import type { Vocabulary } from '../ledgers/vocabulary.js';
import { normalise } from './normalise.js';
import { withoutOrdinal } from './ordinal.js';

/** A vocabulary ready to look values up in. */
export interface VocabularyIndex {
  /** The canonical value that a normalised text spells, or null. */
  exact(text: string): string | null;
  /** The canonical values of the parts of a list all of which spell one: 农村、企业; else none. */
  listed(text: string): readonly string[];
  /** The canonical value that a word within a normalised text names, or null. */
  within(text: string): string | null;
}

/** The code that a system writes before a value: 01-培训, 2.已完成. */
const CODED = /^[a-z]?\d{1,3}[-_.:]/iu;

const compiled = new Map<Vocabulary, VocabularyIndex>();

/** The index of a vocabulary, compiled once. */
export function vocabularyOf(vocabulary: Vocabulary): VocabularyIndex {
  let index = compiled.get(vocabulary);
  if (index === undefined) {
    const spellings = new Map<string, string>();
    for (const [value, others] of Object.entries(vocabulary.members)) {
      spellings.set(normalise(value), value);
      for (const other of others) if (!spellings.has(normalise(other))) spellings.set(normalise(other), value);
    }
    index = {
      exact: (text) => spellings.get(text) ?? spellings.get(text.replace(CODED, '')) ?? null,
      listed: (text) => {
        const values = text.split(/[、/,;和及]+/u).map((part) => spellings.get(part));
        return values.includes(undefined) ? [] : [...new Set(values.filter((value) => value !== undefined))];
      },
      within: (text) => vocabulary.within.find(([word]) => text.includes(word))?.[1] ?? null,
    };
    compiled.set(vocabulary, index);
  }
  return index;
}

/** The one value of a vocabulary that a text names; null where it names none or several (自治区、市两级). */
export function wordIn(vocabulary: Vocabulary, text: string): string | null {
  const plain = normalise(text);
  const index = vocabularyOf(vocabulary);
  const titled = withoutOrdinal(plain);
  const whole = index.exact(titled) ?? index.exact(titled.replace(/\(.*\)$/, ''));
  if (whole !== null) return whole;
  if (/[两三四各]级|[、/]|以上/.test(titled)) return null;
  return index.within(titled);
}

/** The values of a vocabulary that words in a text give away, each part of a list by itself (科普、培训活动). */
export function wordsIn(vocabulary: Vocabulary, text: string): string[] {
  const index = vocabularyOf(vocabulary);
  const parts = normalise(text).split(/[、/,和及与]/u);
  return [...new Set(parts.flatMap((part) => index.exact(part) ?? index.within(part) ?? []))];
}
