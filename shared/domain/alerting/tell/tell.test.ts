import { describe, expect, test } from 'vitest';
import { aWatch, minutes, plain, seconds } from '../quiet/testing/a-watch';

const grouped = { rules: [{ id: 'plan', by: ['plan'] }] };
const payroll = { labels: { plan: 'Payroll' } };
const together = (rest: object = {}) => ({ ...plain, grouping: { ...plain.grouping, ...grouped, ...rest } });

describe('alerts of one group', () => {
  test('that come within the wait are told in one message', () => {
    const watch = aWatch(together({ waitSeconds: { critical: 5, other: 30 } }));
    watch.fires('lag', payroll);
    watch.passes(seconds(10));
    watch.fires('load', payroll);
    watch.passes(seconds(19));
    expect(watch.news).toHaveLength(0);
    watch.passes(seconds(1));
    expect(watch.news.map(({ event }) => event.incident?.alertsTotal)).toEqual([2]);
  });

  test('wait less where one is critical', () => {
    const watch = aWatch(together({ waitSeconds: { critical: 5, other: 30 } }));
    watch.fires('lag', payroll);
    watch.passes(seconds(2));
    watch.fires('load', { ...payroll, severity: 'CRITICAL' });
    watch.passes(seconds(3));
    expect(watch.reasons()).toEqual(['first']);
  });

  test('that come later are told with the next interval, together', () => {
    const watch = aWatch(together());
    watch.fires('lag', payroll);
    for (const name of ['a', 'b', 'c']) {
      watch.passes(seconds(20));
      watch.fires(name, payroll);
    }
    expect(watch.reasons()).toEqual(['first']);
    watch.passes(minutes(5));
    expect(watch.reasons()).toEqual(['first', 'new-alerts']);
    expect(watch.news[1]?.event.incident?.firing).toBe(4);
  });

  test('that come and go between two intervals are told to nobody', () => {
    const watch = aWatch(together());
    watch.fires('lag', payroll);
    watch.passes(seconds(20));
    watch.fires('blip', payroll);
    watch.passes(seconds(20));
    watch.ends('blip', payroll);
    watch.passes(minutes(20));
    expect(watch.reasons()).toEqual(['first']);
  });

  test('some of which are over are told so only where that is wanted', () => {
    for (const tellSomeResolved of [true, false]) {
      const watch = aWatch(together({ tellSomeResolved }));
      watch.fires('lag', payroll);
      watch.fires('load', payroll);
      watch.passes(minutes(6));
      watch.ends('lag', payroll);
      watch.passes(minutes(6));
      expect(watch.reasons().slice(2)).toEqual(tellSomeResolved ? ['some-resolved'] : []);
    }
  });

  test('lacking a label of the rule stand alone', () => {
    const watch = aWatch(together());
    watch.fires('one');
    watch.fires('two');
    expect(watch.alert('rule:one').incidentId).not.toBe(watch.alert('rule:two').incidentId);
  });
});

describe('an incident', () => {
  test('that is over is told at once, with how it opened, so that whoever heard of it hears its end', () => {
    const watch = aWatch();
    watch.fires('lag', { severity: 'CRITICAL' });
    watch.passes(minutes(1));
    watch.ends('lag');
    expect(watch.reasons()).toEqual(['first', 'resolved']);
    const [first, last] = watch.news;
    expect(last?.opening).toMatchObject({ at: first?.at, event: { type: 'incident.opened', severity: 'CRITICAL' } });
    expect(last?.event.alertKey).toBe(first?.event.alertKey);
  });

  test('that was over before anybody was to be told is told by how grave it was', () => {
    const waits = { waitSeconds: { critical: 5, other: 30 } };
    const reasons = (tellMissed: string | undefined, severity: 'HIGH' | 'LOW') => {
      const watch = aWatch(together({ ...waits, ...(tellMissed === undefined ? {} : { tellMissed }) }));
      watch.fires('lag', { severity });
      watch.passes(seconds(2));
      watch.ends('lag', { severity });
      watch.passes(minutes(10));
      return watch.reasons();
    };
    expect(reasons(undefined, 'HIGH')).toEqual(['resolved']);
    expect(reasons(undefined, 'LOW')).toEqual([]);
    expect(reasons('all', 'LOW')).toEqual(['resolved']);
    expect(reasons('none', 'HIGH')).toEqual([]);
  });

  test('is told again while nobody has taken it, and not after', () => {
    const watch = aWatch();
    watch.fires('lag');
    watch.passes(minutes(241));
    expect(watch.reasons()).toEqual(['first', 'repeat']);
    watch.takes(watch.incidentOf('rule:lag').incidentId);
    watch.passes(minutes(600));
    expect(watch.reasons()).toEqual(['first', 'repeat', 'acknowledged']);
  });

  test('that becomes graver is told at once', () => {
    const watch = aWatch();
    watch.fires('lag');
    watch.passes(seconds(10));
    watch.fires('lag', { severity: 'CRITICAL' });
    expect(watch.reasons()).toEqual(['first', 'graver']);
    expect(watch.news[1]?.event).toMatchObject({ type: 'incident.changed', severity: 'CRITICAL' });
  });

  test('somebody took before it was told is told of no more than that', () => {
    const watch = aWatch(together({ waitSeconds: { critical: 5, other: 30 } }));
    watch.fires('lag', payroll);
    watch.takes(watch.incidentOf('rule:lag').incidentId);
    watch.passes(minutes(30));
    expect(watch.reasons()).toEqual([]);
    watch.fires('load', payroll);
    watch.passes(minutes(1));
    expect(watch.reasons()).toEqual(['first']);
  });

  test('that somebody took is told to those who had heard of it', () => {
    const watch = aWatch();
    watch.fires('lag');
    watch.takes(watch.incidentOf('rule:lag').incidentId);
    expect(watch.reasons()).toEqual(['first', 'acknowledged']);
    expect(watch.news[1]?.event.summary).toBe('dana has taken it.');
  });
});

