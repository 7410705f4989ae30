/** What stands in the columns of a date's parts; empty where there is nothing. */
export interface DatePartTexts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

/** The parts of a date in columns of their own as one text: 2022 | 3月 | 5 is 2022年3月5日; empty where all are. */
export function joinedDate({ year, month, day }: DatePartTexts): string {
  const plain = (text: string, ends: RegExp) => text.normalize('NFKC').replace(/\s+/g, '').replace(ends, '');
  const [y, m, d] = [plain(year, /年度?$/), plain(month, /月份?$/), plain(day, /[日号]$/)];
  const named = m === '' || d === '' ? '' : `${d}${d.endsWith('旬') ? '' : '日'}`;
  return `${y === '' ? '' : `${y}年`}${m === '' ? '' : `${m}月`}${named}`;
}
