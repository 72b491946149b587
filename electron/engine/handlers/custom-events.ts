import type { z } from 'zod';
import type { notifications } from '../../../shared/contract/notifications';
import type { EventOf } from '../../../shared/domain/events';
import { isOwnKey } from '../../../shared/domain/notifications/custom-page';
import { ContextId, ExecutionId } from '../../../shared/domain/primitives';
import type { Engine } from '../engine-api';
import type { Actor } from '../ports';
import { invalid, notRecording } from './problems';

type Told = z.output<NonNullable<(typeof notifications.emit)['~orpc']['inputSchema']>>['events'][number];

/** Characters of JSON that one event may carry along: everything of it is kept, and shown. */
const MOST_DATA = 32 * 1024;
const OURS = 'keys that begin with `tocsin:` are those of the console itself';

/**
 * Records what somebody else told us, all in one transaction. An id that was told before is known and not told again; events without
 * one are always new.
 */
export function recordCustomEvents(
  engine: Engine,
  told: readonly Told[],
  actor: Actor,
): { readonly accepted: number; readonly known: number } {
  const { notifications } = engine.inside;
  const seen = new Set<string>();
  const isNew = ({ id }: Told): boolean => {
    if (id === undefined) return true;
    if (seen.has(id) || notifications.isKnown(id)) return false;
    seen.add(id);
    return true;
  };
  for (const [index, { data, alertKey }] of told.entries()) {
    if (JSON.stringify(data).length > MOST_DATA)
      throw invalid('alerts.invalid', `events[${index}].data`, 'at most 32 KB of JSON');
    if (isOwnKey(alertKey)) throw invalid('alerts.invalid', `events[${index}].alertKey`, OURS);
    if (isOwnKey(data.alertKey)) throw invalid('alerts.invalid', `events[${index}].data.alertKey`, OURS);
  }
  const fresh = told.map((one, index) => ({ one, index })).filter(({ one }) => isNew(one));
  const recorded = engine.commit(
    fresh.map(({ one, index }) => eventOf(engine, one, index, actor)),
    actor,
  );
  if (!recorded.ok) throw notRecording(recorded.error);
  return { accepted: fresh.length, known: told.length - fresh.length };
}

function eventOf(engine: Engine, told: Told, index: number, actor: Actor): EventOf<'custom.received'> {
  const { clock, ids } = engine.ports;
  return {
    type: 'custom.received',
    at: clock.now(),
    customId: told.id ?? ids.next('evt'),
    contextId: told.contextId === undefined ? null : contextOf(engine, told.contextId, index),
    executionId: told.executionId === undefined ? null : executionOf(engine, told.executionId, index),
    source: told.source,
    name: told.name,
    severity: told.severity,
    title: told.title,
    summary: told.summary,
    data: dataOf(told),
    actor: actor.id,
  };
}

/** What a script says of its alert stands with its own data, where templates and receivers find it. */
function dataOf({ data, alertKey, resolved, labels }: Told): Told['data'] {
  return {
    ...data,
    ...(alertKey === undefined ? {} : { alertKey }),
    ...(resolved === undefined ? {} : { resolved }),
    ...(labels === undefined ? {} : { labels }),
  };
}

function contextOf(engine: Engine, text: string, index: number): ContextId {
  const contextId = ContextId.safeParse(text);
  if (contextId.success && engine.view().contexts[contextId.data] !== undefined) return contextId.data;
  throw invalid('alerts.invalid', `events[${index}].contextId`, 'there is no such context here');
}

function executionOf(engine: Engine, text: string, index: number): ExecutionId {
  const executionId = ExecutionId.safeParse(text);
  if (executionId.success && engine.view().executions[executionId.data] !== undefined) return executionId.data;
  throw invalid('alerts.invalid', `events[${index}].executionId`, 'there is no such execution here');
}
