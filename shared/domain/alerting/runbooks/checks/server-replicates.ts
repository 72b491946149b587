import { fails, passes, type RunbookCheck, unknown } from './check';
import { serverNamed } from './named';

/** A server replicates continuously, without an error. */
export const serverReplicates: RunbookCheck = {
  name: 'server-replicates',
  says: 'the server replicates continuously',
  parameters: [{ name: 'server' }],
  check({ server = '' }, { view }) {
    const found = serverNamed(view, server);
    if (found === null) return unknown(`The console knows no source server ${server || 'of this incident'}.`);
    const { name, replicationState, replicationError, observedAt } = found;
    const text = `${name} is ${replicationState}${replicationError === null ? '' : `, ${replicationError}`}.`;
    const isFine = replicationState.toUpperCase() === 'CONTINUOUS' && replicationError === null;
    return isFine ? passes(text, observedAt) : fails(text, observedAt);
  },
};
