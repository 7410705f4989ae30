import type { FieldReading } from '../ledgers/ledger.js';
import type { Vocabulary } from '../ledgers/vocabulary.js';
import { hasCheckDigit, looksLikeCreditCode } from '../text/credit-code.js';
import { shownText } from '../workbook/cells.js';
import type { Cell } from '../workbook/workbook.js';
import { decimalOf, shift } from '../text/decimal.js';
import { vocabularyOf } from '../text/enumeration.js';
import { normalise } from '../text/normalise.js';
import { redact, redactCode } from '../text/redact.js';
import { BLANK, flawed, literal, type Parsed, remembering, valued, type ValueParser } from './value.js';

const SPACES = /\s+/g;
const NO_DIGIT = /\D/g;

/** The text of a cell as people write it. */
export function textOf(cell: Cell): string {
  if (cell.kind === 'number' && cell.display !== undefined) return shownText(cell);
  if (cell.kind === 'number')
    return cell.percent === true ? `${shift(decimalOf(cell.value, cell.text), 2)}%` : decimalOf(cell.value, cell.text);
  if (cell.kind === 'boolean') return cell.value ? '是' : '否';
  return cell.text.trim();
}

/** Parser of free text, of persons and organisations: the text without the spaces around it. */
export const textParser: ValueParser = (cell) => {
  const text = redact(textOf(cell));
  return literal(text, false) ?? valued(QUOTED.exec(text)?.[1] ?? text);
};

/** “一对一” is 一对一. */
const QUOTED = /^[“"「『]([^“”"「」『』]+)[”"」』]$/;

/** Parser of codes and document numbers: digits as they were typed. */
export const codeParser: ValueParser = (cell) => {
  if (cell.kind === 'number') {
    const text = Number.isSafeInteger(cell.value) ? String(cell.value) : cell.text;
    const shown = cell.display === undefined ? text : shownText(cell).normalize('NFKC').replace(SPACES, '');
    if (shown === '') return BLANK;
    return text.replace(NO_DIGIT, '').length > 15 ? flawed('CODE_PRECISION_LOST', shown) : valued(shown);
  }
  const text = textOf(cell);
  return literal(text, false) ?? valued(redactCode(text.normalize('NFKC').replace(SPACES, '')));
};

/** Parser of unified social credit codes and the registration numbers before them. */
export const creditCodeParser: ValueParser = (cell) => {
  const parsed = codeParser(cell, null);
  if (typeof parsed.value !== 'string') return parsed;
  const code = parsed.value.toUpperCase().replace(/[-'’.]/g, '');
  if (!looksLikeCreditCode(code)) return flawed('CREDIT_CODE_FORM');
  return code.length === 15 || hasCheckDigit(code) ? valued(code) : flawed('CREDIT_CODE_CHECK', code);
};

/** What a yes in a column means where the heading does not tell: what the words `named` name, else `marked`. */
interface Marks {
  readonly named: string;
  readonly marked: string | null;
}

/** Parser of an enumeration: its canonical value; an unknown one is kept as it is. */
export function wordParser(
  vocabulary: Vocabulary,
  denied: string | null = null,
  heading = '',
  { named, marked }: Marks = { named: '', marked: null },
): ValueParser {
  const index = vocabularyOf(vocabulary);
  const values = Object.keys(vocabulary.members).slice(0, 12).join('、');
  const parse = remembering((text): Parsed => {
    const plain = normalise(text);
    if (denied !== null && YES.has(plain.toLowerCase()))
      return valued(index.within(normalise(heading)) ?? index.within(normalise(named)) ?? marked);
    if (denied !== null && NO.has(plain.toLowerCase())) return valued(denied);
    const known = index.exact(plain) ?? index.exact(plain.replace(/\(.*\)$/, ''));
    if (known !== null) return valued(known);
    const none = literal(text, false);
    if (none !== null) return none;
    const several = vocabulary.progress === true ? [] : index.listed(plain);
    if (several.length > 1) return flawed('VALUE_SEVERAL', null, { values: several.join('、') });
    const within = plain.length <= 30 ? index.within(plain) : null;
    return within === null ? flawed('VALUE_UNUSUAL', redact(text), { values }) : valued(within);
  });
  return (cell) => parse(textOf(cell));
}

const YES = new Set([
  '是',
  '有',
  '√',
  '✓',
  '✔',
  '☑',
  'y',
  'yes',
  'true',
  '1',
  '对',
  '已',
  '已签',
  '已签订',
  '已签约',
  '已签署',
]);
/** Words of a no. */
export const NO: ReadonlySet<string> = new Set([
  '否',
  '无',
  '×',
  '✗',
  'x',
  'n',
  'no',
  'false',
  '0',
  '不是',
  '未',
  '没有',
]);

/** Parser of yes and no, with the further words that the field has for them. */
export function booleanParser(reading: FieldReading | null, heading: string): ValueParser {
  const truth = reading?.negated?.some((word) => heading.includes(word)) !== true;
  const yes = new Set((reading?.yes ?? []).map(normalise));
  const no = new Set((reading?.no ?? []).map(normalise));
  const parse = remembering((text): Parsed => {
    const plain = normalise(text).toLowerCase();
    if (yes.has(plain)) return valued(true);
    if (no.has(plain)) return valued(false);
    if (YES.has(plain)) return valued(truth);
    if (NO.has(plain)) return valued(!truth);
    return literal(text, false) ?? flawed('BOOLEAN_UNREADABLE');
  });
  return (cell) => (cell.kind === 'boolean' ? valued(cell.value === truth) : parse(textOf(cell)));
}

/**
 * Parser of lists: parts between ，；/ and line breaks, and 、 only where the parts read as names of organisations or titles
 * of documents; between plain words every 、 does.
 */
export function listParser(words: boolean): ValueParser {
  return (cell) => {
    const text = redact(textOf(cell));
    const none = literal(text, false);
    if (none !== null) return none;
    const parts = text
      .split(words ? WORD_BREAK : BREAK)
      .map((part) => part.trim())
      .filter((part) => part !== '');
    return parts.length === 0 ? BLANK : valued(parts);
  };
}

const WORD_BREAK = /[\n\r;；|、,，/]+/;
const BREAK =
  /[\n\r;；|‖║]+|[,，](?!\d{3})|(?<=[\u4e00-\u9fa5)）])\/|(?<=(?:公司|大学|学院|中心|协会|研究院|研究所|合作社|局|委员会|医院|集团|基地|站|所|厂|社|院校|高校|企业|学会|银行|机构|部门|》))、|(?<=^|[\n;；、])\d{1,2}[.、．](?=\D)/;
