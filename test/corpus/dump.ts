/** A process that reads the files it is sent with the reader named in argv, and answers with their cells. */
import { peakMib } from '../../bench/peak.js';
import { UnreadableWorkbook } from '../../import/workbook/workbook.js';
import { READERS, type CanonicalBook, type ReaderName } from './canonical.js';

export interface DumpAnswer {
  readonly book?: CanonicalBook;
  /** The code of UnreadableWorkbook, where our reader refuses. */
  readonly refused?: string;
  /** Any other error. */
  readonly failed?: string;
  readonly ms: number;
  /** The highest resident memory of this process so far. */
  readonly peakMib: number;
}

const reader = READERS[(process.argv[2] ?? 'taizhang') as ReaderName];

process.on('message', (path: string) => {
  void answer(path).then((result) => process.send?.(result));
});

async function answer(path: string): Promise<DumpAnswer> {
  const started = performance.now();
  let outcome: Pick<DumpAnswer, 'book' | 'refused' | 'failed'>;
  try {
    outcome = { book: await reader(path) };
  } catch (error) {
    if (error instanceof UnreadableWorkbook) outcome = { refused: error.message };
    else outcome = { failed: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
  const peak = Math.round(peakMib());
  return { ...outcome, ms: Math.round(performance.now() - started), peakMib: peak };
}
