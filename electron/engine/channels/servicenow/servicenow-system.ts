import { z } from 'zod';
import { cut, oneLine } from '../../../../shared/domain/templates/plain-message';
import { err, ok, type Result } from '../../../../shared/lib/result';
import type { SendOutcome } from '../channel';
import { outcome } from '../outcome';
import { fieldsOf } from '../tickets/lines';
import type { Called, TicketApi } from '../tickets/ticket-api';
import type { TicketSystem, TicketText } from '../tickets/ticket-system';
import { FIELDS, ManyRecords, OneRecord, type ServiceNowTicket, type StateNames, ticketOf } from './servicenow-record';
import { type ServiceNowSettings, urgencyAndImpact } from './servicenow-settings';

const MOST_SHORT = 160;
const MOST_TEXT = 4_000;
/** As an instance is delivered; a company may have others. */
const CLOSE_CODE = 'Solution provided';
const IN_PROGRESS = '2';
const RESOLVED = '6';

/** Incidents of the Table API. Wire details: anchors 3.7. */
export function serviceNowSystem(settings: ServiceNowSettings, api: TicketApi): TicketSystem<ServiceNowTicket> {
  const names: StateNames = {
    resolved: settings.ResolvedState ?? RESOLVED,
    inProgress: settings.InProgressState ?? IN_PROGRESS,
  };
  const change = async ({ id }: ServiceNowTicket, body: unknown): Promise<Result<undefined, SendOutcome>> => {
    const called = await api.tell('PATCH', `/incident/${encodeURIComponent(id)}?sysparm_fields=sys_id`, body);
    return called.kind === 'done' ? ok(undefined) : err(called.failed);
  };
  return {
    name: 'ServiceNow',
    byId: async (id) => {
      const called = await api.ask(`/incident/${encodeURIComponent(id)}?sysparm_fields=${FIELDS}`);
      return called.kind === 'missing' ? ok(null) : one(called, names);
    },
    byKey: async (key) => {
      const query = encodeURIComponent(`correlation_id=${key}^active=true^ORDERBYDESCsys_created_on`);
      const called = await api.ask(`/incident?sysparm_query=${query}&sysparm_fields=${FIELDS}&sysparm_limit=1`);
      if (called.kind !== 'done') return err(called.failed);
      const found = ManyRecords.safeParse(called.body);
      if (!found.success) return err(notUnderstood());
      const [record] = found.data.result;
      return ok(record === undefined ? null : ticketOf(record, names));
    },
    create: async (key, text) => {
      const query = usesNames(settings) ? '&sysparm_input_display_value=true' : '';
      return one(await api.tell('POST', `/incident?sysparm_fields=${FIELDS}${query}`, newIncident(key, text, settings)), names);
    },
    note: (ticket, text) => change(ticket, { work_notes: noteOf(text), ...raised(ticket, text, settings) }),
    hasNote: async ({ id }, text) => {
      const called = await api.ask(`/incident/${encodeURIComponent(id)}?sysparm_fields=work_notes&sysparm_display_value=true`);
      const notes = called.kind === 'done' ? Notes.safeParse(called.body) : null;
      return notes?.success === true && flat(notes.data.result.work_notes).includes(flat(cut(text, MOST_TEXT)));
    },
    progress: (ticket) => change(ticket, { state: names.inProgress }),
    resolve: (ticket, text) =>
      change(ticket, {
        state: names.resolved,
        close_code: settings.CloseCode ?? CLOSE_CODE,
        close_notes: noteOf(text),
        work_notes: noteOf(text),
      }),
    reopen: (ticket, text) =>
      change(ticket, { state: names.inProgress, work_notes: noteOf(text), ...raised(ticket, text, settings) }),
    wanted: async () => {
      const query = encodeURIComponent('name=incident^element=close_code^inactive=false');
      const called = await api.ask(`/sys_choice?sysparm_query=${query}&sysparm_fields=label,value&sysparm_limit=30`);
      const choices = called.kind === 'done' ? Choices.safeParse(called.body) : null;
      if (choices?.success !== true || choices.data.result.length === 0) return null;
      return `Its close codes are: ${choices.data.result.map(({ value }) => value).join(', ')}.`;
    },
  };
}

const Notes = z.object({ result: z.object({ work_notes: z.string() }) });
const Choices = z.object({ result: z.array(z.object({ value: z.string() })) });

function one(called: Called, names: StateNames): Result<ServiceNowTicket, SendOutcome> {
  if (called.kind !== 'done') return err(called.failed);
  const read = OneRecord.safeParse(called.body);
  return read.success ? ok(ticketOf(read.data.result, names)) : err(notUnderstood());
}

function notUnderstood(): SendOutcome {
  return outcome('permanent', {
    reply:
      'ServiceNow answered without sys_id, number and state of the incident. The user needs to read these fields: give it the role itil.',
  });
}

function newIncident(key: string, text: TicketText, settings: ServiceNowSettings): Record<string, unknown> {
  const { AssignmentGroup, CallerId, Category, Fields } = settings;
  return {
    ...fieldsOf(Fields),
    short_description: cut(oneLine(text.title), MOST_SHORT),
    description: cut(text.text, MOST_TEXT),
    ...urgencyAndImpact(text.severity, settings),
    ...(AssignmentGroup === undefined ? {} : { assignment_group: AssignmentGroup }),
    ...(CallerId === undefined ? {} : { caller_id: CallerId }),
    ...(Category === undefined ? {} : { category: Category }),
    correlation_id: key,
    correlation_display: 'Tocsin',
  };
}

/** What has become worse is worse there too; what people lowered since stays as they left it otherwise. */
function raised({ urgency }: ServiceNowTicket, { severity }: TicketText, settings: ServiceNowSettings): Record<string, string> {
  const now = urgencyAndImpact(severity, settings);
  return urgency !== null && Number(now.urgency) < urgency ? now : {};
}

function noteOf({ title, text }: TicketText): string {
  return cut(text === '' ? title : text, MOST_TEXT);
}

/** References by their names have to be looked up there; a sys_id is 32 hexadecimal digits. */
function usesNames({ AssignmentGroup, CallerId }: ServiceNowSettings): boolean {
  return [AssignmentGroup, CallerId].some((one) => one !== undefined && !/^[0-9a-f]{32}$/.test(one));
}

function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
