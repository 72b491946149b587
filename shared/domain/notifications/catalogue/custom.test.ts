import { expect, test } from 'vitest';
import type { EventOf } from '../../events';
import { instantOf } from '../../primitives';
import { viewOf } from '../../reconcile/view-of';
import { emptyState } from '../../state';
import { customEvent } from './custom';
import { sceneOf } from './scene';

const now = instantOf(Date.parse('2026-03-14T09:00:00.000Z'));

function told(data: Readonly<Record<string, unknown>>) {
  const said: EventOf<'custom.received'> = {
    at: now,
    type: 'custom.received',
    customId: 'c-1',
    contextId: null,
    executionId: null,
    source: 'checks',
    name: 'checks.failed',
    severity: 'CRITICAL',
    title: 'Checks failed',
    summary: '',
    data: { ...data },
    actor: 'ci',
  };
  const view = viewOf(emptyState, null, now);
  return customEvent(said, sceneOf({ events: [said], before: emptyState, state: emptyState, view, now, rehearsal: false })).event;
}

test('a script opens and closes a page by its own key; without one it only informs, in the order of its source', () => {
  expect(told({ failed: 3 })).toMatchObject({ lifecycle: 'informs', alertKey: null, threadKey: 'custom:checks' });
  const opened = told({ alertKey: 'payroll-checks' });
  const closed = told({ alertKey: 'payroll-checks', resolved: true });
  expect(opened).toMatchObject({ lifecycle: 'opens', alertKey: 'custom:payroll-checks', threadKey: 'custom:payroll-checks' });
  expect(closed).toMatchObject({ lifecycle: 'closes', alertKey: opened.alertKey, threadKey: opened.threadKey });
});
