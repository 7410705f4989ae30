import { expect, test } from '@jest/globals';
import type { Database } from '../../src/database/sql.js';
import { together } from '../../src/indicators/answer/together.js';

/** A question whose answers come when the test says so; `runs` are those begun so far. */
function question() {
  const runs: PromiseWithResolvers<string>[] = [];
  const db = {} as Database;
  const ask = (key = 'a') =>
    together(db, key, () => {
      const run = Promise.withResolvers<string>();
      runs.push(run);
      return run.promise;
    });
  return { db, runs, ask };
}

test('who comes while a question is answered is answered by a later turn, which all who wait share', async () => {
  const { runs, ask } = question();
  const first = ask();
  const second = ask();
  const third = ask();
  expect(runs).toHaveLength(1);
  runs[0]!.resolve('before');
  expect(await first).toBe('before');
  expect(runs).toHaveLength(2);
  const fourth = ask();
  runs[1]!.resolve('after');
  expect(await Promise.all([second, third])).toEqual(['after', 'after']);
  expect(runs).toHaveLength(3);
  runs[2]!.resolve('last');
  expect(await fourth).toBe('last');
  expect(runs).toHaveLength(3);
});

test('an answer is not kept: who asks later is answered anew', async () => {
  const { runs, ask } = question();
  const first = ask();
  runs[0]!.resolve('then');
  expect(await first).toBe('then');
  const later = ask();
  expect(runs).toHaveLength(2);
  runs[1]!.resolve('now');
  expect(await later).toBe('now');
});

test('a question that fails fails for those who waited for that turn alone', async () => {
  const { runs, ask } = question();
  const first = ask();
  const second = ask();
  runs[0]!.reject(new Error('stopped'));
  await expect(first).rejects.toThrow('stopped');
  runs[1]!.resolve('answered');
  expect(await second).toBe('answered');
});

test('other questions, and the same of another database, do not wait', () => {
  const { runs, ask } = question();
  const other = question();
  void ask('a');
  void ask('b');
  void other.ask('a');
  expect(runs).toHaveLength(2);
  expect(other.runs).toHaveLength(1);
});
