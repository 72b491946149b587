import type { ConsoleEvent } from '../../../shared/domain/events';
import type { AwsContext } from '../aws/aws-context';
import { isBusy } from './activity';
import { type ScanKey, scanTable } from './dynamodb-table';
import { isNews } from './news';
import type { Unreadable } from './normalise/normalised';
import { plan, protectionGroup } from './normalise/plan';
import { rawOf } from './raw';
import { defineSource, type Reading } from './source';

/** Where the next reading goes on in a table too long for one, per context. */
interface Places {
  readonly groups: ScanKey | null;
  readonly plans: ScanKey | null;
}
const places = new WeakMap<AwsContext, Places>();

/** Recovery plans and protection groups: what could be started, and where its servers are. They change by hand, seldom. */
export const dynamodbPlans = defineSource({
  id: 'dynamodb-plans',
  title: 'Plans and groups',
  chip: 'DDB',
  everySeconds: ({ view, contextId }) => (isBusy(view, contextId) ? 120 : 300),
  async read(reading) {
    const from = places.get(reading.aws) ?? { groups: null, plans: null };
    const groups = await readGroups(reading, from.groups);
    const plans = await readPlans(reading, from.plans);
    return {
      events: [...groups.events, ...plans.events],
      unreadable: [...groups.unreadable, ...plans.unreadable],
      recorded: async () => {
        places.set(reading.aws, { groups: groups.next, plans: plans.next });
      },
    };
  },
});

interface Part {
  readonly events: ConsoleEvent[];
  readonly unreadable: Unreadable[];
  readonly next: ScanKey | null;
}

async function readGroups(reading: Reading, from: ScanKey | null): Promise<Part> {
  const { core, contextId, at, aws } = reading;
  const { items, next } = await scanTable(reading, 'protection-groups', from);
  const part: Part = { events: [], unreadable: [], next };
  for (const raw of items) {
    const group = protectionGroup(raw, aws.spec.region);
    if (!group.ok) part.unreadable.push(group.error);
    else if (isNews(core.state().groups[group.value.groupId], group.value)) {
      part.events.push({ type: 'group.observed', at, contextId, source: 'dynamodb-plans', group: group.value, raw: rawOf(raw) });
    }
  }
  return part;
}

async function readPlans(reading: Reading, from: ScanKey | null): Promise<Part> {
  const { core, contextId, at } = reading;
  const { items, next } = await scanTable(reading, 'recovery-plans', from);
  const part: Part = { events: [], unreadable: [], next };
  const listed = new Set<string>();
  for (const raw of items) {
    listed.add(String(raw.planId));
    const read = plan(raw);
    if (!read.ok) part.unreadable.push(read.error);
    else if (isNews(core.state().plans[read.value.planId], read.value)) {
      part.events.push({ type: 'plan.observed', at, contextId, source: 'dynamodb-plans', plan: read.value, raw: rawOf(raw) });
    }
  }
  // What part of a table does not list may stand in the rest of it.
  if (from !== null || next !== null) return part;
  for (const known of Object.values(core.state().plans)) {
    if (known.contextId !== contextId || listed.has(known.fact.planId)) continue;
    part.events.push({ type: 'plan.gone', at, contextId, source: 'dynamodb-plans', planId: known.fact.planId });
  }
  return part;
}
