import { normalise } from './normalise.js';

/** 区科发(2021)8号, 财教(2021)152, 科技部令2021年第8号 */
const DOCUMENT = /\(((?:19|20)\d{2})\)年?(?:第|字)*\d|(?<!\d)((?:19|20)\d{2})年?第?\d{1,5}号/g;
/** GR202215000123 of a high-tech enterprise, 202215010308001234 of a technology-based SME. */
const CERTIFICATE = /^(?:GR|GF)((?:19|20)\d{2})\d{6,10}$|^(20\d{2})\d{6}[0-9A-Z]{8}$/i;

/** The year in the number of a document, certificate or registration; null where it has none, or several. */
export function yearOfNumber(text: string): number | null {
  const plain = normalise(text);
  const certificate = CERTIFICATE.exec(plain);
  if (certificate !== null) return Number(certificate[1] ?? certificate[2]);
  const years = new Set([...plain.matchAll(DOCUMENT)].map((match) => Number(match[1] ?? match[2])));
  const [year] = years;
  return years.size === 1 && year !== undefined ? year : null;
}
