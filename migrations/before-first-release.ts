/**
 * The migrations before the first release, oldest first: all together made the schema that `squashed` makes now. A
 * database that has them all is taken over as it is.
 */
export const BEFORE_FIRST_RELEASE = {
  names: [
    '0001-ledgers',
    '0002-figures',
    '0003-settling',
    '0004-leaner-indexes',
    '0006-own-indicators',
    '0009-reporting-keys',
    '0010-importers',
    '0011-past',
    '0013-target-departments',
    '0014-stated-sums',
    '0015-leaner-rows',
    '0016-month-keys',
    '0017-no-weak-key-index',
    '0018-removed-rows',
    '0019-given-divisions',
  ],
  squashed: '0001-first-schema',
} as const;
