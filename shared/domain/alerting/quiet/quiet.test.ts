import { describe, expect, test } from 'vitest';
import type { Matcher } from '../labels';
import { aWatch, minutes, plain, seconds } from './testing/a-watch';

const is = (label: string, value: string): Matcher => ({ label, op: '=', value });
const payroll = { labels: { plan: 'Payroll' } };

describe('a silence', () => {
  test('keeps what it means from being told, with the reason, and lets it go once when it ends', () => {
    const watch = aWatch();
    const silence = watch.silences([is('plan', 'Payroll')], minutes(10));
    watch.fires('lag', payroll);
    watch.fires('other', { labels: { plan: 'Billing' } });
    expect(watch.reasons()).toEqual(['first']);
    expect(watch.alert('rule:lag').suppression).toEqual({
      by: 'silence',
      id: silence.silenceId,
      reason: 'dana: Patching.',
      until: silence.endsAt,
    });
    expect(watch.texts()).toContain('Kept quiet: lag is high. dana: Patching.');
    watch.passes(minutes(9));
    expect(watch.news).toHaveLength(1);
    watch.passes(minutes(2));
    expect(watch.reasons()).toEqual(['first', 'first']);
    expect(watch.news[1]?.at).toBe(silence.endsAt);
    expect(watch.alert('rule:lag').suppression).toBeNull();
    watch.passes(minutes(30));
    expect(watch.news).toHaveLength(2);
  });

  test('made of what was told already keeps its changes quiet and tells it again at its end, and says that it is over', () => {
    const watch = aWatch();
    watch.fires('lag', payroll);
    const silence = watch.silences([is('plan', 'Payroll')], minutes(60));
    watch.unsilences(silence);
    watch.ends('lag', payroll);
    expect(watch.reasons()).toEqual(['first', 'released', 'resolved']);
  });

  test('of all that fires in an incident leaves nobody to be waited for, until it ends', () => {
    const watch = aWatch();
    watch.fires('lag', payroll);
    expect([watch.incidentOf('rule:lag').needsAnswer, watch.book().size().needAnswer]).toEqual([true, 1]);
    const silence = watch.silences([is('plan', 'Payroll')], minutes(60));
    expect([watch.incidentOf('rule:lag').needsAnswer, watch.book().size().needAnswer]).toEqual([false, 0]);
    watch.unsilences(silence);
    expect([watch.incidentOf('rule:lag').needsAnswer, watch.book().size().needAnswer]).toEqual([true, 1]);
  });

  test('that is to come keeps quiet from its beginning', () => {
    const watch = aWatch();
    watch.fires('lag', payroll);
    watch.silences([is('plan', 'Payroll')], minutes(60), minutes(5));
    expect(watch.alert('rule:lag').suppression).toBeNull();
    watch.passes(minutes(6));
    expect(watch.alert('rule:lag').suppression).toMatchObject({ by: 'silence' });
  });

  test('reminds 15 min before its end, once, where something still fires under it', () => {
    const watch = aWatch();
    watch.silences([is('plan', 'Payroll')], minutes(60));
    watch.fires('lag', payroll);
    watch.fires('load', { labels: { plan: 'Payroll' }, severity: 'CRITICAL' });
    watch.passes(minutes(44));
    expect(watch.news).toHaveLength(0);
    watch.passes(minutes(2));
    expect(watch.news.map(({ event }) => event.title)).toEqual(['A silence ends in 15 min: 2 alerts fire under it']);
    watch.restarts();
    watch.passes(minutes(10));
    expect(watch.news).toHaveLength(1);
  });

  test('over what was resolved before its end tells nobody anything', () => {
    const watch = aWatch();
    watch.silences([is('plan', 'Payroll')], minutes(10));
    watch.fires('lag', payroll);
    watch.ends('lag', payroll);
    watch.passes(minutes(30));
    expect(watch.news).toHaveLength(0);
    expect(watch.incidentOf('rule:lag').status).toBe('RESOLVED');
  });
});

describe('what the catalogue tells by itself', () => {
  test('is kept with the reason while it is silenced, and so is its end', () => {
    const watch = aWatch();
    watch.silences([is('plan', 'Payroll')], minutes(10));
    watch.says('backup', payroll);
    watch.unsays('backup', payroll);
    expect(watch.raised.map(({ deliveries }) => deliveries[0]?.suppressed)).toEqual([
      'Silence: dana: Patching. Until 2026-03-14T09:10:00.000Z.',
      'Its beginning was kept quiet, and so is this.',
    ]);
  });

  test('is told with its end where it was told before it was silenced', () => {
    const watch = aWatch();
    watch.says('backup', payroll);
    watch.silences([is('plan', 'Payroll')], minutes(10));
    watch.unsays('backup', payroll);
    expect(watch.raised.map(({ event, deliveries }) => [event.lifecycle, deliveries[0]?.suppressed])).toEqual([
      ['opens', null],
      ['closes', null],
    ]);
  });

  test('is told as an incident to everybody when its silence ends and it still fires', () => {
    const watch = aWatch();
    watch.silences([is('plan', 'Payroll')], minutes(10));
    watch.says('backup', payroll);
    watch.passes(minutes(11));
    const [, released] = watch.raised;
    expect(released?.event).toMatchObject({ type: 'incident.opened', incident: { isTold: false } });
    expect(released?.deliveries[0]?.suppressed).toBeNull();
    watch.unsays('backup', payroll);
    expect(watch.raised.map(({ event }) => event.type)).toEqual([
      'custom.event',
      'incident.opened',
      'custom.event',
      'incident.resolved',
    ]);
    expect(watch.raised.map(({ deliveries }) => deliveries[0]?.suppressed === null)).toEqual([false, true, false, true]);
  });
});

