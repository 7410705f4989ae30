const DIGITS = /\d{11}/;
const PHONE = /(?<![\dA-Za-z])1[3-9]\d{9}(?![\dA-Za-z])/g;
const IDENTITY =
  /(?<![\dA-Za-z])[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])/g;

/** The text without phone and identity card numbers, which clerks put beside names and into remarks. */
export function redact(text: string): string {
  if (text.length < 11 || !DIGITS.test(text)) return text;
  return text.replace(IDENTITY, '***').replace(PHONE, '***');
}

const HAN = /[\u4e00-\u9fa5]/;

/** The same for codes, of which a bare number of eleven digits may well be one. */
export function redactCode(text: string): string {
  return HAN.test(text) ? redact(text) : text;
}
