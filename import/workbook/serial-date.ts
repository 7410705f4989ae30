import { inChinaTime } from '../text/instant.js';

const SECONDS_A_DAY = 86_400;
/** 9999-12-31, the last day of a workbook's calendar. */
const LAST_SERIAL = 2_958_465;
const DAYS_FROM_1900_TO_1904 = 1_462;
const EPOCH = Date.UTC(1899, 11, 30);

/**
 * The ISO date, and time if it is not midnight, of a workbook's day count, to whole seconds; undefined outside 1900
 * to 9999. Before 1 March 1900 the count is one day off, as Excel counts a 29 February 1900.
 */
export function serialToIso(serial: number, date1904: boolean): string | undefined {
  const shifted = date1904 ? serial + DAYS_FROM_1900_TO_1904 : serial;
  if (!(serial >= 0 && shifted < LAST_SERIAL + 1)) return undefined;
  const seconds = Math.round(shifted * SECONDS_A_DAY);
  const day = Math.floor(seconds / SECONDS_A_DAY);
  const time = seconds - day * SECONDS_A_DAY;
  const real = day < 60 && !date1904 ? day + 1 : day;
  const date = new Date(EPOCH + real * SECONDS_A_DAY * 1000).toISOString().slice(0, 10);
  return time === 0 ? date : `${date} ${clock(time)}`;
}

function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/**
 * The same for a date stored as ISO 8601 text, e.g. `2024-02-29T16:00:00.000Z`; with a time zone it is China's time. A
 * time alone is one of the day before the count begins, as it is for a number.
 */
export function isoTextToIso(text: string): string | undefined {
  if (/^T?\d{2}:\d{2}/.test(text)) return isoTextToIso(`1899-12-31T${text.replace('T', '')}`);
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?$/.exec(inChinaTime(text));
  if (match === null) return undefined;
  const [, date, hours = '00', minutes = '00', seconds = '00'] = match;
  const millis = Date.parse(`${date}T${hours}:${minutes}:00Z`) + Math.round(Number(seconds)) * 1000;
  if (Number.isNaN(millis)) return undefined;
  const iso = new Date(millis).toISOString();
  const time = iso.slice(11, 19);
  return time === '00:00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${time}`;
}
