const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const BODY_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** The check character of an organisation code's eight characters (GB 11714). */
function organisationCheck(body: string): string {
  const total = BODY_WEIGHTS.reduce((sum, weight, index) => sum + weight * Number.parseInt(body[index]!, 36), 0);
  const check = 11 - (total % 11);
  if (check === 10) return 'X';
  return check === 11 ? '0' : String(check);
}

/** A unified social credit code of an enterprise of a division, with a valid check character (GB 32100); `body` is eight characters. */
export function creditCode(division: string, body: string): string {
  const stem = `91${division}${body}${organisationCheck(body)}`;
  const total = WEIGHTS.reduce((sum, weight, index) => sum + weight * ALPHABET.indexOf(stem[index]!), 0);
  return stem + ALPHABET[(31 - (total % 31)) % 31]!;
}
