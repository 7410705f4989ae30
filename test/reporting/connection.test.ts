import { expect, test } from '@jest/globals';
import { addressOf, connectionOf } from '../../src/reporting/connection.js';

const ROLE = { name: 'analyst', password: 'p-w_1' };

test.each([
  ['postgresql://owner:secret@db.example:6432/tz', { host: 'db.example', port: 6432, database: 'tz' }],
  ['postgres://owner:secret@db.example/tz', { host: 'db.example', port: 5432, database: 'tz' }],
  ['postgresql://owner@[::1]:5433/tz', { host: '::1', port: 5433, database: 'tz' }],
  ['postgresql://owner@h/%E5%8F%B0%E8%B4%A6', { host: 'h', port: 5432, database: '台账' }],
  ['postgresql://owner@h', { host: 'h', port: 5432, database: 'owner' }],
  ['postgresql:///tz?host=/run/postgresql&port=5544', { host: 'localhost', port: 5544, database: 'tz' }],
  ['postgresql://o@h/tz?sslmode=verify-full', { host: 'h', port: 5432, database: 'tz', sslMode: 'verify-full' }],
  ['postgresql://o@h/tz?sslmode=no-verify', { host: 'h', port: 5432, database: 'tz', sslMode: 'require' }],
])('the address of %s is told without its owner', (url, address) => {
  expect(addressOf(url)).toEqual(address);
});

test('each kind of tool is told the same place in its own way', () => {
  expect(connectionOf('postgresql://owner:secret@[::1]:5433/tz?sslmode=require', ROLE)).toEqual({
    url: 'postgresql://analyst:p-w_1@[::1]:5433/tz?sslmode=require',
    jdbc: 'jdbc:postgresql://[::1]:5433/tz?user=analyst&password=p-w_1&sslmode=require',
    odbc: 'Driver={PostgreSQL Unicode};Server=::1;Port=5433;Database=tz;Uid=analyst;Pwd=p-w_1;SSLmode=require',
  });
});

test('without a password there is none in the strings', () => {
  expect(connectionOf('postgresql://owner:secret@h/a%20b;c', { name: 'analyst' })).toEqual({
    url: 'postgresql://analyst@h:5432/a%20b%3Bc',
    jdbc: 'jdbc:postgresql://h:5432/a%20b%3Bc?user=analyst',
    odbc: 'Driver={PostgreSQL Unicode};Server=h;Port=5432;Database={a b;c};Uid=analyst',
  });
});
