import { expect, test } from '@jest/globals';
import { READINGS } from '../../../import/ledgers/index.js';

const WHOLES = READINGS.flatMap(({ ledger, fields }) =>
  Object.entries(ledger.fields).flatMap(([field, { whole }]) =>
    whole === undefined ? [] : [{ place: `${ledger.id}.${field}`, whole, vocabulary: fields[field]?.vocabulary }],
  ),
);

test.each(WHOLES)('each member of the whole of $place can be read', ({ whole, vocabulary }) => {
  expect(Object.keys(vocabulary!.members)).toEqual(expect.arrayContaining([...whole]));
});

test('funds, projects and activities have wholes', () => {
  expect(WHOLES.map(({ place }) => place)).toEqual(
    expect.arrayContaining(['funding.level', 'project.level', 'activity.kind', 'qualification.type']),
  );
});
