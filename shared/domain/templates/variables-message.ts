import type { NotificationEvent } from '../notifications/event';
import { familyOf } from '../notifications/event-types';
import { type DigestGroup, digestGroups } from './digest-groups';
import { headingOf, stepsOf, summaryOf } from './event-words';
import { type Fact, factsOf, isLate } from './facts';
import { linkTo } from './links';
import { colourOf } from './plain-message';
import { type ListVariable, list, type Variable, variable } from './variable';

/** The message itself: what happened, when, how grave, where to look. */
export const messageVariables: readonly Variable[] = [
  variable('title', 'text', 'What happened, in one line', (source) => headingOf(source.event, source.locale)),
  variable('summary', 'text', 'What happened, in a sentence', (source) => summaryOf(source.event, source.locale)),
  variable('severity', 'text', 'INFO, LOW, MEDIUM, HIGH, CRITICAL', ({ event }) => event.severity),
  variable('colour', 'text', 'Of its severity, green for what is over; #rrggbb', ({ event }) => colourOf(event)),
  variable('type', 'text', 'Kind of event, such as execution.failed', ({ event }) => event.type, 'EventType'),
  variable('family', 'text', 'execution, wave, server, drs, health, security, alert, custom', ({ event }) =>
    familyOf(event.type),
  ),
  variable('lifecycle', 'text', 'opens, updates, acknowledges, closes, informs', ({ event }) => event.lifecycle),
  variable('eventId', 'text', 'The same for the same fact', ({ event }) => event.eventId),
  variable('alertKey', 'text', 'What opens and closes the same page', ({ event }) => event.alertKey),
  variable('occurredAt', 'time', 'When it happened', ({ event }) => event.occurredAt),
  variable('sentAt', 'time', 'When this message was written', ({ now }) => now),
  variable('late', 'yes-no', 'More than five minutes lie between the two', ({ event, now }) => isLate(event, now)),
  variable('rehearsal', 'yes-no', 'An exercise: nothing of this is real', ({ event }) => event.rehearsal),
  variable('test', 'yes-no', 'Sent by hand to try a channel', ({ delivery }) => delivery?.test ?? false),
  variable(
    'escalated',
    'yes-no',
    'Nobody acknowledged it in time',
    ({ delivery, event }) => delivery?.step === 1 && event.lifecycle === 'opens',
  ),
  variable('nextSteps', 'list of text', 'What to do now', (source) => stepsOf(source.event, source.locale)),
  variable('environment', 'text', 'production, test, or nothing', ({ event }) => event.environment),
  variable('accountId', 'text', 'AWS account', ({ event }) => event.accountId),
  variable('region', 'text', 'AWS region', ({ event }) => event.region),
  variable('contextName', 'text', 'The account’s name in the console', ({ event }) => event.contextName),
  variable('locale', 'text', 'Language of this message', ({ locale }) => locale),
  variable('timeZone', 'text', 'Zone in which times are written', ({ defaults }) => defaults.TimeZone),
  variable('recipient', 'text', 'Who gets this message', ({ delivery }) => delivery?.recipient),
  variable('notification.name', 'text', 'Configuration that sends it', ({ delivery }) => delivery?.configurationName),
  variable('notification.why', 'text', 'Why it matched', ({ delivery }) => delivery?.why),
  variable('links.console', 'link', 'The console', (source) => linkTo.console(source)),
  variable('links.execution', 'link', 'The execution', (source) => linkTo.execution(source)),
  variable('links.server', 'link', 'The server', (source) => linkTo.server(source, source.event.server?.id)),
  variable('links.alerts', 'link', 'Alerts, to acknowledge', (source) => linkTo.alerts(source)),
  variable('links.best', 'link', 'The place that fits this event best', (source) => linkTo.best(source)),
  variable('branding.organization', 'text', 'Your organisation', ({ defaults }) => defaults.Branding.OrganizationName),
  variable('branding.colour', 'text', 'Your colour', ({ defaults }) => defaults.Branding.PrimaryColor),
  variable('branding.footer', 'text', 'Text at the end of mails', ({ defaults }) => defaults.Branding.FooterText),
  variable('branding.hasLogo', 'yes-no', 'A logo was set', ({ defaults }) => defaults.Branding.Logo !== undefined),
];

