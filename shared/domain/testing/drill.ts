import type { ConsoleEvent } from '../events';
import {
  anItem,
  aRun,
  aServer,
  e1,
  e2,
  instanceGone,
  instanceSeen,
  itemSeen,
  type JobStanding,
  job,
  jobSeen,
  launchTold,
  line,
  lines,
  logSeen,
  pendingWave,
  planSeen,
  runSeen,
  runTold,
  serverSeen,
  startedWave,
  t,
  tiers,
  waitsForToken,
} from './facts';

/** What the sources see of the drill trace of the contract reference (section 10), cut down to what says something new. */

const [db, app, web] = [[...tiers[0].servers], [...tiers[1].servers], [...tiers[2].servers]];
export const subnetError =
  "InsufficientFreeAddressesInSubnet: There are not enough free addresses in subnet 'subnet-0123456789abcdef0' to satisfy the requested number of instances.";

export function before(): ConsoleEvent[] {
  return [planSeen('08:59:30'), ...[...db, ...app, ...web].map((short) => serverSeen('08:59:40', aServer(short)))];
}

/** One wave's job from its creation to the moment before its servers launch. */
function launching(
  standing: Omit<JobStanding, 'status'>,
  times: { snapshot: string; conversion: string; launch: string },
): ConsoleEvent[] {
  const { id, servers } = standing;
  return [
    jobSeen(standing.createdAt, { ...standing, status: 'PENDING' }),
    logSeen(times.snapshot, id, [line(times.snapshot, 'JOB_START', null), ...lines(times.snapshot, ['SNAPSHOT_START'], servers)]),
    jobSeen(times.snapshot, { ...standing, status: 'STARTED' }),
    logSeen(times.conversion, id, lines(times.conversion, ['SNAPSHOT_END', 'CONVERSION_START'], servers)),
    logSeen(times.launch, id, lines(times.launch, ['CONVERSION_END', 'LAUNCH_START'], servers)),
    jobSeen(times.launch, { ...standing, status: 'STARTED', rest: 'IN_PROGRESS' }),
  ];
}

const e1Waves0 = [startedWave(0, job('e1'), '09:00:06'), pendingWave(1), pendingWave(2)];
const e1Done0 = startedWave(0, job('e1'), '09:00:06', 'COMPLETED', 'LAUNCHED');
const e1Waves1 = [e1Done0, startedWave(1, job('e2'), '09:12:44'), pendingWave(2)];
const e1Started = { startedAt: t('09:00:00') };
const jobE1: Omit<JobStanding, 'status'> = { id: 'e1', servers: db, createdAt: '09:00:06' };
const jobE2: Omit<JobStanding, 'status'> = { id: 'e2', servers: app, createdAt: '09:12:44' };
const siblings = ['a01', 'a02', 'a04', 'a05'];

/** E1 until wave 0 runs. */
export function e1Start(): ConsoleEvent[] {
  return [
    itemSeen('09:00:00', anItem(e1, { ...e1Started, status: 'PENDING' })),
    runTold('09:00:01', aRun(e1)),
    itemSeen('09:00:07', anItem(e1, { ...e1Started, status: 'POLLING', waves: e1Waves0 })),
    ...launching(jobE1, { snapshot: '09:00:15', conversion: '09:02:05', launch: '09:08:20' }),
  ];
}

/** The end of job e1, whether or not anybody drives the execution. */
export function e1Wave0Ends(): ConsoleEvent[] {
  return [
    ...db.map((short) => launchTold('09:12:10', 'e1', short, true)),
    jobSeen('09:12:20', { ...jobE1, status: 'COMPLETED', launched: db, endedAt: '09:12:20' }),
    logSeen('09:12:20.500', 'e1', [line('09:12:20', 'JOB_END', null)]),
    ...db.map((short) => instanceSeen('09:12:30', 'e1', short)),
  ];
}

