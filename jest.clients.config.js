import base from './jest.config.js';

/** Tests with other programs' clients, which `.ci/run` installs from Debian's packages; `npm test` does without them. */
export default {
  ...base,
  testMatch: ['<rootDir>/test/clients/**/*.test.ts'],
  testPathIgnorePatterns: [],
  // Other programs take their time to start.
  testTimeout: 300_000,
};
