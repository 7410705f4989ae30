import type { Vocabulary } from '../ledgers/vocabulary.js';
import { normalise } from './normalise.js';

/** A vocabulary ready to look values up in. */
export interface VocabularyIndex {
  /** The canonical value that a normalised text spells, or null. */
  exact(text: string): string | null;
  /** The canonical value that a normalised text gives away by a word in it, or null. */
  within(text: string): string | null;
}

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
      exact: (text) => spellings.get(text) ?? null,
      within: (text) => vocabulary.within.find(([word]) => text.includes(word))?.[1] ?? null,
    };
    compiled.set(vocabulary, index);
  }
  return index;
}
