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
  'indicators/(phrase|together)\\.test\\.ts$',
  'reporting/connection\\.test\\.ts$',
].map(below);

/** Suites that take minutes; `npm run test:all` runs them. */
const SLOW = [
  '(hostile|kills|package|tree)/.*\\.test\\.ts$',
  // Whole servers and commands, every door to every figure, and sets of ledgers to read.
  'cases/(published|exported|unseen)\\.test\\.ts$',
  'connect/files\\.test\\.ts$',
  'database/embedded\\.test\\.ts$',
  'doors/.*\\.test\\.ts$',
  'import/(command|workbook/truncated)\\.test\\.ts$',
  'reporting/bi-user\\.test\\.ts$',
  'server/(demo|runs)\\.test\\.ts$',
].map(below);

/** Suites with other programs' clients, which `.ci/run` installs from Debian's packages. */
const CLIENTS = [below('clients/.*\\.test\\.ts$')];

/** Jest as ESM: MikroORM 7 cannot be loaded by jest as CommonJS. swc compiles, `tsc` checks. */
const project = {
  testEnvironment: '<rootDir>/test/environment.js',
  roots: ['<rootDir>/test'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2023',
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
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
  // Node.js takes over half a second to free a worker's modules at its end; what is killed after that is no leak.
  workerGracefulExitTimeout: 60_000,
  // No suite is judged by the clock: this only ends one that hangs.
  testTimeout: 900_000,
};
