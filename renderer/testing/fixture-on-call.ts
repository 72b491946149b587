import { OnCallSettings } from '../../shared/domain/alerting/on-call/settings';
import { onCallAt, shiftsBetween } from '../../shared/domain/alerting/on-call/shifts';
import { instantOf } from '../../shared/domain/primitives';
import type { ConsoleClient } from '../bridge/client';

type OnCall = ConsoleClient['onCall'];

const kept = (name: string) => ({ SecretRef: `on-call/${name}` });
const DAY_MS = 86_400_000;

/** People and schedules of two places, one of them with a gap, and a person nobody can reach. */
function someSettings(nowMs: number): OnCallSettings {
  const monday = nowMs - ((new Date(nowMs).getUTCDay() + 6) % 7) * DAY_MS;
  const local = (days: number, time: string): string => `${new Date(monday + days * DAY_MS).toISOString().slice(0, 10)}T${time}`;
  const at = (days: number, hours: number) => instantOf(Math.floor(monday / DAY_MS) * DAY_MS + days * DAY_MS + hours * 3_600_000);
  return OnCallSettings.parse({
    people: [
      {
        id: 'ann',
        name: 'Ann Sato',
        timeZone: 'Europe/Berlin',
        methods: [
          { id: 'mail', label: '', channel: { Type: 'EMAIL', Configuration: { Recipients: ['ann.sato@example.com'] } } },
          { id: 'phone', label: 'private', channel: { Type: 'SMS', Configuration: { PhoneNumbers: ['+4915112345678'] } } },
          { id: 'pager', label: '', channel: { Type: 'PAGERDUTY', Configuration: { ServiceKey: kept('pager') } } },
        ],
        rules: {
          default: [
            { methodId: 'mail', afterMinutes: 0 },
            { methodId: 'phone', afterMinutes: 10 },
          ],
          important: [{ methodId: 'phone', afterMinutes: 0 }],
        },
        alsoKnownAs: ['asato', 'Sato, Ann'],
        unavailable: [{ from: at(9, 0), to: at(16, 0), note: 'Holiday' }],
      },
      {
        id: 'ben',
        name: 'Ben Okonkwo-Featherstonehaugh of the regional settlement platform',
        timeZone: 'America/New_York',
        methods: [{ id: 'mail', channel: { Type: 'EMAIL', Configuration: { Recipients: ['ben@example.com'] } } }],
      },
      { id: 'cho', name: 'Cho Min-jun', timeZone: 'Asia/Seoul' },
    ],
    schedules: [
      {
        id: 'payroll',
        name: 'Payroll recovery',
        timeZone: 'Europe/Berlin',
        source: {
          kind: 'own',
          layers: [
            {
              id: 'night',
              name: 'Nights',
              people: ['ben', 'cho'],
              startsAt: local(0, '09:00'),
              handover: { every: 1, unit: 'days' },
              restrictions: [{ weekdays: [1, 2, 3, 4, 5], from: '18:00', to: '08:00' }],
            },
            {
              id: 'day',
              name: 'Days',
              people: ['ann', 'ben', 'cho'],
              startsAt: local(0, '08:00'),
              handover: { every: 2, unit: 'days' },
              restrictions: [{ weekdays: [], from: '08:00', to: '18:00' }],
            },
          ],
        },
        overrides: [
          {
            id: 'o1',
            kind: 'replace',
            personId: 'cho',
            replaces: null,
            from: at(2, 8),
            to: at(2, 20),
            createdAt: at(0, 0),
            createdBy: 'desktop',
            note: 'Ann is at the dentist',
          },
        ],
      },
      {
        id: 'network',
        name: 'Network',
        timeZone: 'UTC',
        source: { kind: 'ical', secretUrl: kept('calendar') },
      },
    ],
    policies: [
      {
        id: 'critical',
        name: 'Critical, day and night',
        severities: ['CRITICAL', 'HIGH'],
        matchers: [{ label: 'environment', op: '=', value: 'production' }],
        steps: [
          { delayMinutes: 0, targets: [{ kind: 'schedule', scheduleId: 'payroll' }], grade: 'important' },
          {
            delayMinutes: 10,
            targets: [
              { kind: 'person', personId: 'ann' },
              { kind: 'channel', notificationId: 'night-shift', channelIndex: 1 },
            ],
          },
          { delayMinutes: 15, targets: [{ kind: 'person', personId: 'gone' }], grade: 'important' },
        ],
        repeat: 2,
        ackReminderMinutes: 60,
      },
      {
        id: 'office',
        name: 'In office hours',
        enabled: false,
        hours: [{ weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }],
        timeZone: 'Europe/Berlin',
        steps: [{ delayMinutes: 5, targets: [{ kind: 'schedule', scheduleId: 'network' }] }],
      },
    ],
    heartbeat: { enabled: true, everyMinutes: 5, secretUrl: kept('heartbeat') },
  });
}

