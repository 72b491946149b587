import type { ConsoleEvent } from '../../events';
import type { Outlook } from '../../judge/outlook';
import type { Instant } from '../../primitives';
import { Settings } from '../../settings';
import { nothingPlayed, type Played, playTogether } from '../../testing/play';
import type { Alert } from '../alert';
import { createBook, type LiveBook } from '../book';
import { type AlertOutcome, decideAlerts } from '../decide-alerts';
import type { Incident } from '../incident';
import { nobodyOnCall } from '../on-call/world';
import type { IncidentHistory } from '../recurrence';
import { AlertingSettings } from '../settings';

interface Options {
  readonly alerting?: object;
  readonly settings?: object;
  readonly history?: IncidentHistory;
}

/** A console in memory with its judgement and its alerting: facts go in, incidents come out, as the engine's commit does it. */
export interface AlertingConsole {
  /** Each event is a commit of its own. */
  sees(events: readonly ConsoleEvent[]): void;
  /** One commit. */
  seesTogether(events: readonly ConsoleEvent[], now: Instant): AlertOutcome;
  passes(now: Instant): AlertOutcome;
  /** Everything but what was recorded is forgotten. */
  restarts(): void;
  readonly book: LiveBook;
  readonly recorded: readonly ConsoleEvent[];
  played(): Played;
  /** Not merged, by number. */
  incidents(): readonly Incident[];
  only(): Incident;
  alertsOf(incident: Incident): readonly Alert[];
}

const live: Outlook = { baseline: false };

export function aConsole({ alerting = {}, settings = {}, history }: Options = {}): AlertingConsole {
  let played = nothingPlayed;
  let book = createBook();
  let made = 0;
  const recorded: ConsoleEvent[] = [];
  const world = { alerting: AlertingSettings.parse(alerting), settings: Settings.parse(settings), rehearsal: false };

  function seesTogether(events: readonly ConsoleEvent[], now: Instant): AlertOutcome {
    const from = played.journal.length;
    played = playTogether(events, now, played, live);
    const outcome = decideAlerts({
      ...world,
      ...(history === undefined ? {} : { history }),
      now,
      events: played.journal.slice(from),
      state: played.state,
      view: played.view,
      book,
      onCall: nobodyOnCall,
      makeId() {
        made += 1;
        return `inc-${made}`;
      },
    });
    for (const event of outcome.events) {
      book.apply(event);
      recorded.push(event);
    }
    return outcome;
  }

  const incidents = () =>
    [...book.incidents()].filter(({ status }) => status !== 'MERGED').sort((one, other) => one.number - other.number);

  return {
    get book() {
      return book;
    },
    recorded,
    played: () => played,
    seesTogether,
    sees(events) {
      for (const event of events) seesTogether([event], event.at);
    },
    passes: (now) => seesTogether([], now),
    restarts() {
      book = createBook();
      for (const event of recorded) book.apply(event);
    },
    incidents,
    only() {
      const [incident, ...others] = incidents();
      if (incident === undefined || others.length > 0) throw new Error(`${incidents().length} incidents in place of one`);
      return incident;
    },
    alertsOf: ({ incidentId }) => book.alertsIn(incidentId),
  };
}
