import { z } from 'zod';
import { JournalEntry } from '../domain/events';
import { ContextId } from '../domain/primitives';
import { InstanceView, JobView, MalformedMessage, PlanView, ServerView } from '../domain/view';
import { AsOf, ListInput, method, page } from './base';

const list = ListInput.extend({ context: ContextId.optional() });

/** Lists of things AWS has: each fact with `observedAt` and `source`. */
export const world = {
  servers: method
    .route({ method: 'GET', path: '/servers', summary: 'DRS source servers with replication and lag' })
    .input(list)
    .output(page(ServerView)),
  jobs: method.route({ method: 'GET', path: '/jobs', summary: 'DRS jobs, newest first' }).input(list).output(page(JobView)),
  instances: method
    .route({ method: 'GET', path: '/recovery-instances', summary: 'Recovery and drill instances that exist now' })
    .input(list)
    .output(page(InstanceView)),
  plans: method
    .route({ method: 'GET', path: '/plans', summary: 'Recovery plans and whether each could start now' })
    .input(list)
    .output(page(PlanView)),
  malformed: method
    .route({ method: 'GET', path: '/messages/malformed', summary: 'Messages kept aside because they could not be understood' })
    .input(list)
    .output(page(MalformedMessage)),
  events: method
    .route({
      method: 'GET',
      path: '/events',
      summary: 'The journal, newest first; `subject` such as `server:s-…`, `job:drsjob-…`, `execution:…`',
    })
    .input(list.extend(AsOf.shape).extend({ subject: z.string().optional() }))
    .output(page(JournalEntry)),
};
