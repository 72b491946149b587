import { expect, test } from 'vitest';
import { aDrill, drillId } from '../detection/testing/past-drills';
import { anEngine, type TestEngine } from '../testing/an-engine';

/** Lets the console look: two whole minutes of its clock pass. */
async function minutesPass({ ports }: TestEngine): Promise<void> {
  await ports.time.advance(121_000);
}

async function afterDrills(count: number): Promise<TestEngine> {
  const made = await anEngine();
  for (let weeksAgo = count + 4; weeksAgo > 4; weeksAgo -= 1) made.engine.commit(aDrill({ weeksAgo }));
  await minutesPass(made);
  return made;
}

const notesOf = ({ engine }: TestEngine) =>
  engine.inside.history
    .events({ subjects: ['forecasts:all'], contextId: null, before: null, limit: 50 })
    .flatMap(({ event }) => (event.type === 'forecast.noted' ? [event.moment] : []))
    .reverse();

test('an execution that runs is foreseen in the live view, noted, and held against its end', async () => {
  const running = await afterDrills(5);
  running.engine.commit(aDrill({ weeksAgo: 0, minutes: 4 }));
  await minutesPass(running);
  const forecast = running.engine.view().forecasts[drillId(0)];
  expect(forecast).toMatchObject({ state: 'known', basis: { executions: 5, ofThisPlan: 5 } });
  expect(forecast?.finish).not.toBeNull();
  expect(running.engine.inside.prediction.of(drillId(0))).toEqual(forecast);
  expect(notesOf(running)).toEqual(['start']);
  running.engine.commit(aDrill({ weeksAgo: 0 }));
  await minutesPass(running);
  expect(running.engine.view().forecasts[drillId(0)]?.state).toBe('over');
  expect(notesOf(running)).toEqual(['start', 'end']);
  expect(running.engine.inside.prediction.record()).toMatchObject({ executions: 1, finish: { of: 1 }, isSmall: true });
});

test('with too little history it says so, and notes nothing', async () => {
  const running = await afterDrills(1);
  running.engine.commit(aDrill({ weeksAgo: 0, minutes: 4 }));
  await minutesPass(running);
  expect(running.engine.view().forecasts[drillId(0)]).toMatchObject({ state: 'not-enough-history', finish: null });
  expect(notesOf(running)).toEqual([]);
});

test('a server that is stuck is a finding of the forecast, which ends with the execution', async () => {
  const running = await afterDrills(5);
  for (const minutes of [10, 40]) running.engine.commit(aDrill({ weeksAgo: 0, minutes, conversion: { app03: 6_000 } }));
  await running.ports.time.advance(38 * 60_000);
  const foreseen = () => [...running.engine.inside.findings.open().values()].filter(({ method }) => method === 'forecast');
  expect(foreseen().map(({ subject }) => subject)).toContain(
    `forecast:${drillId(0)}:phase-stuck/${foreseen()[0]?.sourceServerId}`,
  );
  running.engine.commit(aDrill({ weeksAgo: 0, conversion: { app03: 6_000 } }));
  await minutesPass(running);
  expect(foreseen()).toEqual([]);
});

test('nothing is foreseen of an execution that lost a server, though its record is read late', async () => {
  const running = await afterDrills(1);
  const settings = running.engine.settings();
  const objectives = { ...settings.objectives, default: { ...settings.objectives.default, rtoMinutes: 40 } };
  await running.engine.inside.changeSettings({ ...settings, objectives }, { id: 'engine', role: 'admin', host: 'headless' });
  const [record] = aDrill({ weeksAgo: 0, minutes: 9 });
  const [, job, log] = aDrill({ weeksAgo: 0, failed: ['app03'] });
  running.engine.commit([record, job, log].flatMap((event) => (event === undefined ? [] : [event])));
  await minutesPass(running);
  expect(running.engine.view().forecasts[drillId(0)]).toMatchObject({
    state: 'known',
    rto: { missProbability: 1 },
    warnings: [],
  });
  const told = [...running.engine.inside.findings.open().values()].filter(({ method }) => method === 'forecast');
  expect(told).toEqual([]);
});
