import type { IncidentFacts } from '../event';
import type { NotificationEventType } from '../event-types';
import type { Sample } from './sample';
import { moment } from './sample-facts';

type Incidents = Extract<NotificationEventType, `incident.${string}`>;

const facts: IncidentFacts = {
  id: 'inc-01J9ZK4V6Q',
  number: 12,
  status: 'OPEN',
  reason: 'first',
  isTold: false,
  severityWhy: ['production', 'tier 1 plan', '3 of 5 servers of the wave'],
  openedAt: moment('09:20:40'),
  alerts: [
    {
      id: 'rule:lag-above-rpo:s-0a01#1',
      title: 'Lag of db-01 is above its objective',
      severity: 'HIGH',
      status: 'FIRING',
      startedAt: moment('09:20:40'),
      labels: { rule: 'lag-above-rpo', serverName: 'db-01', plan: 'Payroll DR' },
    },
    {
      id: 'rule:lag-above-rpo:s-0a02#1',
      title: 'Lag of db-02 is above its objective',
      severity: 'HIGH',
      status: 'FIRING',
      startedAt: moment('09:21:10'),
      labels: { rule: 'lag-above-rpo', serverName: 'db-02', plan: 'Payroll DR' },
    },
  ],
  alertsTotal: 2,
  alertsOmitted: 0,
  firing: 2,
  suppressed: 0,
  causes: [
    {
      id: 'network-blocked',
      title: 'The way to the staging area is blocked',
      score: 0.8,
      nextStep: 'Check TCP port 1500 from db-01.',
    },
  ],
  runbookId: 'network-blocked',
};

const about = {
  of: `${facts.id}:1`,
  title: 'Incident 12: Lag of db-01 is above its objective and 1 more',
  summary: 'Replicas of 2 servers are more than 15 min behind.',
  threadKey: `incident:${facts.id}`,
  notice: `incident:${facts.id}`,
  planName: 'Payroll DR',
};

export const incidentSamples: { readonly [T in Incidents]: Sample } = {
  'incident.opened': { ...about, at: '09:20:45', incident: facts, nextSteps: ['Check TCP port 1500 from db-01.'] },
  'incident.changed': { ...about, at: '09:26:00', of: `${facts.id}:2`, incident: { ...facts, reason: 'new-alerts' } },
  'incident.acknowledged': {
    ...about,
    at: '09:27:30',
    of: `${facts.id}:3`,
    title: 'Incident 12 was taken: Lag of db-01 is above its objective',
    acknowledgement: { by: 'dana', note: 'Looking at the firewall.' },
    incident: { ...facts, status: 'ACKNOWLEDGED', reason: 'acknowledged' },
  },
  'incident.escalated': {
    ...about,
    at: '09:35:45',
    of: `${facts.id}:4`,
    title: 'Incident 12 was escalated: Lag of db-01 is above its objective',
    incident: { ...facts, reason: 'repeat' },
  },
  'incident.resolved': {
    ...about,
    at: '09:50:00',
    of: `${facts.id}:5`,
    title: 'Incident 12 is over: Lag of db-01 is above its objective',
    summary: 'The replicas are within the objective again.',
    incident: { ...facts, status: 'RESOLVED', reason: 'resolved', firing: 0 },
  },
};