/** Wave 1 of E1 until its servers launch. */
export function e1Wave1(): ConsoleEvent[] {
  return [
    itemSeen('09:12:46', anItem(e1, { ...e1Started, status: 'POLLING', waves: e1Waves1 })),
    ...launching(jobE2, { snapshot: '09:12:55', conversion: '09:14:30', launch: '09:20:50' }),
  ];
}

export function e1Fails(): ConsoleEvent[] {
  const failedItem = anItem(e1, {
    ...e1Started,
    status: 'FAILED',
    waves: e1Waves1,
    endedAt: t('09:25:12'),
    errorMessage: '1 servers failed to launch',
    errorCode: 'WAVE_LAUNCH_FAILED',
  });
  return [
    launchTold('09:24:52', 'e2', 'a03', false),
    logSeen('09:24:58', 'e2', [line('09:24:50', 'LAUNCH_FAILED', 'a03', { error: subnetError })]),
    jobSeen('09:24:59', { ...jobE2, status: 'STARTED', rest: 'IN_PROGRESS', failed: ['a03'] }),
    runTold(
      '09:25:12',
      aRun(e1, {
        status: 'FAILED',
        stoppedAt: t('09:25:12'),
        error: 'PlanExecutionFailed',
        cause: 'DRS recovery plan execution failed',
      }),
    ),
    itemSeen('09:25:14', failedItem),
  ];
}

export function e1SiblingsLaunch(): ConsoleEvent[] {
  return [
    ...siblings.map((short) => launchTold('09:26:10', 'e2', short, true)),
    jobSeen('09:26:40', { ...jobE2, status: 'COMPLETED', launched: siblings, failed: ['a03'], endedAt: '09:26:40' }),
    ...siblings.map((short) => instanceSeen('09:26:50', 'e2', short)),
  ];
}

export function e1Terminated(): ConsoleEvent[] {
  const item = anItem(e1, {
    ...e1Started,
    status: 'FAILED',
    waves: e1Waves1,
    endedAt: t('09:25:12'),
    errorMessage: '1 servers failed to launch',
    errorCode: 'WAVE_LAUNCH_FAILED',
    terminateJobIds: [job('e7')],
    terminationInitiatedAt: t('09:30:00'),
  });
  const terminating: Omit<JobStanding, 'status'> = {
    id: 'e7',
    servers: [...db, ...siblings],
    createdAt: '09:30:00',
    type: 'TERMINATE',
  };
  return [
    itemSeen('09:30:05', item),
    jobSeen('09:30:06', { ...terminating, status: 'STARTED' }),
    jobSeen('09:33:30', { ...terminating, status: 'COMPLETED', rest: 'TERMINATED', endedAt: '09:33:30' }),
    ...[...db, ...siblings].map((short) => instanceGone('09:33:40', short)),
  ];
}

const e2Started = { startedAt: t('09:45:00') };
const e2Wave0 = startedWave(0, job('e3'), '09:45:06', 'COMPLETED', 'LAUNCHED');
const e2Wave1 = startedWave(1, job('e4'), '09:57:31', 'COMPLETED', 'LAUNCHED');
const jobE3: Omit<JobStanding, 'status'> = { id: 'e3', servers: db, createdAt: '09:45:06' };
const jobE4: Omit<JobStanding, 'status'> = { id: 'e4', servers: app, createdAt: '09:57:31' };
const jobE5: Omit<JobStanding, 'status'> = { id: 'e5', servers: web, createdAt: '10:25:05' };

