import { expect, test } from 'vitest';
import type { ConsoleEvent } from '../../shared/domain/events';
import { ExecutionId, instantOf, ServerId } from '../../shared/domain/primitives';
import { aNotice, contextId } from '../testing/world';
import { wordsOf } from './event-words';

const at = instantOf(0);
const executionId = ExecutionId.parse('e');
const server = { sourceServerId: ServerId.parse('s-1'), serverName: 'app-03' };

const cases: readonly (readonly [ConsoleEvent, string, string])[] = [
  [
    {
      type: 'participant.changed',
      at,
      contextId,
      executionId,
      waveNumber: 1,
      ...server,
      from: 'LAUNCH',
      to: 'FAILED',
      launchStatus: 'FAILED',
      error: 'No free addresses.',
    },
    'servers',
    'app-03: failed. No free addresses.',
  ],
  [
    { type: 'participant.retried', at, contextId, executionId, waveNumber: 1, ...server, attempt: 2, error: null },
    'servers',
    'app-03: launch tried again, attempt 2',
  ],
  [{ type: 'notice.raised', at, notice: aNotice('n', 'HIGH', 'Wave 3 Web waits', 0, 0) }, 'alerts', 'Alert: Wave 3 Web waits'],
  [
    {
      type: 'command.ended',
      at,
      commandId: 'c',
      command: 'executions.resume',
      executionId,
      outcome: 'refused',
      message: 'Not paused.',
    },
    'people',
    'Resume: refused. Not paused.',
  ],
  [
    { type: 'replication.changed', at, contextId, ...server, from: null, to: 'STALLED', error: null },
    'servers',
    'app-03: replication stalled',
  ],
  [
    {
      type: 'message.malformed',
      at,
      contextId,
      source: 'sqs-messages',
      messageId: 'm',
      reason: 'not JSON',
      sizeBytes: 1,
      excerpt: '',
    },
    'raw',
    'Message that could not be understood: not JSON',
  ],
];

test.each(cases)('%o', (event, group, text) => {
  expect(wordsOf(event)).toMatchObject({ group, text });
});
