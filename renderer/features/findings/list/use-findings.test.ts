import { expect, test } from 'vitest';
import { aFinding } from '../../../testing/findings';
import { openFirst } from './use-findings';

test('open ones come first, the gravest of them first; then what ended last', () => {
  const findings = [
    aFinding(1, { severity: 'LOW', score: 0.99 }),
    aFinding(2, { endedAt: aFinding(2).lastAt }),
    aFinding(3, { severity: 'HIGH', score: 0.91 }),
    aFinding(4, { severity: 'HIGH', score: 0.97 }),
    aFinding(0, { endedAt: aFinding(0).lastAt }),
  ];
  expect([...findings].sort(openFirst).map(({ findingId }) => findingId.split('@')[0])).toEqual(
    [findings[3], findings[2], findings[0], findings[4], findings[1]].map((one) => one?.findingId.split('@')[0]),
  );
});
