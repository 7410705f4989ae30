import Sequencer from '@jest/test-sequencer';

/** Suites of minutes, the longest first. */
const LONG = [
  'import/properties',
  'indicators/naive',
  'import/replaced',
  'indicators/as-of-properties',
  'kills/kills',
  'server/runs',
  'tree/tree',
];

/** Begins long suites first, so that no worker is left alone with one at the end; a fresh clone has no times to go by. */
export default class LongFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const long = LONG.flatMap((name) => sorted.filter(({ path }) => path.endsWith(`/test/${name}.test.ts`)));
    return [...long, ...sorted.filter((each) => !long.includes(each))];
  }
}
