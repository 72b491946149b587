import { z } from 'zod';
import { JournalEntry } from '../domain/events';
import { ContextId, ExecutionId, Instant } from '../domain/primitives';
import { Execution, ExecutionStatus, Participant, Wave } from '../domain/view';
import { Accepted, AsOf, ListInput, method, page } from './base';

/** An execution with its servers inside its waves: what REST answers. */
export const ExecutionWithServers = Execution.extend({
  waves: z.array(Wave.extend({ servers: z.array(Participant) })),
});
export type ExecutionWithServers = z.infer<typeof ExecutionWithServers>;

const byId = z.object({ executionId: ExecutionId, context: ContextId.optional() });
const act = byId.extend({
  note: z.string().max(500).optional(),
  /** For a real recovery: the name of its plan, typed by whoever asks. */
  confirm: z.string().max(300).optional(),
});

export const executions = {
  list: method
    .route({ method: 'GET', path: '/executions', summary: 'Executions, newest first' })
    .input(
      ListInput.extend({
        status: ExecutionStatus.optional(),
        type: z.string().optional(),
        plan: z.string().optional(),
        from: Instant.or(z.iso.datetime({ offset: true })).optional(),
        to: Instant.or(z.iso.datetime({ offset: true })).optional(),
        context: ContextId.optional(),
      }),
    )
    .output(page(ExecutionWithServers)),
  get: method
    .route({ method: 'GET', path: '/executions/{executionId}', summary: 'One execution, reconciled, with its waves and servers' })
    .input(byId)
    .output(ExecutionWithServers),
  events: method
    .route({
      method: 'GET',
      path: '/executions/{executionId}/events',
      summary: 'The journal’s events behind one execution, newest first',
    })
    .input(byId.extend(ListInput.shape).extend(AsOf.shape).extend({ server: z.string().optional() }))
    .output(page(JournalEntry)),
  resume: method
    .route({ method: 'POST', path: '/executions/{executionId}/resume', summary: 'Go on with a paused execution' })
    .input(act)
    .output(Accepted),
  cancel: method
    .route({ method: 'POST', path: '/executions/{executionId}/cancel', summary: 'Cancel an execution; DRS jobs that run go on' })
    .input(act)
    .output(Accepted),
  terminate: method
    .route({
      method: 'POST',
      path: '/executions/{executionId}/terminate',
      summary: 'Terminate the recovery instances of an execution',
    })
    .input(act)
    .output(Accepted),
  stop: method
    .route({ method: 'POST', path: '/executions/{executionId}/stop', summary: 'Stop a Step Functions run that was left open' })
    .input(act)
    .output(Accepted),
};
