import { expect, test } from '@jest/globals';
import { DEFAULT_LIMITS } from '../import/workbook/limits.js';
import { ConfigError, parseDivision, readConfig } from '../src/config.js';

test('an empty environment gives the defaults, on loopback', () => {
  expect(readConfig({ HOST: '' })).toMatchObject({
    host: '127.0.0.1',
    port: 4000,
    databaseUrl: undefined,
    logLevel: 'info',
    maxUploadBytes: 200 * 1024 * 1024,
    jumpFactor: 5,
    preparedStatements: true,
  });
  expect(readConfig({ PREPARED_STATEMENTS: 'false' }).preparedStatements).toBe(false);
  expect(readConfig({ JUMP_FACTOR: '2.5' }).jumpFactor).toBe(2.5);
});

test('the limits of workbooks are those of the reader until they are set', () => {
  expect(DEFAULT_LIMITS).toMatchObject(readConfig({}).limits);
  expect(readConfig({ MAX_XLS_MB: '3', MAX_READ_SECONDS: '5' }).limits).toMatchObject({
    maxXlsBytes: 3 * 1024 * 1024,
    timeoutMs: 5_000,
  });
});

test('origins are named exactly, one by one', () => {
  expect(readConfig({}).allowedOrigins).toEqual([]);
  expect(readConfig({ ALLOWED_ORIGINS: 'https://kj.example.cn, http://127.0.0.1:5173' }).allowedOrigins).toEqual([
    'https://kj.example.cn',
    'http://127.0.0.1:5173',
  ]);
  for (const origin of ['*', 'null', 'https://kj.example.cn/', 'https://KJ.example.cn', 'https://*.cn', 'http://a:80'])
    expect(() => readConfig({ ALLOWED_ORIGINS: origin })).toThrow('ALLOWED_ORIGINS 应为网页的来源');
});

test('every fault of the environment is named at once', () => {
  const read = () =>
    readConfig({
      HOST: '0.0.0.0',
      PORT: 'abc',
      LOG_LEVEL: 'loud',
      MAX_UPLOAD_MB: '0',
      DATABASE_URL: 'mysql://x',
      DEFAULT_DIVISION: '12',
      MAX_ROWS: '2000000',
      MAX_ZIP_ENTRIES: '-1',
      MAX_READ_SECONDS: '1.5',
      JUMP_FACTOR: '1',
      PREPARED_STATEMENTS: 'no',
    });
  expect(read).toThrow(ConfigError);
  try {
    read();
  } catch (error) {
    const { faults } = error as ConfigError;
    for (const name of [
      'HOST',
      'PORT',
      'LOG_LEVEL',
      'MAX_UPLOAD_MB',
      'DATABASE_URL',
      'DEFAULT_DIVISION',
      'MAX_ROWS',
      'MAX_ZIP_ENTRIES',
      'MAX_READ_SECONDS',
      'JUMP_FACTOR',
    ]) {
      expect(faults.filter((fault) => fault.startsWith(name))).toHaveLength(1);
    }
  }
});

test('a division is a code of 6, 9 or 12 digits with or without a name', () => {
  expect(parseDivision('990103:示例区')).toEqual({ code: '990103', name: '示例区' });
  expect(parseDivision('150103')).toEqual({ code: '150103' });
  expect(parseDivision('1501')).toBeUndefined();
});
