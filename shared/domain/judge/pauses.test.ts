import { describe, expect, test } from 'vitest';
import { before, e2Pauses, e2Resumes, e2Start } from '../testing/drill';
import { e2, opening } from '../testing/facts';
import { play } from '../testing/play';
import { tell } from '../testing/tell';

/** Waits before wave 1, and, at the next reading, before wave 2: both waits between them were shorter than a reading. */
function fromPauseToPause() {
  const [seen, waits] = e2Pauses();
  if (seen?.type !== 'execution-item.observed' || waits === undefined) throw new Error('the drill pauses otherwise');
  const earlier = { ...seen, item: { ...seen.item, pausedBeforeWave: 1 } };
  return [...opening('08:59:00'), ...before(), ...e2Start(), earlier, waits, { ...seen, at: waits.at }];
}

describe('a pause that passes into the next one between two readings', () => {
  test('is another alert, and the first is over', () => {
    const { state, journal } = play(fromPauseToPause());
    expect(state.notices[`execution-paused:${e2}:1`]).toMatchObject({ resolvedBecause: 'It was resumed.' });
    expect(state.notices[`execution-paused:${e2}:2`]).toMatchObject({ resolvedAt: null });
    const pauses = journal.flatMap((event) => (event.type === 'execution.changed' && event.to === 'PAUSED' ? [event] : []));
    expect(pauses.map(({ from, pausedBeforeWave }) => [from, pausedBeforeWave])).toEqual([
      ['RUNNING', 1],
      ['PAUSED', 2],
    ]);
  });

  test('is told: resumed, and waiting again', () => {
    const { told } = tell(fromPauseToPause());
    const pauses = told.filter(({ type }) => type === 'execution.paused' || type === 'execution.resumed');
    expect(pauses.map(({ type, wave }) => `${type} ${wave?.number}`)).toEqual([
      'execution.paused 1',
      'execution.resumed 1',
      'execution.paused 2',
    ]);
    expect(new Set(pauses.map(({ eventId }) => eventId)).size).toBe(3);
  });

  test('that goes on as it is says nothing more', () => {
    const events = fromPauseToPause();
    const again = [...events, ...events.slice(-1)];
    expect(tell(again).told).toHaveLength(tell(events).told.length);
    expect(tell([...events, ...e2Resumes()]).told.filter(({ type }) => type === 'execution.resumed')).toHaveLength(2);
  });
});
