import type { ShownSilence } from '../../shared/contract/silences';
import { compileMatchers, type Labels, type Matcher } from '../../shared/domain/alerting/labels';
import { occurrenceAt } from '../../shared/domain/alerting/quiet/windows';
import { AlertingSettings } from '../../shared/domain/alerting/settings';
import type { Severity } from '../../shared/domain/notice';
import { instantOf } from '../../shared/domain/primitives';
import type { ConsoleClient } from '../bridge/client';

const HOUR_MS = 3_600_000;

const alerts: readonly {
  readonly title: string;
  readonly severity: Severity;
  readonly labels: Labels;
  readonly hoursAgo: number;
}[] = [
  {
    title: 'a03 failed to launch: no free addresses in its subnet',
    severity: 'CRITICAL',
    labels: { plan: 'Payroll DR', kind: 'server-launch-failed', serverName: 'app-03' },
    hoursAgo: 0.1,
  },
  {
    title: 'Wave 3 Web waits for approval',
    severity: 'HIGH',
    labels: { plan: 'Payroll DR', kind: 'execution-paused' },
    hoursAgo: 0.2,
  },
  {
    title: 'db-02 has stopped replicating',
    severity: 'HIGH',
    labels: { plan: 'Settlement', kind: 'replication-stalled' },
    hoursAgo: 50,
  },
];

/** What is kept quiet, as an engine has it. */
export function fixtureQuiet(how: 'none' | 'some', nowMs: number): Pick<ConsoleClient, 'silences' | 'alerting'> {
  let settings = AlertingSettings.parse(
    how === 'none'
      ? {}
      : {
          windows: [
            {
              id: 'nightly',
              name: 'Nightly backup of the settlement platform and its reporting replicas',
              matchers: [{ label: 'plan', op: '=', value: 'Settlement' }],
              reason: 'Replication pauses while snapshots are taken',
              timeZone: 'Europe/Berlin',
              weekdays: [1, 2, 3, 4, 5],
              from: '22:00',
              to: '02:30',
            },
            {
              id: 'move',
              name: 'Move of the Frankfurt network',
              enabled: false,
              matchers: [{ label: 'region', op: '=', value: 'eu-central-1' }],
              startsAt: '2026-03-16T06:00',
              endsAt: '2026-03-16T18:00',
            },
          ],
          grouping: { rules: [{ id: 'by-plan', matchers: [], by: ['plan', 'executionType'] }], repeatMinutes: 60 },
          severity: {
            rules: [
              {
                id: 's1',
                matchers: [{ label: 'plan', op: '=', value: 'Training' }],
                severity: 'LOW',
                note: 'Nobody depends on it',
              },
            ],
          },
        },
  );
  let revision = 1;
  const silence = (silenceId: string, matchers: Matcher[], fromH: number, toH: number, reason: string): ShownSilence => ({
    silenceId,
    matchers,
    startsAt: instantOf(nowMs + fromH * HOUR_MS),
    endsAt: instantOf(nowMs + toH * HOUR_MS),
    author: 'desktop',
    reason,
    madeAt: instantOf(nowMs + Math.min(0, fromH) * HOUR_MS),
    endedBy: null,
    state: toH < 0 ? 'expired' : fromH > 0 ? 'pending' : 'active',
    hides: toH < 0 ? 0 : 2,
  });
  let silences =
    how === 'none'
      ? []
      : [
          silence(
            's1',
            [
              { label: 'plan', op: '=', value: 'Payroll DR' },
              { label: 'kind', op: '!=', value: 'security' },
            ],
            -1,
            3,
            'The subnet is being enlarged; Ann watches it.',
          ),
          silence('s2', [{ label: 'region', op: '=~', value: 'eu-.*' }], 5, 9, 'Move of the Frankfurt network'),
          silence('s3', [{ label: 'serverName', op: '=', value: 'web-02' }], -30, -26, 'Replaced by web-05'),
        ];
  const tagged = () => ({ headers: { etag: `"${revision}"` }, body: settings });
  const hidden = (matchers: readonly Matcher[]) => {
    const compiled = compileMatchers(matchers);
    const found = compiled.ok ? alerts.filter(({ labels }) => compiled.value(labels)) : [];
    return found.map(({ title, severity, labels, hoursAgo }, index) => ({
      alertId: `alert-${index}`,
      title,
      severity,
      status: hoursAgo > 24 ? ('RESOLVED' as const) : ('FIRING' as const),
      startedAt: instantOf(nowMs - hoursAgo * HOUR_MS),
      resolvedAt: null,
      labels,
      incidentId: 'inc-1',
    }));
  };
  return {
    alerting: {
      settings: {
        get: async () => tagged(),
        put: async ({ body }) => {
          settings = AlertingSettings.parse(body);
          revision += 1;
          return tagged();
        },
      },
      windows: async () => ({
        items: settings.windows.map((window) => ({ window, isOpen: false, occurrence: occurrenceAt(window, nowMs) })),
      }),
      shippedInhibitions: async () => ({ items: [] }),
    },
    silences: {
      list: async () => ({ items: silences, nextToken: null }),
      make: async ({ reason, durationMinutes, matchers }) => {
        const known = Array.isArray(matchers) ? matchers.flatMap((one) => (typeof one === 'string' ? [] : [one])) : [];
        const made = silence(`s${silences.length + 1}`, known, 0, (durationMinutes ?? 60) / 60, reason ?? '');
        silences = [made, ...silences];
        return made;
      },
      change: async () => Promise.reject(new Error('This fixture does not answer that.')),
      end: async () => Promise.reject(new Error('This fixture does not answer that.')),
      preview: async ({ matchers }) => {
        const known = Array.isArray(matchers) ? matchers.flatMap((one) => (typeof one === 'string' ? [] : [one])) : [];
        const all = hidden(known);
        const now = all.filter(({ status }) => status === 'FIRING');
        return {
          matchers: known,
          now: { count: now.length, alerts: now },
          lately: { count: all.length, looked: 240, isCut: false, alerts: all },
        };
      },
    },
  };
}
