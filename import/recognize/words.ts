import { CONCEPTS, FILLERS } from './concepts.js';

/** A heading as concepts with their weights; a run of characters that is no known word is a concept of its own. */
export interface Concepts extends ReadonlyMap<string, number> {
  /** A bit for each concept: headings that share a concept share a bit. */
  readonly bits: number;
  /** The sum of the weights. */
  readonly weight: number;
}

class ConceptMap extends Map<string, number> implements Concepts {
  bits = 0;
  weight = 0;

  override set(concept: string, weight: number): this {
    this.weight += weight - (this.get(concept) ?? 0);
    let hash = 0;
    for (let at = 0; at < concept.length; at += 1) hash = (Math.imul(hash, 31) + concept.charCodeAt(at)) | 0;
    this.bits |= 1 << hash;
    return super.set(concept, weight);
  }
}

const dictionary = new Map<string, string>();
for (const [concept, words] of Object.entries(CONCEPTS)) for (const word of words) dictionary.set(word, concept);
for (const word of FILLERS) if (!dictionary.has(word)) dictionary.set(word, 'filler');
const LONGEST = Math.max(...[...dictionary.keys()].map((word) => word.length));
/** Concepts that many headings share and so tell less. */
const COMMON: ReadonlyMap<string, number> = new Map([
  ['filler', 0.1],
  ['name', 0.6],
  ['date', 0.8],
  ['money', 0.7],
  ['organisation', 0.7],
  ['project', 0.6],
  ['count', 0.3],
  ['technology', 0.4],
  ['state', 0.5],
  ['total', 0.7],
  ['person', 0.3],
  ['value', 0.3],
  ['content', 0.7],
  ['fiscal', 0.6],
]);
const cache = new Map<string, Concepts>();

/** The concepts of a normalised heading, by longest known words from the left. */
export function conceptsOf(heading: string): Concepts {
  let concepts = cache.get(heading);
  if (concepts === undefined) {
    concepts = split(heading);
    if (cache.size > 20_000) cache.clear();
    cache.set(heading, concepts);
  }
  return concepts;
}

function split(heading: string): Concepts {
  const concepts = new ConceptMap();
  let unknown = '';
  const flush = (): void => {
    if (unknown !== '') concepts.set(`"${unknown}`, 0.6 + 0.2 * Math.min(unknown.length, 4));
    unknown = '';
  };
  for (let at = 0; at < heading.length;) {
    let length = Math.min(LONGEST, heading.length - at);
    while (length > 0 && !dictionary.has(heading.slice(at, at + length))) length -= 1;
    if (length === 0) {
      unknown += heading[at];
      at += 1;
      continue;
    }
    flush();
    const concept = dictionary.get(heading.slice(at, at + length)) ?? 'filler';
    concepts.set(concept, COMMON.get(concept) ?? 1);
    at += length;
  }
  flush();
  return concepts;
}

/** How alike two headings are in meaning, 0 to 1: what they share of all that they say. */
export function likeness(heading: Concepts, spelling: Concepts): number {
  if ((heading.bits & spelling.bits) === 0) return 0;
  let shared = 0;
  for (const concept of heading.keys()) if (spelling.has(concept)) shared += heading.get(concept)!;
  // A concept weighs the same in every heading.
  const all = heading.weight + spelling.weight - shared;
  return all === 0 ? 0 : shared / all;
}
