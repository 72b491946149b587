import type { Incident } from '../../shared/domain/alerting/incident';
import { instantOf } from '../../shared/domain/primitives';
import type { View } from '../../shared/domain/view';
import { anIncident } from './incidents';
import { minutes, payroll, viewOf } from './payroll-drill';
import { anEngine, keyed } from './world';

const NOW_MIN = 25.4;
const E1 = '7b1f6e0a-7f42-4a52-9c39-5e1f0f4e7a01';

/** Incidents in every state, one of them with everything an incident can have. */
export function incidents(wallMs: number): View {
  const now = minutes(NOW_MIN);
  return withIncidents(wallMs, [
    worst(now),
    anIncident(14, 'HIGH', 'Replication of web-02 stalled', {
      nowMs: now,
      minutesAgo: 12,
      alerts: 1,
      firing: 1,
      executionId: null,
      summary: 'The agent has not been seen for 34 min; lag 34 min.',
      nextStep: 'Check the agent on web-02.',
      severityWhy: ['1 of 12 servers', 'tier 1'],
      causes: [
        {
          causeId: 'agent-disconnected',
          title: 'The agent on web-02 is disconnected',
          score: 0.91,
          subject: { kind: 'server', id: 's-web02', name: 'web-02' },
          evidence: [
            { text: 'AGENT_NOT_SEEN since 08:51', at: instantOf(now - 34 * 60_000), ref: { kind: 'server', id: 's-web02' } },
          ],
          nextStep: 'Check the agent on web-02.',
          runbookId: 'agent-disconnected',
        },
      ],
    }),
    anIncident(
      13,
      'HIGH',
      'Ledger lag over 15 min on three servers whose names are far longer than any table would like, eu-frankfurt-1',
      {
        nowMs: now,
        minutesAgo: 41,
        status: 'ACKNOWLEDGED',
        needsAnswer: false,
        acknowledgedAt: instantOf(now - 35 * 60_000),
        acknowledgedBy: 'Dana Whitfield',
        note: 'Storage team is on it',
        planName: 'Ledger DR',
        roles: { commander: 'Dana Whitfield', scribe: 'Ola Nordmann' },
      },
    ),
    anIncident(11, 'MEDIUM', 'Delivery to Night shift fails', {
      nowMs: now,
      minutesAgo: 55,
      suppressed: 2,
      alerts: 2,
      firing: 2,
      needsAnswer: false,
      executionId: null,
      planName: null,
      summary: 'Slack has refused 14 messages.',
    }),
    anIncident(9, 'CRITICAL', 'db-02 failed to launch', {
      nowMs: now,
      minutesAgo: 60 * 26,
      status: 'RESOLVED',
      needsAnswer: false,
      firing: 0,
      acknowledgedAt: instantOf(now - 60 * 25.8 * 60_000),
      acknowledgedBy: 'Ola Nordmann',
      resolvedAt: instantOf(now - 60 * 25.2 * 60_000),
      resolvedBecause: 'The wave was run again and all servers launched.',
    }),
  ]);
}

/** More than anybody reads. */
export function manyIncidents(wallMs: number): View {
  const now = minutes(NOW_MIN);
  const severities = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'] as const;
  return withIncidents(
    wallMs,
    Array.from({ length: 500 }, (_, index) =>
      anIncident(1_000 + index, severities[index % 4] ?? 'LOW', `srv-${index} failed to launch`, {
        nowMs: now,
        minutesAgo: index / 3,
      }),
    ),
    // The live view has no room for all of them.
    { open: 1_001, needAnswer: 751 },
  );
}

function withIncidents(wallMs: number, all: readonly Incident[], totals: { open?: number; needAnswer?: number } = {}): View {
  const now = minutes(NOW_MIN);
  const drill = payroll(NOW_MIN, { failing: 'app-03', executionType: 'RECOVERY' });
  const alerting = {
    open: all.filter(({ status }) => status !== 'RESOLVED').length,
    needAnswer: all.filter(({ needsAnswer }) => needsAnswer).length,
    firing: all.reduce((sum, { firing }) => sum + firing, 0),
    suppressed: all.reduce((sum, { suppressed }) => sum + suppressed, 0),
    changes: 1,
    ...totals,
  };
  return viewOf(now, wallMs, [drill], {
    engine: { engine: anEngine(now, wallMs, { alerting }) },
    incidents: keyed(all, (one) => one.incidentId),
  });
}

