import { implement, ORPCError } from '@orpc/server';
import { contract } from '../../../shared/contract/contract';
import type { Actor, Ids, Log } from '../ports';
import { revoked, stopping } from './problems';

/** Who calls. Hosts pass it with every call, after checking a token or the sender's frame. */
export interface CallContext {
  readonly actor: Actor;
  /** Given where the check was made before this very call, and may not hold any more. */
  readonly isStillAllowed?: () => boolean;
}

interface ImplementerOptions {
  readonly ports: { readonly ids: Ids; readonly log: Log };
  isStopping(): boolean;
}

/**
 * The contract, ready to be implemented. A fault of ours is logged under an incident id, and the caller is told that id. What fails
 * because the console is about to end (or to begin anew) is no fault: its files are closed by then.
 */
export function implementer({ ports, isStopping }: ImplementerOptions) {
  const { ids, log } = ports;
  return implement(contract)
    .$context<CallContext>()
    .use(async ({ next, path, context }) => {
      if (context.isStillAllowed?.() === false) throw revoked();
      try {
        return await next();
      } catch (thrown) {
        const isRefusal = thrown instanceof ORPCError;
        if (isStopping() && (!isRefusal || thrown.code === 'SERVICE_UNAVAILABLE')) throw stopping();
        if (isRefusal) throw thrown;
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
