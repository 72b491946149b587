import { expect, test } from 'vitest';
import { drsPlacesOf } from './drs-places';

const context = { accountId: '111122223333', region: 'us-east-1' };

test('DRS of an execution is read in its account, and in each region of its waves', () => {
  const execution = { accountId: '444455556666', region: 'us-east-1', waves: [] };
  expect(drsPlacesOf(execution, context)).toEqual(['444455556666']);
  expect(drsPlacesOf({ ...execution, region: 'us-west-2' }, context)).toEqual(['444455556666:us-west-2']);
  expect(drsPlacesOf({ ...execution, accountId: null, region: null }, context)).toEqual(['111122223333']);
});

test('nobody knows the places while nobody knows the account', () => {
  expect(drsPlacesOf({ accountId: null, region: null, waves: [] }, { ...context, accountId: null })).toBeNull();
  expect(drsPlacesOf({ accountId: '444455556666', region: null, waves: [] }, null)).toBeNull();
});
