import { DescribeRecoveryInstancesCommand } from '@aws-sdk/client-drs';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { isLaunching } from './activity';
import { allPages } from './drs-pages';
import { type DrsReading, isOfPlace, readDrs } from './drs-reading';
import { isNews } from './news';
import type { Unreadable } from './normalise/normalised';
import { recoveryInstance } from './normalise/recovery-instance';
import { rawOf } from './raw';
import { type Answer, defineSource } from './source';

const pageSize = 200;

/** Recovery and drill instances that exist now, and cost money until they are terminated. */
export const drsRecoveryInstances = defineSource({
  id: 'drs-recovery-instances',
  title: 'Recovery instances',
  chip: 'DRS',
  perPlace: true,
  everySeconds: ({ view, contextId, place }) => (isLaunching(view, contextId, place) ? 30 : 120),
  read: (reading) => readDrs(reading, readInstances),
});

async function readInstances(reading: DrsReading): Promise<Answer> {
  const { core, contextId, at, drs, place, signal } = reading;
  const listing = await allPages((page) =>
    drs.send(new DescribeRecoveryInstancesCommand({ filters: {}, maxResults: pageSize, ...page }), { abortSignal: signal }),
  );
  const events: ConsoleEvent[] = [];
  const unreadable: Unreadable[] = [];
  const listed = new Set<string>();
  for (const raw of listing) {
    if (raw.recoveryInstanceID !== undefined) listed.add(raw.recoveryInstanceID);
    const instance = recoveryInstance(raw, place);
    if (!instance.ok) unreadable.push(instance.error);
    else if (isNews(core.state().instances[instance.value.recoveryInstanceId], instance.value)) {
      events.push({
        type: 'instance.observed',
        at,
        contextId,
        source: 'drs-recovery-instances',
        instance: instance.value,
        raw: rawOf(raw),
      });
    }
  }
  // Only a complete listing proves that an instance is gone: DRS drops the row once it is terminated.
  for (const known of Object.values(core.state().instances)) {
    if (!isOfPlace(known, reading) || listed.has(known.fact.recoveryInstanceId)) continue;
    events.push({
      type: 'instance.gone',
      at,
      contextId,
      source: 'drs-recovery-instances',
      recoveryInstanceId: known.fact.recoveryInstanceId,
    });
  }
  return { events, unreadable };
}
