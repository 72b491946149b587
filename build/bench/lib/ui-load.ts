import { performance } from 'node:perf_hooks';
import type { Simulator } from '../../../electron/simulator/simulator';

const EVERY_MS = 100;

/**
 * Lets the replication of one server after another stall and go on, that often a second: DRS says so when asked, and tells the event bus.
 * `stop` answers how many there were a second.
 */
export function keepChanging(simulator: Simulator, perSecond: number): { stop(): number } {
  const { drs } = simulator.world().platform;
  const servers = drs.regions().flatMap((region) => [...region.servers.values()].map((server) => ({ region, server })));
  const begun = performance.now();
  let told = 0;
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - begun) / 1000) * perSecond);
    for (; told < due; told += 1) {
      const { region, server } = servers[told % servers.length] ?? {};
      if (region === undefined || server === undefined) return;
      const isStalling = told % (2 * servers.length) < servers.length;
      drs.setReplication(region, server.spec.id, isStalling ? 'STALLED' : 'CONTINUOUS', isStalling ? 'AGENT_NOT_SEEN' : null);
    }
  }, EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      return told / ((performance.now() - begun) / 1000);
    },
  };
}
