/** Two digits that are a year by where they stand; 20年以上 and 15年期 are spans. */
const SHORT = /(?<=^|[区县旗市局省盟州(_\s])(1[5-9]|2\d)(?=年(?![以来内期限间前后的老]))/g;

/** A text with its years of two digits written in full: 23年科技培训台账 is 2023年科技培训台账. */
export function withFullYears(text: string): string {
  return text.includes('年') ? text.replace(SHORT, '20$1') : text;
}
