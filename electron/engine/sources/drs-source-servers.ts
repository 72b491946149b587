import { DescribeSourceServersCommand } from '@aws-sdk/client-drs';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { endedLately, isBusy } from './activity';
import { pagesOf } from './drs-pages';
import { type DrsReading, isOfPlace, readDrs } from './drs-reading';
import { serverNews } from './news';
import type { Unreadable } from './normalise/normalised';
import { sourceServer } from './normalise/source-server';
import { rawOf } from './raw';
import { type Answer, defineSource } from './source';

const pageSize = 200;
/** Seconds after a job's end in which launch results and replication settle. */
const settlingSeconds = 120;

/** DRS source servers: replication, lag and readiness. */
export const drsSourceServers = defineSource({
  id: 'drs-source-servers',
  title: 'Source servers',
  chip: 'DRS',
  perPlace: true,
  everySeconds({ view, contextId, place, nowMs }) {
    if (endedLately(view, place, nowMs, settlingSeconds)) return 30;
    return isBusy(view, contextId) ? 60 : 120;
  },
  read: (reading) => readDrs(reading, readServers),
});

async function readServers(reading: DrsReading): Promise<Answer> {
  const { core, contextId, at, drs, place, signal } = reading;
  const events: ConsoleEvent[] = [];
  const unreadable: Unreadable[] = [];
  const listed = new Set<string>();
  const servers = pagesOf((page) =>
    drs.send(new DescribeSourceServersCommand({ filters: {}, maxResults: pageSize, ...page }), { abortSignal: signal }),
  );
  for await (const page of servers) {
    for (const raw of page) {
      if (raw.sourceServerID !== undefined) listed.add(raw.sourceServerID);
      const server = sourceServer(raw, place);
      if (!server.ok) {
        unreadable.push(server.error);
        continue;
      }
      const news = serverNews(core.state(), server.value);
      if (news === 'none') continue;
      const observed = { type: 'server.observed', at, contextId, source: 'drs-source-servers', server: server.value } as const;
      // Measures stand in the event itself; the whole answer again and again would only fill the disk.
      events.push(news === 'facts' ? { ...observed, raw: rawOf(raw) } : observed);
    }
  }
  for (const known of Object.values(core.state().servers)) {
    if (!isOfPlace(known, reading) || listed.has(known.fact.sourceServerId)) continue;
    events.push({ type: 'server.gone', at, contextId, source: 'drs-source-servers', sourceServerId: known.fact.sourceServerId });
  }
  return { events, unreadable };
}
