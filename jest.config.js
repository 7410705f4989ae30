import { join } from 'node:path';

/** A regular expression of the paths below test/ that match a pattern. */
const below = (pattern) => `^${RegExp.escape(join(import.meta.dirname, 'test'))}/${pattern}`;

/** Suites that need no PostgreSQL and start no programs, in seconds altogether. */
const UNIT = [
  '(?!usage|node-version)[^/]+\\.test\\.ts$',
  'docs/documents\\.test\\.ts$',
  'exports/xlsx\\.test\\.ts$',
  'graphql/enums\\.test\\.ts$',
  'http/client-error\\.test\\.ts$',
  'import/(issues|ledgers|parse|recognize|text|validate|workbook)/(?!truncated|legacy|differential|decisions).*\\.test\\.ts$',
  'import/report/(annotate|text)\\.test\\.ts$',
  'import/(workbook|map-option)\\.test\\.ts$',
  'indicators/(phrase|together|words)\\.test\\.ts$',
  'reporting/connection\\.test\\.ts$',
].map(below);

/** Suites that take minutes; `npm run test:all` runs them. */
const SLOW = [
  '(hostile|kills|package|tree)/.*\\.test\\.ts$',
  // Whole servers and commands, every door to every figure, and sets of ledgers to read.
  'cases/(published|exported|unseen|layouts|kinds)\\.test\\.ts$',
  'connect/files\\.test\\.ts$',
  'docs/docs\\.test\\.ts$',
  'exports/again\\.test\\.ts$',
  'http/outage\\.test\\.ts$',
  'database/embedded\\.test\\.ts$',
  'doors/.*\\.test\\.ts$',
  'import/(command|workbook/(legacy|truncated))\\.test\\.ts$',
  // The whole surface: every property of OData with null, every figure of the samples as of each import.
  'odata/null\\.test\\.ts$',
  'indicators/as-of-samples\\.test\\.ts$',
  'reporting/bi-user\\.test\\.ts$',
  'server/.*\\.test\\.ts$',
].map(below);

/** Suites with other programs' clients, which `.ci/run` installs from Debian's packages. */
const CLIENTS = [below('clients/.*\\.test\\.ts$')];

/**
 * The tests run in plain Node.js, without a virtual machine for each suite: the product's modules are loaded and warmed
 * up once a worker, and the process that is tested is the one that users run.
 */
const project = {
  runner: '<rootDir>/test/runner.js',
  setupFiles: ['<rootDir>/test/compile.js'],
  roots: ['<rootDir>/test'],
};

const onPostgres = {
  ...project,
  globalSetup: '<rootDir>/test/global-setup.js',
  globalTeardown: '<rootDir>/test/global-teardown.js',
};

export default {
  projects: [
    { ...project, displayName: 'unit', testRegex: UNIT },
    // A suite that no list names belongs here.
    {
      ...onPostgres,
      displayName: 'db',
      testRegex: below('.*\\.test\\.ts$'),
      testPathIgnorePatterns: [...UNIT, ...SLOW, ...CLIENTS],
    },
    { ...onPostgres, displayName: 'slow', testRegex: SLOW },
    { ...onPostgres, displayName: 'clients', testRegex: CLIENTS },
  ],
  testSequencer: '<rootDir>/test/long-first.js',
  maxWorkers: '100%',
};
