import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

type ByYear = Readonly<Record<string, number>>;

/** What a folder of ledgers must give, computed from the records behind it. */
export interface Expected {
  readonly division: { readonly code: string; readonly name: string };
  readonly years: readonly number[];
  readonly rows: Readonly<Record<string, number>>;
  readonly indicators: Readonly<Record<string, ByYear>>;
  /** Values of the year before the first one, of indicators that the ledgers know then. */
  readonly before?: Readonly<Record<string, number>>;
  readonly by: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, ByYear>>>>>>;
  readonly through: Readonly<Record<string, Readonly<Record<string, ByYear>>>>;
  readonly targets: readonly {
    readonly year: number;
    readonly indicator: string | null;
    readonly low: number | null;
    readonly high: number | null;
    readonly text: string;
    readonly met: boolean | null;
  }[];
}

/** Reads an expected.json beside or above a folder of ledgers, with the values that a rule has changed since (changed.json). */
export function readExpected(path: string): Expected {
  const file = join(import.meta.dirname, '../..', path);
  const expected = JSON.parse(readFileSync(file, 'utf8')) as Expected;
  const beside = join(dirname(file), 'changed.json');
  if (!existsSync(beside)) return expected;
  const { indicators } = JSON.parse(readFileSync(beside, 'utf8')) as Pick<Expected, 'indicators'>;
  return { ...expected, indicators: { ...expected.indicators, ...indicators } };
}
