import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ok } from '../../lib/result';
import { labelsKey, labelsOf, labelsText } from './labels';

const name = fc.stringMatching(/^[a-zA-Z]{1,10}$/);
const value = fc.string({ maxLength: 20 }).map((text) => text.trim());

test('labels come back from their text, commas and backslashes in values included', () => {
  fc.assert(
    fc.property(fc.dictionary(name, value), (labels) => {
      expect(labelsOf(labelsText(labels))).toEqual(ok(labels));
    }),
  );
});

test('what is no label is named', () => {
  expect(labelsOf('plan=Payroll DR, server')).toEqual({ ok: false, error: 'server' });
  expect(labelsOf('=x')).toEqual({ ok: false, error: '=x' });
  expect(labelsOf(' plan = Payroll\\, HR ,')).toEqual(ok({ plan: 'Payroll, HR' }));
});

test('the order of labels does not matter to their key', () => {
  expect(labelsKey({ a: '1', b: '2' })).toBe(labelsKey({ b: '2', a: '1' }));
});
