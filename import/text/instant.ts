const CHINA_MINUTES = 8 * 60;
/** Behind a space `09:00-11:00` is a span of hours, so that a zone west of Greenwich is read behind a T only. */
const INSTANT =
  /(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:T|\s+(?![\d:.]+\s*-))(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(?:(?:UTC|GMT)?([+-])(\d{2}):?(\d{2})?|Z|UTC|GMT)(?![\d:])/gi;

/** Moments with a time zone in a text, e.g. 2022-12-31T16:00Z, as times in China without one: 2023-01-01 00:00:00. */
export function inChinaTime(text: string): string {
  return text.replace(INSTANT, (whole: string, ...parts: (string | undefined)[]) => {
    const [year, month, day, hours, minutes, seconds] = parts.slice(0, 6).map((part) => Number(part ?? 0));
    const [sign, zoneHours = 0, zoneMinutes = 0] = parts.slice(6, 9);
    const midnight = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
    // What is no day stays as it is, to be named.
    if (midnight.getUTCDate() !== day) return whole;
    const east = (Number(zoneHours) * 60 + Number(zoneMinutes)) * (sign === '-' ? -1 : 1);
    midnight.setUTCHours(hours ?? 0, (minutes ?? 0) + CHINA_MINUTES - east, seconds);
    return midnight.toISOString().slice(0, 19).replace('T', ' ');
  });
}
