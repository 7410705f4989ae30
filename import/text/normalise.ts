const PLAIN = /^[\u4e00-\u9fa5A-Za-z0-9.()-]*$/;
/** Plain but for the brackets that Chinese texts mostly have. */
const BRACKETED = /^[\u4e00-\u9fa5A-Za-z0-9.()（）-]*$/;
const cache = new Map<string, string>();
const CACHE_LIMIT = 50_000;

/**
 * Text as it is compared: NFKC, no white space, brackets of every shape as `()`, dashes as `-`, quotes as `"`.
 * The text that people see is never replaced by it.
 */
export function normalise(text: string): string {
  if (PLAIN.test(text)) return text;
  if (BRACKETED.test(text)) return text.replaceAll('（', '(').replaceAll('）', ')');
  let result = cache.get(text);
  if (result === undefined) {
    result = text
      .normalize('NFKC')
      .replace(/[\s\u200b\ufeff\u3164]+/g, '')
      .replace(/[〔［【｛[{〈《]/g, '(')
      .replace(/[〕］】｝\]}〉》]/g, ')')
      .replace(/[—–―‐‑−─]+/g, '-')
      .replace(/[“”„‟«»「」『』]/g, '"')
      .replace(/[‘’‛]/g, "'");
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(text, result);
  }
  return result;
}

const MARKS = '#*`=.。';

/** A part of a natural key: normalised, without the marks that clerks leave at either end. */
export function keyPart(text: string): string {
  const plain = normalise(text);
  let start = 0;
  let end = plain.length;
  while (start < end && MARKS.includes(plain[start]!)) start += 1;
  while (end > start && MARKS.includes(plain[end - 1]!)) end -= 1;
  return plain.slice(start, end);
}
