import type { Change, StreamItem } from '../../shared/contract/stream';
import type { View } from '../../shared/domain/view';

const EVERY_MS = 100;
const SERVERS_A_DELTA = 40;

/** The snapshot, then ten deltas a second, each touching some servers, their parts in executions, and two executions. */
export async function* busyStream(view: View): AsyncGenerator<StreamItem, void, void> {
  yield { kind: 'snapshot', session: 'fixture', seq: 1, view };
  const participants = Object.values(view.participants);
  const servers = Object.values(view.servers);
  const executions = Object.values(view.executions);
  for (let seq = 2; ; seq += 1) {
    await new Promise((resolve) => window.setTimeout(resolve, EVERY_MS));
    const some = <T>(list: readonly T[], many: number): T[] =>
      Array.from({ length: many }, (_, n) => list[(seq * many + n) % list.length]).filter((one) => one !== undefined);
    const changes: Change[] = [
      ...some(participants, SERVERS_A_DELTA).map(
        (one): Change => ({ kind: 'put', collection: 'participants', id: one.id, entity: { ...one, attempt: seq } }),
      ),
      ...some(servers, SERVERS_A_DELTA).map(
        (one): Change => ({
          kind: 'put',
          collection: 'servers',
          id: one.sourceServerId,
          entity: { ...one, lagSeconds: seq % 60 },
        }),
      ),
      ...some(executions, 2).map(
        (one): Change => ({
          kind: 'put',
          collection: 'executions',
          id: one.executionId,
          entity: { ...one, summary: `Delta ${seq}` },
        }),
      ),
    ];
    yield { kind: 'delta', session: 'fixture', seq, changes };
  }
}
