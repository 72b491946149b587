import type { ContractRouterClient } from '@orpc/contract';
import type { ConsoleContract } from '../../shared/contract/contract';

/** Everything that can be asked of the engine, typed by the contract; the same over MessagePort and WebSocket. */
export type ConsoleClient = ContractRouterClient<ConsoleContract>;
