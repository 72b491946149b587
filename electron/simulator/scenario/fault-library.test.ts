import { expect, test } from 'vitest';
import { aRehearsal } from '../platform/testing/rehearsal';
import { faultLibrary } from './fault-library';
import { loadScenario } from './load';

test.each(Object.keys(faultLibrary.variants))('%s can be played to its end', (variant) => {
  expect(loadScenario('faults', variant)).toMatchObject({ ok: true });
  const rehearsal = aRehearsal({ scenario: 'faults', variant });
  rehearsal.until(rehearsal.scenario.traceEnd);
  expect(rehearsal.played.filter(({ reply }) => reply.error !== undefined)).toEqual([]);
});
