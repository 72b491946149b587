import fc from 'fast-check';
import { expect, test } from 'vitest';
import { msOf } from '../../primitives';
import type { Alert } from '../alert';
import { isFiring } from '../incident-form';
import type { Matcher } from '../labels';
import { isTellable } from '../tell/telling';
import { silenceTest } from './compiled';
import { stateOf } from './silence-state';
import { aWatch, minutes, seconds, type TimedNews, type Watch } from './testing/a-watch';

/**
 * What holds whatever happens, in whatever order: alerts that fire, end, are taken and silenced, settings that change, restarts, clocks
 * that are set.
 */

const plans = ['a', 'b'];
const matcher = (plan: string): Matcher => ({ label: 'plan', op: '=', value: plan });

const settings = {
  severity: { byImpact: false },
  grouping: { rules: [{ id: 'plan', by: ['plan'], matchers: [matcher('a')] }] },
};
const others = {
  ...settings,
  inhibitions: [
    {
      id: 'i',
      name: 'One explains two',
      source: [{ label: 'name', op: '=', value: 'r0' }],
      target: [{ label: 'name', op: '=~', value: 'r1|s1' }],
      equal: [],
    },
  ],
  windows: [{ id: 'w', name: 'Window', matchers: [matcher('b')], weekdays: [6, 7], from: '09:20', to: '11:00' }],
};

