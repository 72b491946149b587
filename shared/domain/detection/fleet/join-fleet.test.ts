import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Deviating, emptyFleetBook } from './fleet';
import { joinFleet } from './join-fleet';
import { MINUTE, NINE, off, play, servers } from './testing/a-fleet';

const keysOf = (watched: readonly { readonly key: string }[]) => watched.map(({ key }) => key);

describe('forty of three hundred servers at once', () => {
  const watched = servers(300);
  const inA = keysOf(watched.filter(({ labels }) => labels.subnet === 'subnet-a'));
  const elsewhere = keysOf(watched.filter(({ labels }) => labels.subnet !== 'subnet-a'));

  test('are one finding, which says what most of them share', () => {
    const [turn] = play(watched, [off([...inA.slice(0, 38), ...elsewhere.slice(0, 2)])]);
    expect(turn?.single).toEqual([]);
    expect(turn?.open).toHaveLength(1);
    expect(turn?.open[0]).toMatchObject({
      shared: { label: 'subnet', value: 'subnet-a', members: 38, watched: 100, alike: [{ label: 'zone', value: '1a' }] },
      watched: 300,
    });
    expect(turn?.open[0]?.members).toHaveLength(40);
  });

  test('are one finding when they share nothing', () => {
    const [turn] = play(watched, [off(keysOf(watched).filter((_, index) => (index * 37) % 300 < 40))]);
    expect(turn?.open).toMatchObject([{ shared: null, watched: 300, expectedByChance: 3 }]);
    expect(turn?.open[0]?.members).toHaveLength(40);
  });

  test('two changes at once are two findings', () => {
    const old = keysOf(watched.filter(({ labels }) => labels.agentVersion === '7.1' && labels.subnet !== 'subnet-a'));
    const [turn] = play(watched, [off([...inA, ...old])]);
    expect(turn?.open.map(({ fleetId, members }) => [fleetId, members.length])).toEqual([
      ['replication-lag agentVersion=7.1', old.length],
      ['replication-lag subnet=subnet-a', 100],
    ]);
  });

  test('what is off long since is no part of it', () => {
    const [turn] = play(watched, [[...off(inA.slice(0, 20)), ...off(elsewhere.slice(0, 1), NINE - 5 * 60 * MINUTE)]]);
    expect(turn?.open[0]?.members).toHaveLength(20);
    expect(turn?.single).toEqual(elsewhere.slice(0, 1));
  });

  test('of another kind are another finding', () => {
    const all = [...watched, ...servers(300, 'api-latency')];
    const [turn] = play(all, [off(all.filter(({ labels }) => labels.subnet === 'subnet-a').map(({ key }) => key))]);
    expect(turn?.open.map(({ fleetId }) => fleetId)).toEqual(['api-latency subnet=subnet-a', 'replication-lag subnet=subnet-a']);
  });
});

test('a few that coincide stay what they are, and so does one alone', () => {
  const watched = servers(300);
  for (const few of [1, 3, 5]) {
    const [turn] = play(watched, [off(keysOf(watched).slice(0, few))]);
    expect(turn?.open).toEqual([]);
    expect(turn?.single).toHaveLength(few);
  }
});

test('a fleet lives on as members come and go, takes in what joins it, and ends when it has been quiet', () => {
  const watched = servers(60);
  const inA = keysOf(watched.filter(({ labels }) => labels.subnet === 'subnet-a'));
  const late = (keys: readonly string[], minute: number): Deviating[] => off(keys, NINE + minute * MINUTE);
  const turns = play(watched, [
    off(inA.slice(0, 10)),
    [...off(inA.slice(4, 10)), ...late(inA.slice(10, 15), 1)],
    late(inA.slice(10, 12), 1),
    ...Array.from({ length: 9 }, () => late(inA.slice(10, 11), 1)),
    late(inA.slice(10, 12), 1),
    ...Array.from({ length: 12 }, () => late(inA.slice(10, 11), 1)),
  ]);
  expect(turns.slice(0, 4).map(({ open }) => open.map(({ members }) => members.length))).toEqual([[10], [11], [2], [1]]);
  expect(new Set(turns.slice(0, 22).flatMap(({ open }) => open.map(({ fleetId }) => fleetId))).size).toBe(1);
  expect(turns.slice(0, 22).flatMap(({ single }) => single)).toEqual([]);
  expect(turns[0]?.open[0]?.startedMs).toBe(turns[21]?.open[0]?.startedMs);
  const end = turns.findIndex(({ ended }) => ended.length > 0);
  expect(end).toBe(23);
  expect(turns[end]?.ended[0]?.everMembers).toHaveLength(15);
  expect(turns[end]?.single).toEqual(inA.slice(10, 11));
});

test('a kind that is not watched any more ends its fleets', () => {
  const watched = servers(60);
  const [first] = play(watched, [off(keysOf(watched).slice(0, 30))]);
  const after = joinFleet({ atMs: NINE + MINUTE, watched: [], deviating: [] }, first?.book ?? emptyFleetBook);
  expect(after).toMatchObject({ open: [], single: [], ended: [{ kind: 'replication-lag' }], book: { open: [], rates: {} } });
});

const someMoments = fc.array(
  fc.array(fc.record({ index: fc.nat(119), ago: fc.nat(40), score: fc.double({ min: 0.9, max: 1, noNaN: true }) }), {
    maxLength: 90,
  }),
  { maxLength: 6 },
);

test('every deviating series is in exactly one finding, and the order of the input does not matter', () => {
  const watched = [...servers(80), ...servers(40, 'api-latency')];
  fc.assert(
    fc.property(someMoments, (moments) => {
      const played = moments.map((those, minute) =>
        [...new Map(those.map((one) => [one.index, one])).values()].map(({ index, ago, score }) => ({
          key: watched[index]?.key ?? '',
          score,
          sinceMs: NINE + (minute - ago) * MINUTE,
        })),
      );
      const turns = play(watched, played);
      const reversed = play(
        [...watched].reverse(),
        played.map((those) => [...those].reverse()),
      );
      expect(reversed).toEqual(turns);
      for (const [minute, turn] of turns.entries()) {
        const told = [...turn.single, ...turn.open.flatMap(({ members }) => keysOf(members))].sort();
        expect(told).toEqual(keysOf(played[minute] ?? []).sort());
        expect(new Set(turn.open.map(({ fleetId }) => fleetId)).size).toBe(turn.open.length);
      }
    }),
  );
});
