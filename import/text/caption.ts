import { normalise } from './normalise.js';
import { withFullYears } from './short-year.js';
import { type Unit, unitOf } from './unit.js';

const NAMED = /单位[::为]?\(?([^\s,;,;)。:]{1,8})\)?/g;
/** 未注明单位的均为万元, 金额以千元计 */
const SPOKEN = /(?:以|按|为|是|用|均|皆)((?:十|百|千|万|十万|百万|千万|亿)?元)(?![\d/每])/g;

/** The unit that a line above, below or between the rows states for their figures; null where it states none. */
export function unitIn(text: string): Unit | null {
  const plain = text.normalize('NFKC');
  for (const [, names] of plain.matchAll(NAMED)) {
    // 单位：万元、家 is the unit of the money and of what is counted.
    const units = (names ?? '').split(/[、和及]/).flatMap((name) => unitOf(name) ?? []);
    const unit = units.find(({ base }) => base === '元') ?? units[0];
    if (unit !== undefined) return unit;
  }
  if (/单位|金额|经费|资金|数额|数据|费用/.test(plain)) {
    for (const [, name] of plain.matchAll(SPOKEN)) {
      const unit = unitOf(name ?? '');
      if (unit !== null) return unit;
    }
  }
  const bracketed = unitOf(/\(([^()]{1,8})\)$/.exec(normalise(text))?.[1] ?? '');
  return bracketed?.base === '元' ? bracketed : null;
}

/** The one year that a text names, or null where it names none or several. */
export function yearIn(text: string): number | null {
  const plain = withFullYears(text.normalize('NFKC'));
  // 截至2023年 or 2023年及以前 names the end of a span, not the year of each row.
  if (
    /(?:截至|截止)\D{0,3}(?:19|20)\d{2}|(?:19|20)\d{2}年?(?:度|底|末)?(?:及以前|以前|及之前|之前|以来|及以后|以后|至今|起)/.test(
      plain,
    )
  )
    return null;
  const years = new Set(
    [...plain.matchAll(/(?<!\d)((?:19|20)\d{2})(?!\d)/g)]
      .map((match) => Number(match[1]))
      .filter((year) => year >= 1980 && year <= 2100),
  );
  const chinese = /二[〇零○O0][〇零一二三四五六七八九]{2}/.exec(text);
  if (chinese !== null)
    years.add(
      Number(
        [...chinese[0]]
          .map((digit) => '〇一二三四五六七八九'.indexOf(digit === '零' || digit === '○' ? '〇' : digit))
          .join(''),
      ),
    );
  const [year] = years;
  return years.size === 1 && year !== undefined ? year : null;
}
