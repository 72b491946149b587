import { ContextId } from '../../../shared/domain/primitives';

/** The context chosen at the top of the page, as a call takes it; nothing for all contexts. */
export function contextAsked(contextId: string | null): { readonly context?: ContextId } {
  return contextId === null ? {} : { context: ContextId.parse(contextId) };
}
