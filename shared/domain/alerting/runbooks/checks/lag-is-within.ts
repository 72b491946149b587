import { fails, passes, type RunbookCheck, unknown } from './check';
import { serverNamed } from './named';

/** What would be lost now is within so many minutes. */
export const lagIsWithin: RunbookCheck = {
  name: 'lag-is-within',
  says: 'the lag is within the limit',
  parameters: [{ name: 'server' }, { name: 'minutes', usual: '15' }],
  check({ server = '', minutes = '' }, { view }) {
    const found = serverNamed(view, server);
    if (found === null) return unknown(`The console knows no source server ${server || 'of this incident'}.`);
    const most = Number(minutes);
    if (!Number.isFinite(most)) return unknown(`“${minutes}” is no number of minutes.`);
    // Not measured is not zero.
    if (found.lagSeconds === null) return unknown(`AWS has not measured the lag of ${found.name}.`, found.observedAt);
    const text = `The lag of ${found.name} is ${Math.ceil(found.lagSeconds / 60)} min; the limit here is ${most} min.`;
    return found.lagSeconds <= most * 60 ? passes(text, found.observedAt) : fails(text, found.observedAt);
  },
};
