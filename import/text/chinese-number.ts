const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
  弌: 1,
  俩: 2,
};
const NUMERALS = [...'〇一二三四五六七八九'];
const TENS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const NUMERAL = /[零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿]/;

/** Whether the text is a Chinese numeral and nothing else. */
export function isChineseNumber(text: string): boolean {
  return text !== '' && [...text].every((character) => NUMERAL.test(character));
}

/** The value of a Chinese numeral below 10¹⁶, e.g. 二十一, 一万二千, 二〇二二, 叁拾伍; null where it is none. */
export function chineseNumber(text: string): number | null {
  if (!isChineseNumber(text)) return null;
  if ([...text].every((character) => character in DIGITS)) {
    return Number([...text].map((character) => DIGITS[character]).join(''));
  }
  let total = 0;
  let section = 0;
  let digit = 0;
  for (const character of text) {
    const ten = TENS[character];
    if (character in DIGITS) digit = DIGITS[character] ?? 0;
    else if (ten !== undefined) {
      section += (digit === 0 && ten === 10 && section === 0 ? 1 : digit) * ten;
      digit = 0;
    } else {
      const unit = character === '万' ? 10_000 : 100_000_000;
      total = character === '亿' ? (total + section + digit) * unit : total + (section + digit) * unit;
      section = 0;
      digit = 0;
    }
  }
  return total + section + digit;
}

/** A whole number below 10⁸ in Chinese numerals, e.g. 12 as 十二; null for another. */
export function chineseNumeral(value: number): string | null {
  if (!Number.isInteger(value) || value < 0 || value >= 1e8) return null;
  if (value >= 10_000) {
    const rest = value % 10_000;
    const tail = rest === 0 ? '' : (rest < 1000 ? '零' : '') + (chineseNumeral(rest) ?? '').replace(/^十/, '一十');
    return `${chineseNumeral(Math.floor(value / 10_000))}万${tail}`;
  }
  if (value === 0) return '〇';
  const digits = String(value);
  const named = [...digits].map((digit, at) =>
    digit === '0' ? '零' : NUMERALS[Number(digit)]! + ['', '十', '百', '千'][digits.length - at - 1]!,
  );
  const text = named.join('').replace(/零+/g, '零').replace(/零$/, '');
  return value < 20 ? text.replace(/^一十/, '十') : text;
}

/** An amount in words as a decimal of yuan: 人民币壹万伍仟壹佰伍拾元整 is `15150`, …叁角伍分 adds `.35`; null where it is none. */
export function amountInWords(text: string): string | null {
  const match =
    /^(?:人民币)?([零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿]+)[元圆](?:整|正)?(?:([零一二三四五六七八九壹贰叁肆伍陆柒捌玖])角)?(?:零?([一二三四五六七八九壹贰叁肆伍陆柒捌玖])分)?(?:整|正)?$/.exec(
      text,
    );
  const whole = match?.[1] === undefined ? null : chineseNumber(match[1]);
  if (match === null || whole === null) return null;
  const tenth = DIGITS[match[2] ?? '零'] ?? 0;
  const hundredth = DIGITS[match[3] ?? '零'] ?? 0;
  if (tenth === 0 && hundredth === 0) return String(whole);
  return `${whole}.${tenth}${hundredth === 0 ? '' : hundredth}`;
}
