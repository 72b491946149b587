import type { AlertBook } from '../../../../shared/domain/alerting/book';
import { checkOnCall, type OnCallCheck } from '../../../../shared/domain/alerting/on-call/checks';
import type { OnCallWorld } from '../../../../shared/domain/alerting/on-call/world';
import type { NotificationSettings } from '../../../../shared/domain/notifications/defaults';
import { createOutgoingHttp } from '../../channels/http/create-outgoing-http';
import type { OutgoingHttp } from '../../channels/http/outgoing-http';
import type { Ports } from '../../ports';
import type { Recorder } from '../../state/recorder';
import type { Document } from '../../storage/document';
import { createHeartbeat, type HeartbeatState } from '../heartbeat/heartbeat';
import type { FeedFile } from './feed-file';
import { type FeedState, followFeeds } from './feeds';
import { followClock } from './follow-clock';
import type { OnCallStore } from './on-call-store';
import { createOwnTroubles } from './own-trouble';
import { createCoverageWatch } from './watch-coverage';

/** Who is on call, as handlers see it: `engine.inside.onCall`. */
export interface OnCall {
  readonly store: OnCallStore;
  /** As escalation sees it now. */
  world(): OnCallWorld;
  checks(): readonly OnCallCheck[];
  feeds(): readonly FeedState[];
  heartbeat(): HeartbeatState;
  /** Reads calendars and looks at coverage at once: after somebody changed them. */
  look(): Promise<void>;
}

export interface RunningOnCall extends OnCall {
  /** Once what happens can be recorded. */
  start(): void;
  /** Says good-bye to the dead-man's switch where it takes such a word. */
  stop(): Promise<void>;
}

interface Parts {
  readonly ports: Ports;
  readonly rehearsal: boolean;
  readonly store: OnCallStore;
  readonly feedFile: Document<FeedFile>;
  readonly notifications: () => NotificationSettings;
  readonly owe: Recorder['owe'];
  readonly book: () => Pick<AlertBook, 'alertOf' | 'openIncidents'>;
  /** Whether what happens can be recorded now. */
  readonly isRecording: () => boolean;
  /** Another way out than the network; for tests. */
  readonly http?: OutgoingHttp;
}

/** Puts people, schedules, feeds and the sign of life together. */
export function openOnCall(parts: Parts): RunningOnCall {
  const { ports, rehearsal, store, feedFile, notifications, owe, book, isRecording } = parts;
  const http =
    parts.http ??
    createOutgoingHttp({
      wall: ports.wall,
      allowedPrivateHosts: () => notifications().Defaults.AllowedPrivateHosts,
      onlyLoopback: rehearsal,
    });
  const troubles = createOwnTroubles({ ports, owe, book });
  const watchCoverage = createCoverageWatch(troubles);
  const feeds = followFeeds({
    ports,
    http,
    file: feedFile,
    settings: store.current,
    value: store.value,
    onLooked: watch,
  });
  const heartbeat = createHeartbeat({
    ports,
    http,
    settings: () => store.current().heartbeat,
    value: store.value,
    openIncidents: () => book().openIncidents(),
    isRecording,
    troubles,
  });

  // In a rehearsal the engine follows the simulator's clock, which nobody sets.
  const clockFollower = rehearsal ? null : followClock({ ports, openIncidents: () => book().openIncidents(), owe });
  const world = (): OnCallWorld => ({ settings: store.current(), feeds: feeds.shifts(), notifications: notifications() });

  function watch(): void {
    watchCoverage({ world: world(), feeds: feeds.states(), now: ports.clock.now(), wallNow: ports.wall.now() });
  }

  return {
    store,
    world,
    checks: () => checkOnCall(world(), ports.clock.now()),
    feeds: feeds.states,
    heartbeat: heartbeat.state,
    look: feeds.look,
    start() {
      feeds.start();
      heartbeat.start();
      clockFollower?.start();
    },
    async stop() {
      feeds.stop();
      clockFollower?.stop();
      await heartbeat.stop();
      http.close();
    },
  };
}
