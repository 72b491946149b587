import type { ContextId, Sighting } from '../../../shared/domain/primitives';
import type { Engine } from '../engine-api';
import { eventsAsOf } from './as-of';
import { confirmed } from './freshness';
import type { Implementer } from './implementer';
import { pageBefore, pageOf } from './paging';

interface OfContext {
  readonly contextId: ContextId;
}

export function worldHandlers(os: Implementer, engine: Engine) {
  const { world } = os;
  const inContext = <T extends OfContext>(all: Readonly<Record<string, T>>, context: ContextId | undefined): T[] =>
    Object.values(all).filter((thing) => context === undefined || thing.contextId === context);
  const fresh = <T extends Sighting & OfContext>(fact: T): T =>
    confirmed(fact, fact.contextId, engine.view().sources, engine.ports.clock.nowMs());
  const freshened = <T extends Sighting & OfContext>(page: { items: T[]; nextToken: string | null }) => ({
    ...page,
    items: page.items.map(fresh),
  });
  return {
    servers: world.servers.handler(({ input }) => {
      const servers = inContext(engine.view().servers, input.context);
      return freshened(pageOf(servers, input, (server) => `${server.name} ${server.sourceServerId}`, 'ascending'));
    }),
    jobs: world.jobs.handler(({ input }) => {
      const jobs = inContext(engine.view().jobs, input.context);
      return freshened(pageOf(jobs, input, (job) => `${job.createdAt ?? job.observedAt} ${job.jobId}`, 'descending'));
    }),
    instances: world.instances.handler(({ input }) => {
      const instances = inContext(engine.view().instances, input.context);
      return freshened(pageOf(instances, input, (instance) => instance.recoveryInstanceId, 'ascending'));
    }),
    plans: world.plans.handler(({ input }) => {
      const plans = inContext(engine.view().plans, input.context);
      return freshened(pageOf(plans, input, (plan) => `${plan.planName} ${plan.planId}`, 'ascending'));
    }),
    malformed: world.malformed.handler(({ input }) => {
      const messages = inContext(engine.view().malformed, input.context);
      return pageOf(messages, input, (message) => `${message.receivedAt} ${message.id}`, 'descending');
    }),
    events: world.events.handler(async ({ input }) => {
      const subjects = input.subject === undefined ? [] : [input.subject];
      const read = await eventsAsOf(engine, input);
      return pageBefore(input, (before, limit) => read(subjects, input.context ?? null, before, limit));
    }),
  };
}