function worst(now: number): Incident {
  return anIncident(15, 'CRITICAL', 'app-03 and 2 others failed to launch', {
    nowMs: now,
    minutesAgo: 3.4,
    alerts: 5,
    firing: 5,
    suppressed: 1,
    summary: 'Wave 2 Application of Payroll DR: 3 of 5 servers did not launch. No free addresses in subnet-0123456789abcdef0.',
    impact: {
      servers: 3,
      serversOfPlan: 12,
      applications: ['Payroll', 'Timesheets'],
      plans: [{ planId: null, planName: 'Payroll DR', owner: 'Finance IT', tier: 1 }],
      isRecovery: true,
      environment: 'production',
      rtoMinutes: 60,
      objectiveAt: instantOf(now + 720_000),
      secondsToObjective: 720,
      isRtoAtRisk: true,
      instancesRunning: 9,
      costPerHour: 4.86,
      currency: 'USD',
    },
    causes: [
      {
        causeId: 'subnet-out-of-addresses',
        title: 'subnet-0123456789abcdef0 has no free addresses',
        score: 0.94,
        subject: { kind: 'subnet', id: 'subnet-0123456789abcdef0', name: 'subnet-0123456789abcdef0' },
        evidence: [
          {
            text: 'InsufficientFreeAddressesInSubnet in the job log of app-03, app-04 and app-05',
            at: instantOf(now - 200_000),
            ref: { kind: 'job', id: 'drsjob-2' },
          },
          { text: 'db-01 to db-03 launched in another subnet', at: null, ref: { kind: 'execution', id: E1 } },
        ],
        nextStep: 'Free some addresses or change the launch subnet, then run the wave again.',
        runbookId: 'subnet-out-of-addresses',
      },
      {
        causeId: 'vcpu-quota',
        title: 'The vCPU quota of the account is nearly used',
        score: 0.21,
        subject: { kind: 'quota', id: 'L-1216C47A', name: 'Running On-Demand Standard instances' },
        evidence: [
          { text: '92 % of 256 vCPUs are in use', at: instantOf(now - 120_000), ref: { kind: 'quota', id: 'L-1216C47A' } },
        ],
        nextStep: 'Ask for more vCPUs in Service Quotas.',
        runbookId: 'vcpu-quota',
      },
    ],
    recurrence: {
      times: 3,
      lastAt: instantOf(now - 30 * 86_400_000),
      incidentIds: ['inc-9'],
      text: 'Third time this subnet ran out of addresses, last on 12 February.',
    },
    escalation: {
      policyId: 'dr',
      policyName: 'Disaster recovery, day and night',
      steps: [
        { delayMinutes: 1, targets: [{ kind: 'schedule', scheduleId: 'dr-primary' }], grade: 'default' },
        { delayMinutes: 5, targets: [{ kind: 'person', personId: 'ola' }], grade: 'important' },
        { delayMinutes: 10, targets: [{ kind: 'channel', notificationId: 'Night shift', channelIndex: 0 }], grade: 'important' },
      ],
      repeat: 2,
      loop: 0,
      step: 1,
      nextAt: instantOf(now + 156_000),
      token: 2,
      ackReminderMinutes: 30,
      remindAt: null,
      isReminded: false,
      forcedBy: null,
      reached: [
        { at: instantOf(now - 144_000), step: 0, loop: 0, to: 'Dana Whitfield', why: 'on call until 18:00', personId: 'dana' },
      ],
    },
    roles: { commander: 'Dana Whitfield' },
    tickets: [
      {
        system: 'servicenow',
        id: 'a1',
        label: 'INC0010423',
        url: 'https://example.service-now.com/incident?number=INC0010423',
        state: 'In progress',
        assignee: 'Network operations',
        readAt: instantOf(now - 20_000),
      },
    ],
  });
}
