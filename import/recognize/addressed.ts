import { columnLetter } from '../../src/entities/import-run.js';
import { normalise } from '../text/normalise.js';
import type { HeadedColumn, HeadingBlock } from './block.js';
import type { Settled } from './recognition.js';

const ADDRESS = /^([A-Za-z]{1,3})列?$/u;

/** Begins the key of a decision about a column by its address, which no heading of the block is. */
const AT = '@';

/** The letters of an address (`D`, `D列`); null for what is none. */
export function lettersOf(named: string): string | null {
  return ADDRESS.exec(named)?.[1]?.toUpperCase() ?? null;
}

/** The letters of the column that a decision names; null where the name is that of a heading, or no address. */
export function addressOf({ columns }: Pick<HeadingBlock, 'columns'>, named: string): string | null {
  if (columns.some(({ heading }) => normalise(heading.text) === named)) return null;
  const letters = lettersOf(named);
  return letters !== null && columns.some(({ column }) => columnLetter(column) === letters) ? letters : null;
}

/** Decisions about a block with those by address (`D`) under keys of their own. */
export function addressed(block: HeadingBlock, settled: Settled): Settled {
  return Object.fromEntries(
    Object.entries(settled).map(([named, choice]) => {
      const address = addressOf(block, named);
      return [address === null ? named : `${AT}${address}`, choice];
    }),
  );
}

/** The key of the decision about a column among addressed ones: its address before its heading; null where there is none. */
export function keyOf({ column, heading }: HeadedColumn, settled: Settled): string | null {
  const keys = [`${AT}${columnLetter(column)}`, normalise(heading.text)];
  // A heading is a clerk's text: it may be `constructor`.
  return keys.find((key) => Object.hasOwn(settled, key)) ?? null;
}

/** The name of a decision as the person gave it. */
export function nameOf(key: string): string {
  return key.startsWith(AT) ? key.slice(AT.length) : key;
}
