import type { ConsoleEvent } from '../../../shared/domain/events';
import { isBusy } from './activity';
import { scanTable } from './dynamodb-table';
import { isNews } from './news';
import type { Unreadable } from './normalise/normalised';
import { plan, protectionGroup } from './normalise/plan';
import { rawOf } from './raw';
import { defineSource, type Reading } from './source';

/** Recovery plans and protection groups: what could be started, and where its servers are. They change by hand, seldom. */
export const dynamodbPlans = defineSource({
  id: 'dynamodb-plans',
  title: 'Plans and groups',
  chip: 'DDB',
  everySeconds: ({ view, contextId }) => (isBusy(view, contextId) ? 120 : 300),
  async read(reading) {
    const groups = await readGroups(reading);
    const plans = await readPlans(reading);
    return { events: [...groups.events, ...plans.events], unreadable: [...groups.unreadable, ...plans.unreadable] };
  },
});

interface Part {
  readonly events: ConsoleEvent[];
  readonly unreadable: Unreadable[];
}

async function readGroups(reading: Reading): Promise<Part> {
  const { core, contextId, at, aws } = reading;
  const part: Part = { events: [], unreadable: [] };
  for (const raw of await scanTable(reading, 'protection-groups')) {
    const group = protectionGroup(raw, aws.spec.region);
    if (!group.ok) part.unreadable.push(group.error);
    else if (isNews(core.state().groups[group.value.groupId], group.value)) {
      part.events.push({ type: 'group.observed', at, contextId, source: 'dynamodb-plans', group: group.value, raw: rawOf(raw) });
    }
  }
  return part;
}

async function readPlans(reading: Reading): Promise<Part> {
  const { core, contextId, at } = reading;
  const part: Part = { events: [], unreadable: [] };
  const listed = new Set<string>();
  for (const raw of await scanTable(reading, 'recovery-plans')) {
    listed.add(String(raw.planId));
    const read = plan(raw);
    if (!read.ok) part.unreadable.push(read.error);
    else if (isNews(core.state().plans[read.value.planId], read.value)) {
      part.events.push({ type: 'plan.observed', at, contextId, source: 'dynamodb-plans', plan: read.value, raw: rawOf(raw) });
    }
  }
  for (const known of Object.values(core.state().plans)) {
    if (known.contextId !== contextId || listed.has(known.fact.planId)) continue;
    part.events.push({ type: 'plan.gone', at, contextId, source: 'dynamodb-plans', planId: known.fact.planId });
  }
  return part;
}
