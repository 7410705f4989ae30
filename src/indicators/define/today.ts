/**
 * Today's date in China, as an ISO date: ledgers are kept by its calendar wherever the server stands. China has one time
 * zone, without summer time.
 */
export function todayInChina(): string {
  return new Date(Date.now() + CHINA_AHEAD_MS).toISOString().slice(0, 10);
}

const CHINA_AHEAD_MS = 8 * 3_600_000;
