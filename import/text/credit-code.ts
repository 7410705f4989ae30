const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const CODE = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;
const TSME = /^20[0-4]\d\d{6}[0-9A-Z][A-Z0-9]\d{6}$/;

/** Whether a code has the form of a unified social credit code, or of the 15-digit registration number before it. */
export function looksLikeCreditCode(code: string): boolean {
  return (code.length === 18 && CODE.test(code)) || (code.length === 15 && /^\d{15}$/.test(code));
}

/** Whether a code is an entry number of a technology-based SME: year, division, then eight characters. */
export function isRegistrationNumber(code: string): boolean {
  return code.length === 18 && TSME.test(code) && !hasCheckDigit(code);
}

/** Whether the last character of an 18-character code is right by GB 32100-2015. */
export function hasCheckDigit(code: string): boolean {
  if (!CODE.test(code)) return false;
  let sum = 0;
  for (let at = 0; at < 17; at += 1) sum += ALPHABET.indexOf(code[at] ?? '') * (WEIGHTS[at] ?? 0);
  return ALPHABET[(31 - (sum % 31)) % 31] === code[17];
}