describe('a maintenance window', () => {
  const nightly = { id: 'w', name: 'Patching', matchers: [is('plan', 'Payroll')], from: '09:30', to: '10:00', weekdays: [6] };

  test('keeps quiet while it holds and tells what still fires when it ends', () => {
    const watch = aWatch({ ...plain, windows: [nightly] });
    watch.passes(minutes(31));
    watch.fires('lag', payroll);
    expect(watch.alert('rule:lag').suppression).toEqual({
      by: 'window',
      id: 'w',
      reason: 'Patching',
      until: '2026-03-14T10:00:00.000Z',
    });
    watch.passes(minutes(40));
    expect(watch.news.map(({ at }) => at)).toEqual(['2026-03-14T10:00:00.000Z']);
  });

  test('begins over what fires already', () => {
    const watch = aWatch({ ...plain, windows: [nightly] });
    watch.fires('lag', payroll);
    watch.passes(minutes(31));
    expect(watch.alert('rule:lag').suppression).toMatchObject({ by: 'window' });
  });

  test('does not mean security or the console’s own trouble unless it names the kind', () => {
    const all: Matcher = { label: 'plan', op: '=~', value: '.*a.*' };
    const security = { labels: { plan: 'Payroll', kind: 'security' } };
    const watch = aWatch({ ...plain, windows: [{ ...nightly, from: '00:00', to: '00:00', matchers: [all] }] });
    watch.fires('sign-in', security);
    watch.fires('lag', payroll);
    expect(watch.alert('rule:sign-in').suppression).toBeNull();
    expect(watch.alert('rule:lag').suppression).not.toBeNull();
    watch.becomes({ ...plain, windows: [{ ...nightly, from: '00:00', to: '00:00', matchers: [all, is('kind', 'security')] }] });
    expect(watch.alert('rule:sign-in').suppression).toMatchObject({ by: 'window' });
  });
});

describe('inhibition', () => {
  const inhibition = {
    id: 'i',
    name: 'A failed source explains what depends on it',
    source: [is('layer', 'source')],
    target: [is('layer', 'metric')],
    equal: ['context'],
    waitSeconds: 5,
    extendSeconds: 30,
  };
  const settings = { ...plain, inhibitions: [inhibition] };
  const source = { labels: { layer: 'source', context: 'a' } };
  const metric = { labels: { layer: 'metric', context: 'a' } };

  test('keeps a target quiet while its source fires and for as long after as it says', () => {
    const watch = aWatch(settings);
    watch.fires('silent', source);
    watch.fires('lag', metric);
    watch.fires('elsewhere', { labels: { layer: 'metric', context: 'b' } });
    expect(watch.alert('rule:lag').suppression).toEqual({
      by: 'inhibition',
      id: 'rule:silent',
      reason: 'A failed source explains what depends on it: silent is high',
      until: null,
    });
    expect(watch.alert('rule:elsewhere').suppression).toBeNull();
    watch.ends('silent', source);
    watch.passes(seconds(29));
    expect(watch.alert('rule:lag').suppression).not.toBeNull();
    watch.passes(seconds(2));
    expect(watch.alert('rule:lag').suppression).toBeNull();
    expect(watch.incidentOf('rule:lag').telling.reason).toBe('first');
  });

  test('holds a target back so that its source may come first, in whatever order they come', () => {
    const watch = aWatch(settings);
    watch.fires('lag', metric);
    watch.passes(seconds(3));
    watch.fires('silent', source);
    watch.passes(minutes(1));
    expect(watch.news.map(({ event }) => event.title)).toEqual(['Incident 2: silent is high']);
    const alone = aWatch(settings);
    alone.fires('lag', metric);
    expect(alone.news).toHaveLength(0);
    alone.passes(seconds(5));
    expect(alone.news).toHaveLength(1);
  });

  test('as shipped: a failed execution hides its failed waves and that it is late, not a server that failed', () => {
    const watch = aWatch();
    watch.fires('failed', { labels: { kind: 'execution-failed', execution: 'e1' } });
    for (const kind of ['wave-stuck', 'execution-runs-long', 'server-launch-failed'])
      watch.fires(kind, { labels: { kind, execution: 'e1' } });
    watch.fires('other', { labels: { kind: 'wave-stuck', execution: 'e2' } });
    const kept = ['wave-stuck', 'execution-runs-long', 'server-launch-failed', 'other'].map(
      (name) => watch.alert(`rule:${name}`).suppression?.by ?? null,
    );
    expect(kept).toEqual(['inhibition', 'inhibition', null, null]);
  });

  test('holds for a source that is itself silenced', () => {
    const watch = aWatch(settings);
    watch.silences([is('layer', 'source')], minutes(60));
    watch.fires('silent', source);
    watch.fires('lag', metric);
    expect(watch.alert('rule:lag').suppression).toMatchObject({ by: 'inhibition' });
  });

  test('never is of an alert by itself, nor of two that are both source and target', () => {
    const both = { ...inhibition, source: [is('layer', 'source')], target: [is('context', 'a')] };
    const watch = aWatch({ ...plain, inhibitions: [both] });
    watch.fires('one', source);
    watch.fires('two', source);
    watch.fires('lag', metric);
    expect(watch.alert('rule:one').suppression).toBeNull();
    expect(watch.alert('rule:two').suppression).toBeNull();
    expect(watch.alert('rule:lag').suppression).not.toBeNull();
  });

  test('that leads back tells somebody all the same', () => {
    const there = { ...inhibition, source: [is('layer', 'source')], target: [is('layer', 'metric')] };
    const back = { ...inhibition, id: 'j', source: [is('layer', 'metric')], target: [is('layer', 'source')] };
    const watch = aWatch({ ...plain, inhibitions: [there, back] });
    watch.fires('silent', source);
    watch.fires('lag', metric);
    watch.passes(minutes(1));
    const kept = ['rule:silent', 'rule:lag'].filter((one) => watch.alert(one).suppression !== null);
    expect(kept).toEqual(['rule:lag']);
  });
});

