import { expect, test } from 'vitest';
import { ContextId } from '../../../shared/domain/primitives';
import { Settings } from '../../../shared/domain/settings';
import type { ContextSpec } from '../engine-api';
import { asNamed, placeOfId, specOf, wantedSpecs } from './watch-list';

const spec = (id: string, more: Partial<ContextSpec> = {}): ContextSpec => {
  const made = specOf(ContextId.parse(id), null);
  if (made === null) throw new Error(id);
  return { ...made, ...more };
};
const choose = (watched: Record<string, boolean | undefined>): Settings =>
  Settings.parse({
    contexts: Object.entries(watched).map(([contextId, value]) => ({
      contextId,
      ...(value !== undefined && { watched: value }),
    })),
  });
const ids = (specs: readonly ContextSpec[]) => specs.map(({ contextId }) => contextId);

test.each([
  ['payroll@us-east-1', { profile: 'payroll', region: 'us-east-1' }],
  ['dana@corp@us-gov-west-1', { profile: 'dana@corp', region: 'us-gov-west-1' }],
  ['payroll', null],
  ['@us-east-1', null],
  ['payroll@', null],
  ['payroll@US EAST', null],
])('%s names a profile and a region, or nothing', (id, expected) => {
  expect(placeOfId(id)).toEqual(expected);
});

test('watched are those of the command line and those added, without those let go', () => {
  const started = [spec('a@us-east-1'), spec('b@us-east-1', { endpointUrl: 'http://127.0.0.1:1' })];
  const wanted = wantedSpecs(started, choose({ 'a@us-east-1': false, 'c@eu-west-1': true, 'd@eu-west-1': undefined }), false);
  expect(ids(wanted)).toEqual(['b@us-east-1', 'c@eu-west-1']);
  expect(wanted.at(-1)).toMatchObject({ mayCreateQueue: false, keys: null, endpointUrl: 'http://127.0.0.1:1' });
});

test('a rehearsal watches its own and nothing else', () => {
  const own = [spec('a@us-east-1')];
  expect(wantedSpecs(own, choose({ 'a@us-east-1': false, 'prod@us-east-1': true }), true)).toEqual(own);
});

test('who names a context on the command line wants it watched; a default gives way to what was chosen', () => {
  const settings = choose({ 'a@us-east-1': false, 'b@us-east-1': false });
  const started = [spec('a@us-east-1'), spec('b@us-east-1', { byDefault: true })];
  expect(ids(wantedSpecs(started, asNamed(started, settings), false))).toEqual(['a@us-east-1']);
  expect(asNamed([started[1] ?? spec('b@us-east-1')], settings)).toBe(settings);
});
