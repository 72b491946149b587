import type { ServerFacts, WaveFacts } from '../notifications/event';
import { errorOf, failedServers, progressOf, wavesOf } from './facts';
import { linkTo } from './links';
import { translateCause } from './sentences';
import { type Field, type ListVariable, list, type Variable, variable } from './variable';

/** What an event is about: execution, waves, servers. */

const waveFields: readonly Field<WaveFacts>[] = [
  { name: 'number', type: 'number', text: 'From 0, as in all data', read: (wave) => wave.number },
  { name: 'label', type: 'text', text: 'As people say: Wave 1 Database', read: (wave) => wave.label },
  { name: 'status', type: 'text', text: 'PENDING, RUNNING, COMPLETED, FAILED, CANCELLED', read: (wave) => wave.status },
  { name: 'startedAt', type: 'time', text: 'When it started', read: (wave) => wave.startedAt },
  { name: 'endedAt', type: 'time', text: 'When it ended', read: (wave) => wave.endedAt },
  { name: 'total', type: 'number', text: 'Servers of the wave', read: (wave) => wave.total },
  { name: 'launched', type: 'number', text: 'Servers launched', read: (wave) => wave.launched },
  { name: 'failed', type: 'number', text: 'Servers that failed', read: (wave) => wave.failed },
  {
    name: 'progress',
    type: 'share',
    text: 'Share of its servers that were launched, 0 to 1',
    read: (wave) => progressOf(wave),
  },
];

const serverFields: readonly Field<ServerFacts>[] = [
  { name: 'id', type: 'text', text: 'Source server id', read: (server) => server.id },
  { name: 'name', type: 'text', text: 'Name', read: (server) => server.name },
  { name: 'waveNumber', type: 'number', text: 'Its wave, from 0', read: (server) => server.waveNumber },
  {
    name: 'waveLabel',
    type: 'text',
    text: 'Its wave, as people say',
    read: (server, { event }) => wavesOf(event).find(({ number }) => number === server.waveNumber)?.label ?? null,
  },
  { name: 'phase', type: 'text', text: 'SNAPSHOT, CONVERSION, LAUNCH …', read: (server) => server.phase },
  { name: 'launchStatus', type: 'text', text: 'As DRS spells it', read: (server) => server.launchStatus },
  {
    name: 'error',
    type: 'text',
    text: 'Why it failed, for people',
    read: (server, { locale }) => translateCause(server.error, locale),
  },
  { name: 'rawError', type: 'text', text: 'What AWS wrote', read: (server) => server.rawError },
  { name: 'recoveryInstanceId', type: 'text', text: 'Recovery instance', read: (server) => server.recoveryInstanceId },
  { name: 'instanceType', type: 'text', text: 'Instance type', read: (server) => server.instanceType },
  { name: 'privateIp', type: 'text', text: 'Private address', read: (server) => server.privateIp },
  { name: 'replicationState', type: 'text', text: 'Replication state', read: (server) => server.replicationState },
  { name: 'lagSeconds', type: 'seconds', text: 'Replication lag', read: (server) => server.lagSeconds },
  { name: 'link', type: 'link', text: 'Leads to it in the console', read: (server, source) => linkTo.server(source, server.id) },
];

export const subjectVariables: readonly Variable[] = [
  variable('plan.id', 'text', 'Recovery plan id', ({ event }) => event.planId),
  variable('plan.name', 'text', 'Recovery plan', ({ event }) => event.planName, 'PlanName'),
  variable('execution.id', 'text', 'Execution id', ({ event }) => event.execution?.id),
  variable('execution.planName', 'text', 'Recovery plan', ({ event }) => (event.execution === null ? null : event.planName)),
  variable('execution.type', 'text', 'DRILL or RECOVERY', ({ event }) => event.execution?.type),
  variable('execution.status', 'text', 'Where it stands', ({ event }) => event.execution?.status),
  variable('execution.detail', 'list of text', 'What the platform does not say', ({ event }) => event.execution?.detail),
  variable('execution.summary', 'text', 'In one sentence (English)', ({ event }) => event.execution?.summary),
  variable('execution.startedAt', 'time', 'When it started', ({ event }) => event.execution?.startedAt),
  variable('execution.endedAt', 'time', 'When it ended', ({ event }) => event.execution?.endedAt),
  variable('execution.durationSeconds', 'seconds', 'How long it took so far', ({ event }) => event.execution?.durationSeconds),
  variable('execution.initiatedBy', 'text', 'Who started it', ({ event }) => event.execution?.initiatedBy),
  variable('execution.errorMessage', 'text', 'What the platform wrote', ({ event }) => event.execution?.errorMessage),
  variable('execution.totalWaves', 'number', 'Waves', ({ event }) => event.execution?.totalWaves),
  variable('execution.currentWave', 'number', 'Wave at work, from 0', ({ event }) => event.execution?.currentWave),
  variable(
    'execution.pausedBeforeWave',
    'number',
    'Wave it waits before, from 0',
    ({ event }) => event.execution?.pausedBeforeWave,
  ),
  variable('execution.total', 'number', 'Servers', ({ event }) => event.execution?.total),
  variable('execution.launched', 'number', 'Servers launched', ({ event }) => event.execution?.launched),
  variable('execution.failed', 'number', 'Servers that failed', ({ event }) => event.execution?.failed),
  variable('execution.progress', 'share', 'Share of the servers that were launched, 0 to 1', ({ event }) =>
    event.execution === null ? null : progressOf(event.execution),
  ),
  variable('execution.instancesRunning', 'number', 'Instances that run', ({ event }) => event.execution?.instancesRunning),
  variable('execution.serversOmitted', 'number', 'Servers that are not listed', ({ event }) => event.execution?.serversOmitted),
  ...waveFields.map(({ name, type, text, read }) =>
    variable(`wave.${name}`, type, text, (source) => (source.event.wave === null ? null : read(source.event.wave, source))),
  ),
  ...serverFields.map(({ name, type, text, read }) =>
    variable(`server.${name}`, type, text, (source) => (source.event.server === null ? null : read(source.event.server, source))),
  ),
  variable('errorMessage', 'text', 'Why, in the best words there are', ({ event, locale }) =>
    translateCause(errorOf(event), locale),
  ),
];

export const subjectLists: readonly ListVariable[] = [
  list('waves', 'Waves of the execution', waveFields, ({ event }) => wavesOf(event)),
  list('servers', 'Its servers, failed ones first, at most 50', serverFields, ({ event }) => event.execution?.servers ?? []),
  list('failedServers', 'Servers that failed', serverFields, ({ event }) => failedServers(event)),
];