describe('an alert that comes and goes', () => {
  function flaps(times: number) {
    const watch = aWatch();
    for (let count = 0; count < times; count += 1) {
      watch.fires('lag');
      watch.passes(seconds(30));
      watch.ends('lag');
      watch.passes(seconds(30));
    }
    return watch;
  }

  test('four times in ten minutes stays open, is told once, and is over when it has been steady for as long', () => {
    const watch = flaps(2);
    const before = watch.news.length;
    expect(watch.alert('rule:lag')).toMatchObject({ status: 'FIRING', flapping: { changes: 4, isOver: true } });
    for (let count = 0; count < 5; count += 1) {
      watch.fires('lag');
      watch.passes(seconds(30));
      watch.ends('lag');
      watch.passes(seconds(30));
    }
    expect(watch.news).toHaveLength(before);
    expect(watch.alert('rule:lag')).toMatchObject({ suppression: { by: 'flapping' }, flapping: { changes: 14 } });
    watch.passes(minutes(10));
    expect(watch.alert('rule:lag').status).toBe('RESOLVED');
    expect(watch.reasons().slice(before)).toEqual(['resolved']);
  });

  test('and stays is told once more when it is steady', () => {
    const watch = flaps(2);
    const before = watch.news.length;
    watch.fires('lag');
    watch.passes(minutes(11));
    expect(watch.alert('rule:lag')).toMatchObject({ status: 'FIRING', suppression: null, flapping: null });
    expect(watch.reasons().slice(before)).toEqual(['released']);
    watch.passes(minutes(30));
    expect(watch.reasons().slice(before)).toEqual(['released']);
  });
});

describe('a rule that wants its quiet', () => {
  const hourly = { quietMinutes: 60 };

  test('is told at most every so often, however often it comes back', () => {
    const watch = aWatch({ ...plain, flapping: { enabled: false } });
    watch.fires('lag', hourly);
    watch.passes(minutes(5));
    watch.ends('lag', hourly);
    watch.passes(minutes(5));
    watch.fires('lag', hourly);
    expect(watch.reasons()).toEqual(['first', 'resolved']);
    expect(watch.alert('rule:lag').suppression).toMatchObject({ by: 'rule', until: '2026-03-14T10:00:00.000Z' });
    watch.passes(minutes(51));
    expect(watch.reasons()).toEqual(['first', 'resolved', 'first']);
    watch.ends('lag', hourly);
    watch.fires('lag', hourly);
    expect(watch.alert('rule:lag').suppression).toMatchObject({ by: 'rule', until: '2026-03-14T11:00:00.000Z' });
  });

  test('once somebody has taken it, it comes again to them alone', () => {
    const watch = aWatch({ ...plain, grouping: { ...plain.grouping, rules: [{ id: 'plan', by: ['plan'] }] } });
    watch.fires('lag', payroll);
    watch.fires('load', payroll);
    watch.takes(watch.incidentOf('rule:lag').incidentId);
    watch.ends('lag', payroll);
    watch.fires('lag', payroll);
    expect(watch.alert('rule:lag').suppression).toMatchObject({ by: 'acknowledgement' });
    watch.givesBack(watch.incidentOf('rule:lag').incidentId);
    expect(watch.alert('rule:lag').suppression).toBeNull();
    expect(watch.incidentOf('rule:lag')).toMatchObject({ status: 'OPEN', needsAnswer: true, suppressed: 0 });
  });
});