/** E2 until wave 1 launches. */
export function e2Start(): ConsoleEvent[] {
  return [
    itemSeen('09:45:00', anItem(e2, { ...e2Started, status: 'PENDING' })),
    runTold('09:45:01', aRun(e2, { startedAt: t('09:45:01') })),
    itemSeen(
      '09:45:10',
      anItem(e2, {
        ...e2Started,
        status: 'POLLING',
        waves: [startedWave(0, job('e3'), '09:45:06'), pendingWave(1), pendingWave(2)],
      }),
    ),
    ...launching(jobE3, { snapshot: '09:45:15', conversion: '09:47:05', launch: '09:53:20' }),
    jobSeen('09:57:10', { ...jobE3, status: 'COMPLETED', launched: db, endedAt: '09:57:10' }),
    ...db.map((short) => instanceSeen('09:57:20', 'e3', short)),
    itemSeen(
      '09:57:33',
      anItem(e2, { ...e2Started, status: 'POLLING', waves: [e2Wave0, startedWave(1, job('e4'), '09:57:31'), pendingWave(2)] }),
    ),
    ...launching(jobE4, { snapshot: '09:57:40', conversion: '09:59:30', launch: '10:05:50' }),
  ];
}

/** Job e4 ends. */
export function e2Wave1Ends(): ConsoleEvent[] {
  return [
    ...app.map((short) => launchTold('10:09:10', 'e4', short, true)),
    jobSeen('10:10:10', { ...jobE4, status: 'COMPLETED', launched: app, endedAt: '10:10:10' }),
    ...app.map((short) => instanceSeen('10:10:15', 'e4', short)),
  ];
}

export function e2Pauses(): ConsoleEvent[] {
  const item = anItem(e2, { ...e2Started, status: 'PAUSED', pausedBeforeWave: 2, waves: [e2Wave0, e2Wave1, pendingWave(2)] });
  return [itemSeen('10:10:22', item), waitsForToken('10:10:24', e2)];
}

/** After the resume the item lists started waves only. */
export function e2Resumes(): ConsoleEvent[] {
  const resumed = { id: 310, at: t('10:25:00'), type: 'TaskStateEntered', stateName: 'ResumeWavePlan', error: null };
  return [
    {
      at: t('10:25:02'),
      type: 'run-steps.observed',
      contextId: planSeen('10:25:02').contextId,
      source: 'sfn-runs',
      executionId: e2,
      steps: [resumed],
    },
    itemSeen('10:25:08', anItem(e2, { ...e2Started, status: 'POLLING', waves: [startedWave(2, job('e5'), '10:25:05')] })),
    ...launching(jobE5, { snapshot: '10:25:15', conversion: '10:27:05', launch: '10:33:20' }),
    ...web.map((short) => launchTold('10:36:30', 'e5', short, true)),
    jobSeen('10:36:40', { ...jobE5, status: 'COMPLETED', launched: web, endedAt: '10:36:40' }),
    ...web.map((short) => instanceSeen('10:36:45', 'e5', short)),
  ];
}

export function e2Succeeds(): ConsoleEvent[] {
  const done = startedWave(2, job('e5'), '10:25:05', 'COMPLETED', 'LAUNCHED');
  return [
    runTold('10:36:52', aRun(e2, { startedAt: t('09:45:01'), status: 'SUCCEEDED', stoppedAt: t('10:36:52') })),
    itemSeen(
      '10:36:55',
      anItem(e2, { ...e2Started, status: 'COMPLETED', endedAt: t('10:36:52'), waves: [e2Wave0, e2Wave1, done] }),
    ),
  ];
}

/** Variant B: the one-minute poller scores E2 again. */
export function e2Rescored(): ConsoleEvent[] {
  const done = startedWave(2, job('e5'), '10:25:05', 'COMPLETED', 'LAUNCHED');
  const item = anItem(e2, {
    ...e2Started,
    status: 'PARTIAL',
    endedAt: t('10:37:30'),
    errorMessage: '1 wave pending',
    waves: [e2Wave0, e2Wave1, done],
  });
  return [itemSeen('10:37:32', item)];
}

