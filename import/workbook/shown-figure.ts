import type { FigureFlag } from '../../src/entities/ledger.js';
import { figureOf } from '../text/figure.js';
import { type Unit, unitOf } from '../text/unit.js';
import type { Cell, Shown } from './workbook.js';

/** A number as its format makes people read it; the figure shown is the stored number times ten to `power`. */
export interface ShownFigure {
  readonly power: number;
  /** The unit in the format. */
  readonly unit: Unit | null;
  readonly flag: FigureFlag | null;
}

type NumberCell = Extract<Cell, { kind: 'number' }>;
type Words = Pick<ShownFigure, 'unit' | 'flag'>;

const PLAIN: Words = { unit: null, flag: null };
const FOREIGN: readonly (readonly [sign: RegExp, unit: string])[] = [
  [/HK\$/, '港元'],
  [/US\$|USD/, '美元'],
  [/€|EUR/, '欧元'],
  [/£|GBP/, '英镑'],
];
const cache = new Map<string, Words>();
const CACHE_LIMIT = 10_000;

/** What the number format of a cell adds to its figure; null where it adds nothing. */
export function shownFigure({ value, display }: NumberCell): ShownFigure | null {
  if (display === undefined) return null;
  const shown = display.of(value);
  const id = `${shown.before}|${shown.after}`;
  let words = cache.get(id);
  if (words === undefined) {
    words = wordsOf(shown);
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(id, words);
  }
  return shown.power === 0 && words === PLAIN ? null : { power: shown.power, ...words };
}

/** The unit and the 约 or 余 around the digits, as in a text; words that belong to no figure (`GR`) say nothing of one. */
function wordsOf({ before, after }: Shown): Words {
  const foreign = FOREIGN.find(([sign]) => sign.test(before) || sign.test(after));
  if (foreign !== undefined) return { unit: unitOf(foreign[1]), flag: null };
  const lead = before.replace(/[-+()（）\s¥￥]|人民币|RMB|CNY/g, '');
  const tail = after.replace(/[()（）\s]/g, '');
  if (/\d/.test(lead + tail)) return PLAIN;
  const figure = figureOf(`${lead}1${tail}`);
  return figure === null || (figure.unit === null && figure.flag === null)
    ? PLAIN
    : { unit: figure.unit, flag: figure.flag };
}