const name = fc.constantFrom('r0', 'r1', 'r2', 's0', 's1');
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('fire' as const), name, plan: fc.constantFrom(...plans), grave: fc.boolean() }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('end' as const), name }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      ms: fc.constantFrom(seconds(1), seconds(31), minutes(6), minutes(16), minutes(250)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('silence' as const),
      plan: fc.constantFrom(...plans),
      ms: fc.constantFrom(minutes(5), minutes(40)),
      inMs: fc.constantFrom(0, minutes(3)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unsilence' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('take' as const), name }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('edit' as const), other: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('jump' as const),
      ms: fc.constantFrom(-minutes(90), -seconds(20), minutes(45), minutes(2000)),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Names that begin with s are a script's, told by the catalogue as well; the others are a rule's. */
const isScript = (one: string) => one.startsWith('s');
const fingerprintOf = (one: string) => (isScript(one) ? `custom:${one}` : `rule:${one}`);

function play(watch: Watch, one: Step): void {
  switch (one.do) {
    case 'fire': {
      const fired = {
        severity: one.grave ? ('CRITICAL' as const) : ('MEDIUM' as const),
        labels: { plan: one.plan, name: one.name },
      };
      if (isScript(one.name)) watch.says(one.name, fired);
      else watch.fires(one.name, fired);
      return;
    }
    case 'end':
      if (isScript(one.name)) watch.unsays(one.name);
      else watch.ends(one.name);
      return;
    case 'pass':
      watch.passes(one.ms);
      return;
    case 'silence':
      watch.silences([matcher(one.plan)], one.ms, one.inMs);
      return;
    case 'unsilence': {
      const active = [...watch.book().silences()].find((silence) => stateOf(silence, watch.now()) === 'active');
      if (active !== undefined) watch.unsilences(active);
      return;
    }
    case 'take': {
      const alert = watch.book().alertOf(fingerprintOf(one.name));
      if (alert !== undefined) watch.takes(alert.incidentId);
      return;
    }
    case 'edit':
      watch.becomes(one.other ? others : settings);
      return;
    case 'restart':
      watch.restarts();
      return;
    case 'jump':
      watch.jumps(one.ms);
  }
}

function everyAlert(watch: Watch): Alert[] {
  return [...watch.book().incidents()].flatMap(({ incidentId }) => [...watch.book().alertsIn(incidentId)]);
}

/** Longer than any wait, interval or extension of the settings. */
const LONGEST_MS = minutes(241);

function isAccountedFor(alert: Alert, watch: Watch): boolean {
  const incident = watch.book().incident(alert.incidentId);
  if (incident?.status !== 'OPEN' && incident?.status !== 'ACKNOWLEDGED') return false;
  const { telling } = incident;
  if (alert.suppression !== null) return alert.suppression.reason !== '';
  const wasTold = (alert.tellableSince ?? 0) < telling.version;
  const toldByItself = alert.isTold && alert.isMuted !== true;
  const isDue = telling.dueAt !== null && msOf(telling.dueAt) <= msOf(watch.now()) + LONGEST_MS;
  return wasTold || toldByItself || isDue || telling.isAcknowledged;
}

/** What must be true after every step. */
function holds(watch: Watch, ended: Set<string>, closed: Set<string>): void {
  const now = watch.now();
  const book = watch.book();
  for (const alert of everyAlert(watch)) {
    expect(alert.status === 'RESOLVED', `${alert.alertId} is either over or not`).toBe(alert.resolvedAt !== null);
    if (!isFiring(alert)) ended.add(alert.alertId);
    else expect(ended.has(alert.alertId), `${alert.alertId} began again`).toBe(false);
    if (isFiring(alert)) expect(isAccountedFor(alert, watch), `${alert.alertId} is told, kept quiet or due`).toBe(true);
    if (!isFiring(alert)) continue;
    const means = [...book.silences()].filter((silence) => stateOf(silence, now) === 'active' && silenceTest(silence)(alert));
    if (means.length > 0) expect(alert.suppression, `${alert.alertId} is silenced`).not.toBeNull();
    else expect(alert.suppression?.by, `${alert.alertId} is silenced no longer`).not.toBe('silence');
  }
  for (const incident of book.incidents()) {
    const alerts = book.alertsIn(incident.incidentId);
    const isClosed = incident.status === 'RESOLVED' || incident.status === 'MERGED';
    if (isClosed) closed.add(incident.incidentId);
    else expect(closed.has(incident.incidentId), `${incident.incidentId} was closed`).toBe(false);
    if (isClosed) continue;
    expect(incident.firing).toBe(alerts.filter(isFiring).length);
    expect(incident.firing, `${incident.incidentId} is open and something fires`).toBeGreaterThan(0);
    expect(incident.firing - incident.suppressed).toBe(alerts.filter(isTellable).length);
    expect(incident.alerts).toBe(alerts.length);
  }
}

/** Nothing is told twice for a state that has not changed. */
function saysNothingTwice(news: readonly TimedNews[]): void {
  expect(new Set(news.map(({ event }) => event.eventId)).size).toBe(news.length);
  const byIncident = new Map<string, TimedNews[]>();
  for (const one of news) {
    const id = one.event.alertKey ?? one.event.eventId;
    byIncident.set(id, [...(byIncident.get(id) ?? []), one]);
  }
  for (const told of byIncident.values()) {
    const reasons = told.map(({ event }) => event.incident?.reason ?? '');
    const audiences = told.filter(({ event }) => event.incident?.reason === 'first').map(({ event }) => event.incident?.isTold);
    expect(new Set(audiences).size, reasons.join()).toBe(audiences.length);
    expect(reasons.indexOf('resolved') === -1 || reasons.indexOf('resolved') === reasons.length - 1, reasons.join()).toBe(true);
  }
}

test('every alert that fires is told, kept quiet with a reason, or due; what is closed stays closed; nothing is told twice', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
      const watch = aWatch(settings);
      const ended = new Set<string>();
      const closed = new Set<string>();
      for (const one of steps) {
        play(watch, one);
        holds(watch, ended, closed);
      }
      saysNothingTwice(watch.news);
      // Whatever was due is told, given time: then all of it was heard, or is kept quiet.
      watch.passes(minutes(60 * 24));
      holds(watch, ended, closed);
      const waiting = everyAlert(watch).filter(
        (alert) => isFiring(alert) && alert.suppression === null && !wasHeard(alert, watch),
      );
      expect(waiting.map(({ alertId }) => alertId)).toEqual([]);
    }),
    { numRuns: Number(process.env.PIPELINE_RUNS ?? 150) },
  );
});

function wasHeard(alert: Alert, watch: Watch): boolean {
  const telling = watch.book().incident(alert.incidentId)?.telling;
  if (telling === undefined) return false;
  return telling.isAcknowledged || (alert.tellableSince ?? 0) < telling.version;
}

test('a console that begins again decides as the one that went on', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
      const one = aWatch(settings);
      const other = aWatch(settings);
      for (const each of steps) {
        play(one, each);
        one.commit();
        play(other, each);
        other.restarts();
      }
      const told = (watch: Watch) => watch.news.map(({ at, event }) => `${at} ${event.eventId}`).sort();
      expect(told(other)).toEqual(told(one));
      const kept = (watch: Watch) =>
        everyAlert(watch).map(({ alertId, status, suppression }) => `${alertId} ${status} ${suppression?.id}`);
      expect(kept(other)).toEqual(kept(one));
    }),
    { numRuns: Number(process.env.PIPELINE_RUNS ?? 150) / 3 },
  );
});
