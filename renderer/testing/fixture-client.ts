import { AsyncIteratorClass } from '@orpc/shared';
import type { StreamItem } from '../../shared/contract/stream';
import type { ConsoleEvent, JournalEntry } from '../../shared/domain/events';
import { instantOf } from '../../shared/domain/primitives';
import { Settings } from '../../shared/domain/settings';
import type { View } from '../../shared/domain/view';
import type { ConsoleClient } from '../bridge/client';
import type { Transport } from '../bridge/transport';
import { busyStream } from './busy-stream';
import { fixtureAlarms } from './fixture-alarms';
import { fixtureBoards } from './fixture-boards';
import { fixtureDashboards } from './fixture-dashboards';
import { fixtureFindings } from './fixture-findings';
import { fixtureForecasts } from './fixture-forecast';
import { fixtureHealth } from './fixture-health';
import { fixtureIncidents } from './fixture-incidents';
import { fixtureLogs } from './fixture-logs';
import { fixtureNotifications } from './fixture-notifications';
import { fixtureOnCall } from './fixture-on-call';
import { fixtureQuiet } from './fixture-quiet';
import { fixtureRecord } from './fixture-record';
import { fixtureReplay } from './fixture-replay';
import { fixtureRules } from './fixture-rules';
import { fixtureRunbooks } from './fixture-runbooks';
import { fixtureSetup } from './fixture-setup';
import { fixtureTelemetry } from './fixture-telemetry';
import { fixtureTraining } from './fixture-training';
import { fixtureTrends } from './fixture-trends';
import { messagingFixture } from './messaging';
import { contextId } from './world';

export type FixtureKind = 'answers' | 'busy' | 'down' | 'refused' | 'breaks';

/** An engine of one standing moment: it answers everything, and nothing ever changes. */
export function fixtureTransport(view: View | null, kind: FixtureKind): Transport {
  let opened = 0;
  return {
    name: 'fixture',
    open: async () => {
      opened += 1;
      if (kind === 'down' || (kind === 'breaks' && opened > 2))
        return { ok: false, error: { code: 'unreachable', message: 'The console does not answer.' } };
      if (kind === 'refused')
        return {
          ok: false,
          error: {
            code: 'refused',
            message: 'The access token is not valid here, or was revoked.',
            next: 'Open the address that `tocsin serve` prints at its start.',
          },
        };
      const closed =
        kind === 'breaks' ? new Promise<void>((resolve) => window.setTimeout(resolve, 300)) : new Promise<void>(() => undefined);
      return {
        ok: true,
        line: {
          client: kind === 'busy' && view !== null ? fixtureClient(view, flowing(view)) : fixtureClient(view),
          closed,
          close: () => undefined,
        },
      };
    },
  };
}

/** Tests run without a window. */
function asked(name: string): string | null {
  return typeof window === 'undefined' ? null : new URLSearchParams(window.location.search).get(name);
}

type Subscribe = ConsoleClient['live']['subscribe'];