/** Parts that only some events have; null where they have none. */
export const partVariables: readonly Variable[] = [
  variable('source.id', 'text', 'Source', ({ event }) => event.source?.id),
  variable('source.title', 'text', 'Its name', ({ event }) => event.source?.title),
  variable('source.code', 'text', 'Error code', ({ event }) => event.source?.code),
  variable('source.message', 'text', 'What it answered', ({ event }) => event.source?.message),
  variable('permission.action', 'text', 'Missing permission', ({ event }) => event.permission?.action),
  variable('permission.resource', 'text', 'On what', ({ event }) => event.permission?.resource),
  variable('quota.name', 'text', 'Limit', ({ event }) => event.quota?.name),
  variable('quota.used', 'number', 'How much is used', ({ event }) => event.quota?.used),
  variable('quota.limit', 'number', 'How much there is', ({ event }) => event.quota?.limit),
  variable('quota.unit', 'text', 'Unit', ({ event }) => event.quota?.unit),
  variable('security.category', 'text', 'Kind of finding', ({ event }) => event.security?.category),
  variable('security.who', 'text', 'Who', ({ event }) => event.security?.who),
  variable('security.where', 'text', 'From where', ({ event }) => event.security?.where),
  variable('security.what', 'text', 'What was called', ({ event }) => event.security?.what),
  variable('security.targets', 'list of text', 'On what', ({ event }) => event.security?.targets),
  variable('security.errorCode', 'text', 'Error code', ({ event }) => event.security?.errorCode),
  variable('delivery.channel', 'text', 'Channel that fails', ({ event }) => event.delivery?.channel),
  variable('delivery.destination', 'text', 'Destination', ({ event }) => event.delivery?.destination),
  variable('delivery.message', 'text', 'What it answered', ({ event }) => event.delivery?.message),
  variable('failback.from', 'text', 'State of the failback before', ({ event }) => event.failback?.from),
  variable('failback.to', 'text', 'State of the failback now', ({ event }) => event.failback?.to),
  variable('acknowledgement.by', 'text', 'Who acknowledged it', ({ event }) => event.acknowledgement?.by),
  variable('acknowledgement.note', 'text', 'With which note', ({ event }) => event.acknowledgement?.note),
  variable('custom.source', 'text', 'Who told us', ({ event }) => event.custom?.source),
  variable('custom.name', 'text', 'What they call it', ({ event }) => event.custom?.name),
  variable('custom.data', 'record', 'What they sent along; any path within it', ({ event }) => event.custom?.data),
  variable('digest.total', 'number', 'Events gathered', ({ digest }) => digest.length),
  variable('digest.from', 'time', 'The first of them', ({ digest }) => digest[0]?.occurredAt),
  variable('digest.to', 'time', 'The last of them', ({ digest }) => digest.at(-1)?.occurredAt),
];

export const messageLists: readonly ListVariable[] = [
  list<Fact>(
    'facts',
    'What matters about this event, as label and value in the reader’s language',
    [
      { name: 'label', type: 'text', text: 'What', read: ({ label }) => label },
      { name: 'value', type: 'text', text: 'Its value', read: ({ value }) => value },
    ],
    (source) => factsOf(source),
  ),
  list<NotificationEvent['logExcerpt'][number]>(
    'logExcerpt',
    'Newest log lines that explain it, at most 20',
    [
      { name: 'at', type: 'time', text: 'When', read: ({ at }) => at },
      { name: 'text', type: 'text', text: 'The line', read: ({ text }) => text },
    ],
    ({ event }) => event.logExcerpt,
  ),
  list<DigestGroup>(
    'digestGroups',
    'Events gathered in a storm, by what they say',
    [
      { name: 'count', type: 'number', text: 'How many', read: ({ count }) => count },
      { name: 'title', type: 'text', text: 'What happened', read: ({ title }) => title },
      { name: 'type', type: 'text', text: 'Kind of event', read: ({ type }) => type },
      { name: 'severity', type: 'text', text: 'The gravest of them', read: ({ severity }) => severity },
      { name: 'subjects', type: 'list of text', text: 'Servers, waves, plans concerned', read: ({ subjects }) => subjects },
      { name: 'firstAt', type: 'time', text: 'The first', read: ({ firstAt }) => firstAt },
      { name: 'lastAt', type: 'time', text: 'The last', read: ({ lastAt }) => lastAt },
    ],
    (source) => digestGroups(source.digest, source.locale),
  ),
];
