import { secondsBetween } from '../../../primitives';
import { fails, passes, type RunbookCheck, unknown } from './check';
import { serverNamed } from './named';

/** DRS has heard the replication agent of a server within so many minutes. */
export const agentWasSeen: RunbookCheck = {
  name: 'agent-was-seen',
  says: 'DRS has heard the agent lately',
  parameters: [{ name: 'server' }, { name: 'minutes', usual: '15' }],
  check({ server = '', minutes = '' }, { view, now }) {
    const found = serverNamed(view, server);
    if (found === null) return unknown(`The console knows no source server ${server || 'of this incident'}.`);
    const most = Number(minutes);
    if (!Number.isFinite(most)) return unknown(`“${minutes}” is no number of minutes.`);
    if (found.lastSeenAt === null) return unknown(`DRS does not say when it last heard ${found.name}.`, found.observedAt);
    const ago = Math.max(0, Math.round(secondsBetween(found.lastSeenAt, now) / 60));
    const text = `DRS last heard ${found.name} ${ago} min ago.`;
    return ago <= most ? passes(text, found.observedAt) : fails(text, found.observedAt);
  },
};
