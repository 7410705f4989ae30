/** An organisation's name for comparison: NFKC, no white space, unified brackets, no clerk's marks at the end. */
export function normalizeName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/[〔［【[]/gu, '(')
    .replace(/[〕］】\]]/gu, ')')
    .replace(/[.。`#=*]+$/u, '');
}
