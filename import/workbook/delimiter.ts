const CANDIDATES = [',', '\t', ';', '|'] as const;
const MAX_LINES = 100;

export type Delimiter = (typeof CANDIDATES)[number];

/**
 * The delimiter whose count, outside quotes, is most often the same from line to line; a comma where none is used.
 * `sep=;` in front states it.
 */
export function detectDelimiter(sample: string): Delimiter {
  const stated = CANDIDATES.find((candidate) => sample.startsWith(`sep=${candidate}`));
  if (stated !== undefined) return stated;
  const lines = sample
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n?|\n/)
    .slice(0, MAX_LINES);
  let best: Delimiter = ',';
  let bestScore = 0;
  const first = lines.find((line) => CANDIDATES.some((candidate) => line.includes(candidate))) ?? '';
  for (const candidate of CANDIDATES) {
    // Bars also stand between the names of a list in one cell: as a delimiter they are in the headings too.
    if (candidate === '|' && !first.includes('|')) continue;
    const score = agreement(lines.map((line) => line.split(candidate).length - 1));
    if (score > bestScore) {
      best = candidate;
      bestScore = score;
    }
  }
  return best;
}

/** The most frequent count above zero, times the lines that have it. */
function agreement(counts: readonly number[]): number {
  const lines = new Map<number, number>();
  for (const count of counts) if (count > 0) lines.set(count, (lines.get(count) ?? 0) + 1);
  return Math.max(0, ...[...lines].map(([count, times]) => count * times));
}