/** On call as an engine has it; `none` before anybody was added. */
export function fixtureOnCall(how: 'none' | 'some', nowMs: number): OnCall {
  let settings = how === 'none' ? OnCallSettings.parse({}) : someSettings(nowMs);
  let revision = 1;
  const tagged = () => ({ headers: { etag: `"${revision}"` }, body: settings });
  const facts = () => ({ people: settings.people, feeds: {} });
  const find = (id: string) => settings.schedules.find((one) => one.id === id);
  const nobody = async () => Promise.reject(new Error('This fixture does not answer that.'));
  const shiftsOf: OnCall['shifts'] = async ({ scheduleId, from, to }) => {
    const schedule = find(scheduleId);
    const items =
      schedule === undefined ? [] : shiftsBetween(schedule, facts(), instantOf(Date.parse(from)), instantOf(Date.parse(to)));
    return { items, gaps: [], overlaps: [], covered: 1, hours: [], imbalance: null };
  };
  const nowOf: OnCall['refresh'] = async () => ({
    nextToken: null,
    items: settings.schedules.map((schedule) => ({
      scheduleId: schedule.id,
      name: schedule.name,
      timeZone: schedule.timeZone,
      onCall: onCallAt(schedule, facts(), instantOf(nowMs)).map((personId) => ({
        personId,
        personName: settings.people.find(({ id }) => id === personId)?.name ?? personId,
        since: instantOf(nowMs - 3_600_000),
        until: instantOf(nowMs + 5 * 3_600_000),
      })),
      next:
        schedule.id === 'payroll' ? { personId: 'cho', personName: 'Cho Min-jun', from: instantOf(nowMs + 5 * 3_600_000) } : null,
      feed:
        schedule.source.kind === 'own'
          ? null
          : {
              fetchedAt: instantOf(nowMs - 7_200_000),
              checkedAt: instantOf(nowMs - 60_000),
              problem: 'The calendar answers 503; the copy of two hours ago holds.',
              troubles: ['“J. Smith” is nobody of the people here.'],
            },
    })),
  });
  return {
    now: async () => ({
      ...(await nowOf({})),
      heartbeat: {
        enabled: settings.heartbeat.enabled,
        sentAt: how === 'none' ? null : instantOf(nowMs - 90_000),
        problem: null,
      },
    }),
    settings: {
      get: async () => tagged(),
      put: async ({ body }) => {
        settings = OnCallSettings.parse(body);
        revision += 1;
        return tagged();
      },
    },
    checks: async () => ({
      items:
        how === 'none'
          ? []
          : [
              {
                severity: 'error',
                about: { kind: 'policy', id: 'critical', name: 'Critical, day and night' },
                problem: 'unreachable',
                text: 'Step 3 of “Critical, day and night” asks nobody: the person it names is gone.',
                during: null,
              },
              {
                severity: 'warning',
                about: { kind: 'person', id: 'cho', name: 'Cho Min-jun' },
                problem: 'no-contact-method',
                text: 'Cho Min-jun is on call and has no way to be reached.',
                during: null,
              },
            ],
    }),
    shifts: shiftsOf,
    addOverride: async ({ scheduleId, kind, personId, replaces, from, to, note }) => {
      const override = {
        id: `o${revision + 1}`,
        kind,
        personId,
        replaces: replaces ?? null,
        from: instantOf(Date.parse(from)),
        to: instantOf(Date.parse(to)),
        createdAt: instantOf(nowMs),
        createdBy: 'desktop',
        note: note ?? '',
      };
      settings = {
        ...settings,
        schedules: settings.schedules.map((one) =>
          one.id === scheduleId ? { ...one, overrides: [...one.overrides, override] } : one,
        ),
      };
      revision += 1;
      return override;
    },
    removeOverride: nobody,
    refresh: nowOf,
    importOpsgenie: nobody,
    escalate: nobody,
    stillOnIt: nobody,
  };
}
