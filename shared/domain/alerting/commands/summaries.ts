import { actorName } from '../../actor-name';
import { type Instant, secondsBetween } from '../../primitives';
import { formatDuration } from '../../templates/locale-format';
import type { Alert } from '../alert';
import { secondsToObjective } from '../impact/impact-of';
import type { Incident, IncidentEntry } from '../incident';

/** Everything an account of an incident is made of. */
export interface IncidentRecord {
  readonly incident: Incident;
  readonly alerts: readonly Alert[];
  /** Oldest first. */
  readonly entries: readonly IncidentEntry[];
  readonly now: Instant;
}

/** What whoever takes over must know, as Markdown: where it stands, who has it, what was tried, what comes next. */
export function handOver(record: IncidentRecord): string {
  const { incident, alerts, entries, now } = record;
  const firing = alerts.filter(({ status }) => status === 'FIRING');
  const worth = entries.filter(({ kind }) => worthHandingOver.has(kind)).slice(-15);
  return page([
    `# Incident ${incident.number}: ${incident.title}`,
    facts([
      ['State', stateOf(incident)],
      ['Severity', [incident.severity, ...incident.severityWhy].join(', ')],
      ['Since', `${incident.openedAt} (${lasted(incident.openedAt, incident.resolvedAt ?? now)})`],
      ['Acknowledged', acknowledgedFirst(record)],
      ['Plan', incident.planName],
      [
        'Roles',
        Object.entries(incident.roles)
          .map(([role, who]) => `${role}: ${actorName(who)}`)
          .join(', '),
      ],
    ]),
    section(
      'What fires now',
      firing.slice(0, 20).map(({ title, severity, startedAt }) => `${severity} ${title}, since ${startedAt}`),
    ),
    section(
      'Probable cause',
      incident.causes.slice(0, 3).map(({ title, score }) => `${title} (${percent(score)})`),
    ),
    section('Impact', impactLines(incident, now)),
    section('What was done', worth.map(lineOf)),
    section('Next', [nextOf(incident), ...escalationLines(incident)]),
  ]);
}

const worthHandingOver: ReadonlySet<IncidentEntry['kind']> = new Set([
  'acknowledged',
  'unacknowledged',
  'escalated',
  'nobody-on-call',
  'note',
  'role',
  'runbook',
  'ticket',
  'severity',
  'merged',
  'split',
  'reopened',
]);

/** A draft for looking back, as Markdown: facts filled in, what people must judge left open by name. */
export function postIncidentReport(record: IncidentRecord): string {
  const { incident, alerts, entries, now } = record;
  return page([
    `# Post-incident report: incident ${incident.number}`,
    incident.rehearsal ? '**REHEARSAL: nothing of this was real.**' : '',
    `## Summary\n\n${incident.title}. ${incident.summary}`,
    facts([
      ['Severity', [incident.severity, ...incident.severityWhy].join(', ')],
      ['Began', incident.openedAt],
      ['Acknowledged', acknowledgedFirst(record) ?? 'never'],
      [
        'Ended',
        incident.resolvedAt === null
          ? 'not yet'
          : `${incident.resolvedAt}, after ${lasted(incident.openedAt, incident.resolvedAt)}`,
      ],
      ['Plan', incident.planName],
      ['Alerts', `${alerts.length}`],
    ]),
    section('Impact', impactLines(incident, now)),
    section(
      'Root cause',
      incident.causes
        .slice(0, 3)
        .flatMap(({ title, score, evidence }) => [
          `${title} (${percent(score)})`,
          ...evidence.slice(0, 5).map(({ text, at }) => `  - ${at === null ? '' : `${at} `}${text}`),
        ]),
    ),
    incident.recurrence === null ? '' : section('Seen before', [incident.recurrence.text]),
    section('Timeline', entries.slice(0, 200).map(lineOf)),
    section('What went well', ['To be written by those who were there.']),
    section('What went badly', ['To be written by those who were there.']),
    section('Actions', ['[ ] Who does what until when.']),
    `Drawn up from the console’s record at ${now}.`,
  ]);
}

/** When somebody first took it, also where they gave it back since; null where nobody has. */
function acknowledgedFirst({ incident, entries }: IncidentRecord): string | null {
  const first = entries.find(({ kind }) => kind === 'acknowledged');
  const at = first?.at ?? incident.acknowledgedAt;
  if (at === null) return null;
  return `after ${lasted(incident.openedAt, at)}, by ${actorName(first?.by ?? incident.acknowledgedBy ?? 'somebody')}`;
}

function impactLines(incident: Incident, now: Instant): string[] {
  const { impact } = incident;
  if (impact === null) return ['Not known.'];
  const { servers, serversOfPlan, applications, plans, costPerHour, currency } = impact;
  const seconds = secondsToObjective(incident, now);
  return [
    `${servers}${serversOfPlan === null ? '' : ` of ${serversOfPlan}`} servers failed or in doubt`,
    ...(applications.length === 0 ? [] : [`Applications: ${applications.join(', ')}`]),
    ...plans.map(({ planName, owner, tier }) =>
      [planName, tier === null ? null : `tier ${tier}`, owner].filter(Boolean).join(', '),
    ),
    ...(seconds === null ? [] : [objectiveLine(seconds, incident)]),
    ...(costPerHour === null ? [] : [`${costPerHour.toFixed(2)} ${currency ?? ''} an hour`]),
  ];
}

function objectiveLine(seconds: number, { impact, resolvedAt }: Incident): string {
  const words = seconds >= 0 ? `${duration(seconds)} to the objective` : `objective missed by ${duration(-seconds)}`;
  const ofWhen = resolvedAt === null ? words : `${words} when it ended`;
  return impact?.objectiveAt == null ? ofWhen : `${ofWhen} (${impact.objectiveAt})`;
}

function escalationLines({ escalation }: Incident): string[] {
  if (escalation === null || escalation.nextAt === null) return [];
  return [`Escalates to step ${escalation.step + 1} of ${escalation.policyName} at ${escalation.nextAt}`];
}

function nextOf({ nextStep, causes }: Incident): string {
  return causes[0]?.nextStep || nextStep || 'Nobody has said what comes next.';
}

function stateOf({ status, acknowledgedBy, mergedInto }: Incident): string {
  if (status === 'MERGED') return `merged into ${mergedInto}`;
  if (status === 'ACKNOWLEDGED') return `acknowledged by ${actorName(acknowledgedBy ?? 'somebody')}`;
  return status.toLowerCase();
}

function lineOf({ at, text, by }: IncidentEntry): string {
  const who = by === null ? null : actorName(by);
  return `${at} ${text}${who === null || text.includes(who) ? '' : ` (${who})`}`;
}

function facts(all: readonly (readonly [string, string | null])[]): string {
  return all
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `- **${name}:** ${value}`)
    .join('\n');
}

function section(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return `## ${title}\n\n${lines.map((line) => (line.startsWith('  ') ? line : `- ${line}`)).join('\n')}`;
}

function page(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function lasted(from: Instant, to: Instant): string {
  return duration(Math.max(0, secondsBetween(from, to)));
}

function duration(seconds: number): string {
  return formatDuration(seconds, 'en');
}

function percent(score: number): string {
  return `${Math.round(score * 100)} %`;
}
