import { type AlarmView, alarmPresets } from '../../shared/domain/capacity/alarms';
import { instantOf } from '../../shared/domain/primitives';
import type { ConsoleClient } from '../bridge/client';
import { contextId } from './world';

const since = instantOf(Date.UTC(2026, 2, 14, 6));

function anAlarm(name: string, change: Partial<AlarmView> = {}): AlarmView {
  return {
    contextId,
    accountId: '123456789012',
    region: 'us-east-1',
    name,
    arn: `arn:aws:cloudwatch:us-east-1:123456789012:alarm:${name}`,
    description: null,
    state: 'OK',
    reason: 'Threshold Crossed: no datapoints were received.',
    since,
    actionsEnabled: true,
    ours: false,
    rule: 'Sum of aws-drs-orchestration/Security AccessDeniedErrors ≥ 5, 1 × 300 s',
    cannotFire: null,
    repair: null,
    observedAt: since,
    ...change,
  };
}

const dead = {
  cannotFire:
    'It asks for AccessDeniedErrors by FunctionName, but that metric is published without dimensions: the alarm never sees a value and stays OK.',
  repair: 'access-denied',
};

/** The platform's alarms as they are deployed, and one of ours that went off. */
export const fixtureAlarms: ConsoleClient['alarms'] = {
  list: async () => ({
    items: [
      anAlarm('aws-drs-orchestration-query-handler-access-denied-dev', dead),
      anAlarm('aws-drs-orchestration-execution-handler-access-denied-dev', dead),
      anAlarm('aws-drs-orchestration-console-dev-execution-failed', {
        state: 'ALARM',
        ours: true,
        rule: 'Sum of AWS/States ExecutionsFailed ≥ 1, 1 × 300 s',
      }),
    ],
    nextToken: null,
  }),
  history: async () => ({
    items: [
      {
        at: since,
        name: 'aws-drs-orchestration-console-dev-execution-failed',
        kind: 'StateUpdate',
        summary: 'Alarm updated from OK to ALARM',
      },
    ],
    nextToken: null,
  }),
  presets: async () => ({ items: [...alarmPresets], nextToken: null }),
  create: async ({ preset }) => anAlarm(`aws-drs-orchestration-console-dev-${preset}`, { ours: true }),
  enable: async ({ name }) => anAlarm(name),
  disable: async ({ name }) => anAlarm(name, { actionsEnabled: false }),
  remove: async ({ name }) => ({ commandId: 'cmd-1', outcome: 'accepted', message: `The alarm ${name} was removed.` }),
};
