import { z } from 'zod';
import { cut, oneLine } from '../../../../shared/domain/templates/plain-message';
import { err, ok, type Result } from '../../../../shared/lib/result';
import type { SendOutcome } from '../channel';
import { outcome } from '../outcome';
import { fieldsOf, lineFor } from '../tickets/lines';
import type { Called, TicketApi } from '../tickets/ticket-api';
import type { TicketSystem, TicketText } from '../tickets/ticket-system';
import { adfOf, textOfAdf } from './adf';
import { FIELDS, Issue, type JiraTicket, jiraTicketOf } from './jira-issue';
import { isCloud, type JiraSettings } from './jira-settings';
import { fieldsWanted } from './jira-wanted';
import { pickTransition, Transitions, type Wanted, wantedSteps } from './transitions';

const MOST_SUMMARY = 255;
/** Of the 32,767 characters a text may have: documents count what is around the words too. */
const MOST_TEXT = 20_000;

/** Issues of Jira, cloud or Data Center. Wire details: anchors 3.8. */
export function jiraSystem(settings: JiraSettings, api: TicketApi): TicketSystem<JiraTicket> {
  const bodyOf = (text: string): unknown => (isCloud(settings) ? adfOf(cut(text, MOST_TEXT)) : cut(text, MOST_TEXT));
  const place = ({ id }: Pick<JiraTicket, 'id'>) => `/issue/${encodeURIComponent(id)}`;

  const note: TicketSystem<JiraTicket>['note'] = async (ticket, text) =>
    done(await api.tell('POST', `${place(ticket)}/comment`, { body: bodyOf(text.text || text.title) }));

  async function step(
    ticket: JiraTicket,
    wanted: Wanted,
    fields: Record<string, unknown> = {},
  ): Promise<Result<undefined, SendOutcome>> {
    const called = await api.ask(`${place(ticket)}/transitions`);
    if (called.kind !== 'done') return err(called.failed);
    const offered = Transitions.safeParse(called.body);
    if (!offered.success) return err(notUnderstood());
    const transition = pickTransition(offered.data.transitions, wanted);
    if (transition === null) return err(noWay(ticket, wanted, offered.data.transitions));
    return done(await api.tell('POST', `${place(ticket)}/transitions`, { transition: { id: transition.id }, ...fields }));
  }
  const stepThenNote = async (ticket: JiraTicket, wanted: Wanted, text: TicketText, fields = {}) => {
    const stepped = await step(ticket, wanted, fields);
    return stepped.ok ? note(ticket, text) : stepped;
  };

  return {
    name: 'Jira',
    byId: async (id) => {
      const called = await api.ask(`${place({ id })}?fields=${FIELDS}`);
      return called.kind === 'missing' ? ok(null) : one(called);
    },
    byKey: (key) => newest(api, settings, key),
    create: async (key, text) => {
      const called = await api.tell('POST', '/issue', { fields: newIssue(key, text, settings, bodyOf(text.text)) });
      if (called.kind !== 'done') return err(called.failed);
      const made = Made.safeParse(called.body);
      if (!made.success) return err(notUnderstood());
      const { key: id } = made.data;
      return ok({ id, label: id, status: '', state: 'new', resolvedAt: null });
    },
    note,
    hasNote: async (ticket, text) => {
      const called = await api.ask(`${place(ticket)}/comment?orderBy=-created&maxResults=20`);
      const found = called.kind === 'done' ? Comments.safeParse(called.body) : null;
      return found?.success === true && found.data.comments.some(({ body }) => same(textOfAdf(body), cut(text, MOST_TEXT)));
    },
    progress: async (ticket) => {
      const stepped = await step(ticket, named(settings.ProgressTransitions, wantedSteps.progress));
      // A workflow without such a step is no fault: the comment says who has it.
      return !stepped.ok && stepped.error.status === null && stepped.error.outcome === 'permanent' ? ok(undefined) : stepped;
    },
    resolve: (ticket, text) => {
      const fields = settings.Resolution === undefined ? {} : { fields: { resolution: { name: settings.Resolution } } };
      return stepThenNote(ticket, named(settings.ResolveTransitions, wantedSteps.resolve), text, fields);
    },
    reopen: (ticket, text) => stepThenNote(ticket, named(settings.ReopenTransitions, wantedSteps.reopen), text),
    wanted: () => fieldsWanted(api, settings),
  };
}

const Made = z.object({ key: z.string().min(1) });
const Found = z.looseObject({ issues: z.array(Issue) });
const Comments = z.looseObject({ comments: z.array(z.looseObject({ body: z.unknown() })) });

/** The newest issue that carries the label. The index of the search is behind by moments, never the issue itself. */
async function newest(api: TicketApi, settings: JiraSettings, key: string): Promise<Result<JiraTicket | null, SendOutcome>> {
  const jql = encodeURIComponent(`project = "${settings.Project}" AND labels = "${key}" ORDER BY created DESC`);
  const search = isCloud(settings) ? '/search/jql' : '/search';
  const called = await api.ask(`${search}?jql=${jql}&fields=${FIELDS}&maxResults=5`);
  if (called.kind !== 'done') return err(called.failed);
  const found = Found.safeParse(called.body);
  if (!found.success) return err(notUnderstood());
  return ok(found.data.issues.map(jiraTicketOf).find(({ state }) => state !== 'closed') ?? null);
}

function newIssue(key: string, text: TicketText, settings: JiraSettings, description: unknown): Record<string, unknown> {
  const priority = lineFor(text.severity, settings.Priorities);
  return {
    ...fieldsOf(settings.Fields),
    project: { key: settings.Project },
    issuetype: { name: settings.IssueType ?? 'Incident' },
    summary: cut(oneLine(text.title), MOST_SUMMARY),
    description,
    labels: [key, 'tocsin', ...(settings.Labels ?? [])],
    ...(priority === null ? {} : { priority: { name: priority } }),
  };
}

function one(called: Called): Result<JiraTicket, SendOutcome> {
  if (called.kind !== 'done') return err(called.failed);
  const issue = Issue.safeParse(called.body);
  return issue.success ? ok(jiraTicketOf(issue.data)) : err(notUnderstood());
}

function done(called: Called): Result<undefined, SendOutcome> {
  return called.kind === 'done' ? ok(undefined) : err(called.failed);
}

function notUnderstood(): SendOutcome {
  return outcome('permanent', { reply: 'Jira answered without what an issue has. Check SiteUrl and Deployment.' });
}

function noWay({ label, status }: JiraTicket, { names }: Wanted, offered: readonly { readonly name: string }[]): SendOutcome {
  const from = status === '' ? '' : ` from ${status}`;
  const ways =
    offered.length === 0 ? 'It offers none to this user.' : `It offers: ${offered.map(({ name }) => name).join(', ')}.`;
  return outcome('permanent', {
    reply: `${label} has no step${from} that is called ${names.slice(0, 3).join(', ')}. ${ways} Name the right one in the channel.`,
  });
}

/** What the channel names comes first, and then what is usual. */
function named(own: readonly string[] | undefined, usual: Wanted): Wanted {
  return own === undefined ? usual : { ...usual, names: [...own, ...usual.names] };
}

function same(one: string, other: string): boolean {
  const flat = (text: string) => text.replace(/\s+/g, '');
  return flat(one) === flat(other);
}