/** Variant C: cancelled while wave 1 launches; the run ends well, the job goes on. */
export function e2Cancelled(): ConsoleEvent[] {
  const waves = [e2Wave0, startedWave(1, job('e4'), '09:57:31'), { ...pendingWave(2), status: 'CANCELLED' }];
  return [
    itemSeen('10:00:00', anItem(e2, { ...e2Started, status: 'CANCELLING', waves })),
    itemSeen('10:00:25', anItem(e2, { ...e2Started, status: 'CANCELLED', endedAt: t('10:00:25'), waves })),
    runSeen('10:00:27', aRun(e2, { startedAt: t('09:45:01'), status: 'SUCCEEDED', stoppedAt: t('10:00:26') })),
  ];
}

/** Variant D: cancelled while paused; the run waits on. */
export function e2CancelledWhilePaused(): ConsoleEvent[] {
  const waves = [e2Wave0, e2Wave1, { ...pendingWave(2), status: 'CANCELLED' }];
  return [itemSeen('10:15:00', anItem(e2, { ...e2Started, status: 'CANCELLED', endedAt: t('10:15:00'), waves }))];
}

/** Variant E: the token was answered with a failure; the item never learns. */
export function e2TokenRefused(): ConsoleEvent[] {
  return [
    runTold(
      '10:15:00',
      aRun(e2, { startedAt: t('09:45:01'), status: 'FAILED', stoppedAt: t('10:15:00'), error: 'UserCancelled' }),
    ),
  ];
}

/** Variant F: the orchestrator dies at its first tick. */
export function e1Dies(): ConsoleEvent[] {
  return [
    runTold(
      '09:00:43',
      aRun(e1, { status: 'FAILED', stoppedAt: t('09:00:43'), error: 'States.Runtime', cause: "Invalid path '$.status'" }),
    ),
  ];
}

/** Variant A: the launch of a03 fails once, is tried again and succeeds. */
export function e1RetriesA03(): ConsoleEvent[] {
  const retried = line('09:24:50', 'LAUNCH_FAILED', 'a03', { error: subnetError, attempt: 1, maxAttempts: 3 });
  return [
    logSeen('09:24:58', 'e2', [retried]),
    logSeen('09:25:20', 'e2', [line('09:25:10', 'LAUNCH_START', 'a03')]),
    jobSeen('09:27:00', { ...jobE2, status: 'COMPLETED', launched: app, endedAt: '09:27:00' }),
    ...app.map((short) => instanceSeen('09:27:05', 'e2', short)),
  ];
}

/** E1 as it ends in variant A. */
export function e1Succeeds(): ConsoleEvent[] {
  const done1 = startedWave(1, job('e2'), '09:12:44', 'COMPLETED', 'LAUNCHED');
  const done2 = startedWave(2, job('e6'), '09:28:00', 'COMPLETED', 'LAUNCHED');
  return [
    itemSeen(
      '09:28:05',
      anItem(e1, { ...e1Started, status: 'POLLING', waves: [e1Done0, done1, startedWave(2, job('e6'), '09:28:00')] }),
    ),
    jobSeen('09:39:00', {
      id: 'e6',
      servers: web,
      createdAt: '09:28:00',
      status: 'COMPLETED',
      launched: web,
      endedAt: '09:38:50',
    }),
    runTold('09:39:10', aRun(e1, { status: 'SUCCEEDED', stoppedAt: t('09:39:10') })),
    itemSeen(
      '09:39:12',
      anItem(e1, { ...e1Started, status: 'COMPLETED', endedAt: t('09:39:10'), waves: [e1Done0, done1, done2] }),
    ),
  ];
}

/** The whole default trace. */
export function defaultTrace(): ConsoleEvent[] {
  return [
    ...before(),
    ...e1Start(),
    ...e1Wave0Ends(),
    ...e1Wave1(),
    ...e1Fails(),
    ...e1SiblingsLaunch(),
    ...e1Terminated(),
    ...e2Start(),
    ...e2Wave1Ends(),
    ...e2Pauses(),
    ...e2Resumes(),
    ...e2Succeeds(),
  ];
}
