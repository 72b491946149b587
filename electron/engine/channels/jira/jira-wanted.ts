import { z } from 'zod';
import type { TicketApi } from '../tickets/ticket-api';
import type { JiraSettings } from './jira-settings';

const Types = z.looseObject({ issueTypes: z.array(z.looseObject({ id: z.string(), name: z.string() })) });
/** The same list under the name that a Data Center has for it. */
const Values = z.looseObject({ values: z.array(z.looseObject({ id: z.string(), name: z.string() })) });
const Fields = z.looseObject({ fields: z.array(Field()).optional(), values: z.array(Field()).optional() });

/** What this channel sends by itself. */
const OURS: ReadonlySet<string> = new Set(['project', 'issuetype', 'summary', 'description', 'labels']);

/** Which kinds of issue the project has, or which fields it wants that the channel does not send; null where it does not say. */
export async function fieldsWanted(api: TicketApi, settings: JiraSettings): Promise<string | null> {
  const wanted = settings.IssueType ?? 'Incident';
  const place = `/issue/createmeta/${encodeURIComponent(settings.Project)}/issuetypes`;
  const listed = await api.ask(place);
  if (listed.kind !== 'done') return null;
  const types = Types.safeParse(listed.body).data?.issueTypes ?? Values.safeParse(listed.body).data?.values ?? [];
  const type = types.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (type === undefined)
    return types.length === 0
      ? null
      : `The project has no issue type ${wanted}; it has: ${types.map(({ name }) => name).join(', ')}.`;
  const described = await api.ask(`${place}/${encodeURIComponent(type.id)}`);
  const read = described.kind === 'done' ? Fields.safeParse(described.body).data : undefined;
  const missing = (read?.fields ?? read?.values ?? [])
    .filter(({ required, hasDefaultValue, fieldId }) => required && hasDefaultValue !== true && !OURS.has(fieldId))
    .map(({ fieldId, name }) => (name === fieldId ? name : `${name} (${fieldId})`));
  return missing.length === 0 ? null : `It wants these fields too: ${missing.join(', ')}. Give them under Fields.`;
}

function Field() {
  return z.looseObject({
    fieldId: z.string(),
    name: z.string(),
    required: z.boolean(),
    hasDefaultValue: z.boolean().optional(),
  });
}
