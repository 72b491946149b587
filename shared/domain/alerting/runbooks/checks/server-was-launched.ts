import { fails, passes, type RunbookCheck, unknown } from './check';
import { serverNamed } from './named';

/** A server has been launched in an execution. */
export const serverWasLaunched: RunbookCheck = {
  name: 'server-was-launched',
  says: 'the server has been launched',
  parameters: [{ name: 'server' }, { name: 'execution' }],
  check({ server = '', execution = '' }, { view }) {
    const id = serverNamed(view, server)?.sourceServerId ?? server;
    const found = view.participants[`${execution}/${id}`];
    if (found === undefined) return unknown('The console knows no such server in this execution.');
    const { serverName, launchStatus, error, observedAt } = found;
    if (launchStatus.toUpperCase() === 'LAUNCHED') return passes(`${serverName} is LAUNCHED.`, observedAt);
    return fails(`${serverName} is ${launchStatus}${error === null ? '' : `: ${error}`}.`, observedAt);
  },
};