/** A client that answers from one view; `subscribe` takes the place of its standing stream. */
export function fixtureClient(view: View | null, subscribe: Subscribe = standing(view)): ConsoleClient {
  const events = view === null ? [] : eventsOf(view);
  const accepted = async () => ({ commandId: 'cmd-1', outcome: 'accepted' as const, message: 'Recorded.' });
  const nothing = async () => ({ items: [], nextToken: null });
  const unavailable = async () => Promise.reject(new Error('This fixture does not answer that.'));
  let settings = Settings.parse({
    theme: asked('theme') ?? 'dark',
    language: asked('language') ?? 'en',
    features: { 'execution-actions': true },
    objectives: { default: { rtoMinutes: 60, rpoMinutes: 15 } },
  });
  return {
    executions: {
      list: nothing,
      get: unavailable,
      events: async () => ({ items: events, nextToken: null }),
      resume: accepted,
      cancel: accepted,
      terminate: accepted,
      stop: accepted,
    },
    world: {
      servers: nothing,
      jobs: nothing,
      instances: nothing,
      plans: nothing,
      malformed: nothing,
      events: async () => ({ items: events.slice(0, 6), nextToken: null }),
    },
    health: fixtureHealth(view),
    contexts: {
      list: async () => ({ items: [], nextToken: null, profiles: [], files: [] }),
      put: unavailable,
      mfa: unavailable,
      signIn: unavailable,
      calls: nothing,
    },
    ...fixtureIncidents(view),
    runbooks: fixtureRunbooks(view),
    incidentTrends: fixtureTrends(view),
    settings: {
      get: async () => settings,
      put: async (next) => {
        settings = Settings.parse(next);
        return settings;
      },
    },
    tokens: {
      own: async () => ({ actor: 'desktop', role: asked('role') === 'view' ? 'view' : 'admin' }),
      list: async () => ({
        items: [{ tokenId: 't1', name: 'first token', role: 'admin', madeAt: instantOf(0), lastUsedAt: null, revokedAt: null }],
        nextToken: null,
      }),
      make: async ({ name, role }) => ({
        tokenId: 't2',
        name,
        role,
        madeAt: instantOf(0),
        lastUsedAt: null,
        revokedAt: null,
        token: 'fixture-token',
      }),
      revoke: unavailable,
    },
    ...fixtureRecord,
    setup: fixtureSetup,
    rehearsal: { restart: unavailable, control: unavailable },
    replay: fixtureReplay(view),
    ...messagingFixture(),
    alarms: fixtureAlarms,
    telemetry: fixtureTelemetry,
    training: fixtureTraining(),
    logs: fixtureLogs,
    boards: fixtureBoards(),
    dashboards: fixtureDashboards,
    notifications: fixtureNotifications(notifiedIn(view)),
    ...fixtureQuiet(notifiedIn(view) === 'none' ? 'none' : 'some', engineNow(view)),
    findings: fixtureFindings(view),
    forecasts: fixtureForecasts(view),
    alertRules: fixtureRules(notifiedIn(view) === 'none' ? 'none' : 'some', engineNow(view)),
    onCall: fixtureOnCall(notifiedIn(view) === 'none' ? 'none' : 'some', engineNow(view)),
    live: {
      subscribe,
    },
  };
}

function engineNow(view: View | null): number {
  return Date.parse(view?.engine.engine?.clock.now ?? instantOf(0));
}

function notifiedIn(view: View | null): 'none' | 'some' | 'many' {
  const executions = view === null ? 0 : Object.keys(view.executions).length;
  return executions === 0 ? 'none' : executions > 50 ? 'many' : 'some';
}

function flowing(view: View): Subscribe {
  return async () => {
    const items = busyStream(view);
    return new AsyncIteratorClass(
      () => items.next(),
      async () => undefined,
    );
  };
}

function standing(view: View | null): Subscribe {
  return async () => {
    const items: StreamItem[] = view === null ? [] : [{ kind: 'snapshot', session: 'fixture', seq: 1, view }];
    const next = async (): Promise<IteratorResult<StreamItem, unknown>> => {
      const value = items.shift();
      return value === undefined ? new Promise(() => undefined) : { done: false, value };
    };
    return new AsyncIteratorClass(next, async () => undefined);
  };
}

/** What a journal would say of the drills in the view. */
function eventsOf(view: View): JournalEntry[] {
  const changes = Object.values(view.participants).flatMap((one): ConsoleEvent[] =>
    one.phases.map((span) => ({
      type: 'participant.changed',
      at: span.startedAt,
      contextId: view.executions[one.executionId]?.contextId ?? contextId,
      executionId: one.executionId,
      waveNumber: one.waveNumber,
      sourceServerId: one.sourceServerId,
      serverName: one.serverName,
      from: null,
      to: span.phase,
      launchStatus: one.launchStatus,
      error: null,
    })),
  );
  const raised = Object.values(view.notices).map(
    (notice): ConsoleEvent => ({ type: 'notice.raised', at: notice.raisedAt, notice }),
  );
  return [...changes, ...raised]
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .slice(-200)
    .map((event, index) => ({ seq: index + 1, event }))
    .reverse();
}
