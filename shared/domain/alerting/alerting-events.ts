import { z } from 'zod';
import { Severity } from '../notice';
import { Instant } from '../primitives';
import { Alert } from './alert';
import { Incident, IncidentEntry } from './incident';
import { Labels } from './labels';
import { Silence } from './silence';

const base = { at: Instant };
const changed = { before: z.unknown(), after: z.unknown(), actor: z.string() };

/** Events of the journal about alerts and incidents. Alerts and incidents have tables of their own, brought up to date in the transaction that records these. */
export const alertingEvents = [
  /** Alerts as they are from now on; all that one commit changed. */
  z.object({ ...base, type: z.literal('alerts.changed'), alerts: z.array(Alert) }),
  /** An incident as it is from now on, and what its timeline says of the change. */
  z.object({
    ...base,
    type: z.literal('incident.changed'),
    incident: Incident,
    entries: z.array(IncidentEntry),
    actor: z.string().nullable(),
  }),
  /** A rule of an operator judges one series otherwise than before. Only changes are recorded. */
  z.object({
    ...base,
    type: z.literal('rule.state-changed'),
    ruleId: z.string(),
    ruleName: z.string(),
    fingerprint: z.string(),
    labels: Labels,
    from: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
    to: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
    severity: Severity,
    title: z.string(),
    summary: z.string(),
    nextStep: z.string(),
    value: z.number().nullable(),
    threshold: z.number().nullable(),
    policyId: z.string().nullable(),
    runbookId: z.string().nullable(),
    quietMinutes: z.number().nullable(),
    quietOnAcknowledgement: z.boolean(),
  }),
  z.object({ ...base, type: z.literal('silence.changed'), silence: Silence, actor: z.string() }),
  /** Somebody says that an alert was graver, or less so, than was thought. */
  z.object({
    ...base,
    type: z.literal('severity.corrected'),
    alertId: z.string(),
    name: z.string(),
    labels: Labels,
    from: Severity,
    to: Severity,
    note: z.string().nullable(),
    actor: z.string(),
  }),
  z.object({ ...base, type: z.literal('alert-rules.changed'), ...changed }),
  z.object({ ...base, type: z.literal('alerting.changed'), ...changed }),
  z.object({ ...base, type: z.literal('on-call.changed'), ...changed }),
] as const;
