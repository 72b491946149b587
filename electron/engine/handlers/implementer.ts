import { implement, ORPCError } from '@orpc/server';
import { contract } from '../../../shared/contract/contract';
import type { Actor, Ids, Log } from '../ports';

/** Who calls. Hosts pass it with every call, after checking a token or the sender's frame. */
export interface CallContext {
  readonly actor: Actor;
}

/** The contract, ready to be implemented. A fault of ours is logged under an incident id, and the caller is told that id. */
export function implementer({ ids, log }: { readonly ids: Ids; readonly log: Log }) {
  return implement(contract)
    .$context<CallContext>()
    .use(async ({ next, path }) => {
      try {
        return await next();
      } catch (thrown) {
        if (thrown instanceof ORPCError) throw thrown;
        const incidentId = ids.next('inc');
        log.error({ incidentId, method: path.join('.'), error: thrown }, 'a call failed by a fault of the console');
        throw new ORPCError('INTERNAL_SERVER_ERROR', {
          message: `This is a fault of the console. The log has it under ${incidentId}.`,
          data: { code: 'internal', incidentId },
          cause: thrown,
        });
      }
    });
}
export type Implementer = ReturnType<typeof implementer>;