describe('duplicates', () => {
  test('are counted, recorded once a minute, and never lost at the end', () => {
    const watch = aWatch();
    watch.fires('lag');
    for (let count = 0; count < 50; count += 1) {
      watch.passes(seconds(1));
      watch.fires('lag');
    }
    const recorded = watch.journal.filter(({ type }) => type === 'alerts.changed').length;
    expect(recorded).toBe(1);
    expect(watch.book().uncounted('rule:lag')).toBe(50);
    watch.passes(seconds(30));
    watch.fires('lag');
    expect(watch.alert('rule:lag').count).toBe(52);
    watch.fires('lag');
    watch.ends('lag');
    expect(watch.alert('rule:lag')).toMatchObject({ status: 'RESOLVED', count: 53 });
    expect(watch.reasons()).toEqual(['first', 'resolved']);
  });

  test('in one commit are one record', () => {
    const watch = aWatch();
    watch.commit(Array.from({ length: 1000 }, () => watch.rule('lag', 'ALARM', {})));
    expect(watch.alert('rule:lag').count + watch.book().uncounted('rule:lag')).toBe(1000);
    expect(watch.journal.filter(({ type }) => type === 'alerts.changed')).toHaveLength(1);
  });

  test('in better words are an update, and no message', () => {
    const watch = aWatch();
    watch.fires('lag');
    watch.fires('lag', { title: 'Lag is 20 min' });
    expect(watch.alert('rule:lag')).toMatchObject({ title: 'Lag is 20 min', count: 2 });
    expect(watch.reasons()).toEqual(['first']);
  });
});

describe('a storm', () => {
  test('of 5,000 alerts of one plan is one message, and one more for what came after', () => {
    const watch = aWatch(together({ waitSeconds: { critical: 5, other: 30 } }));
    for (let batch = 0; batch < 5; batch += 1) {
      watch.commit(Array.from({ length: 1000 }, (_, index) => watch.rule(`r${batch}-${index}`, 'ALARM', payroll)));
      watch.passes(seconds(10));
    }
    watch.passes(minutes(10));
    expect(watch.reasons()).toEqual(['first', 'new-alerts']);
    expect(watch.news[1]?.event.incident).toMatchObject({ alertsTotal: 5000, firing: 5000, alertsOmitted: 4980 });
  });

  test('does not come of a restart, nor of a clock set forward or back', () => {
    const watch = aWatch(together());
    for (let index = 0; index < 50; index += 1) watch.fires(`r${index}`, { labels: { plan: `p${index}` } });
    const before = watch.news.length;
    watch.restarts();
    watch.jumps(-minutes(180));
    watch.restarts();
    watch.jumps(minutes(180));
    expect(watch.news).toHaveLength(before);
    watch.jumps(minutes(60 * 24 * 30));
    expect(watch.news).toHaveLength(before + 50);
    expect(new Set(watch.reasons().slice(before))).toEqual(new Set(['repeat']));
    watch.jumps(minutes(1));
    expect(watch.news).toHaveLength(before + 50);
  });

  test('what waited when the clock was set back is told after its wait', () => {
    const watch = aWatch(together({ waitSeconds: { critical: 5, other: 30 } }));
    watch.fires('lag', payroll);
    watch.jumps(-minutes(60 * 24));
    watch.passes(seconds(31));
    expect(watch.reasons()).toEqual(['first']);
  });
});
