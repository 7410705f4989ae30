/**
 * How many cases a property test tries: `full` where TEST_CASES=full says so, as `npm run test:all` does, else `few`.
 * The seed is random; a failure prints it, with the path of the smallest case.
 */
export function randomCases(full: number, few: number): number {
  return process.env['TEST_CASES'] === 'full' ? full : few;
}
