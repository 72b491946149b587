import { counted } from '../../reconcile/words';
import type { Participant } from '../../view';
import type { Alert } from '../alert';
import type { Cause, Evidence } from '../incident';
import { causeOfLaunch } from '../signals/place-labels';
import { byAlert, type CauseRule, type CauseScene, causeOf, groupedBy } from './cause-rule';
import type { LaunchCause } from './launch-cause';
import { causeWords } from './words';

interface Failed {
  readonly alert: Alert;
  readonly participant: Participant | undefined;
  readonly why: LaunchCause;
}

/**
 * Servers that could not be launched: what AWS wrote of each, and the job log where it wrote nothing. The same reason of many is the more
 * probable, and so is the one that came first.
 */
export const failedLaunches: CauseRule = {
  names: ['server-launch-failed'],
  look(scene) {
    const alerts = scene.alerts.filter(({ name }) => name === 'server-launch-failed');
    const failed = alerts.flatMap((alert) => failedOf(alert, scene));
    const found = groupedBy(failed, ({ why }) => `${why.causeId} ${why.subject?.id ?? ''}`).map((group, index) =>
      suspect(group, { of: alerts.length, isFirst: index === 0 }),
    );
    return found.length > 0 ? found : unexplained(alerts, scene);
  },
};

function failedOf(alert: Alert, scene: CauseScene): Failed[] {
  const participant = scene.participantOf(alert);
  const why = participant === undefined ? null : causeOfLaunch(participant);
  return why === null ? [] : [{ alert, participant, why }];
}

function suspect(
  group: readonly [Failed, ...Failed[]],
  { of, isFirst }: { readonly of: number; readonly isFirst: boolean },
): Cause {
  const [first] = group;
  const { causeId, subject } = first.why;
  return causeOf({
    causeId,
    title: titleOf(first.why),
    score: 0.7 + 0.2 * (group.length / of) + (isFirst ? 0.05 : 0),
    subject,
    evidence: [
      ...group.slice(0, 4).map(({ alert, participant }) => byAlert(alert, whatAwsWrote(alert, participant))),
      ...jobsOf(group),
      ...(of > group.length ? [shareOf(group, of)] : []),
    ],
  });
}

function titleOf({ causeId, subject }: LaunchCause): string {
  const { title } = causeWords[causeId];
  if (subject === null) return title;
  switch (causeId) {
    case 'subnet-out-of-addresses':
      return `No free addresses in ${subject.name}`;
    case 'instance-capacity':
      return `EC2 has no capacity for ${subject.name}`;
    case 'iam-denied':
      return `A permission is missing: ${subject.name}`;
    default:
      return `${title}: ${subject.name}`;
  }
}

function whatAwsWrote({ title }: Alert, participant: Participant | undefined): string {
  const raw = participant?.rawError ?? null;
  if (raw !== null) return `${title}: ${raw.replace(/\s+/g, ' ').slice(0, 300)}`;
  const event = participant?.lastEvent?.event;
  return event === undefined ? title : `${title} after ${event}`;
}

/** The job logs in which it stands. */
function jobsOf(group: readonly Failed[]): Evidence[] {
  const jobs = new Map(
    group.flatMap(({ alert }) => (alert.labels.job === undefined ? [] : [[alert.labels.job, alert] as const])),
  );
  return [...jobs].slice(0, 2).map(([id, { labels, startedAt }]) => ({
    text: `The log of job ${id}${labels.waveLabel === undefined ? '' : ` (${labels.waveLabel})`}`,
    at: startedAt,
    ref: { kind: 'job', id },
  }));
}

function shareOf(group: readonly Failed[], of: number): Evidence {
  return { text: `${group.length} of ${counted(of, 'failed server')} failed for this reason`, at: null, ref: null };
}

function unexplained(alerts: readonly Alert[], scene: CauseScene): readonly Cause[] {
  const [first] = alerts;
  if (first === undefined) return [];
  const raw = scene.participantOf(first)?.rawError ?? null;
  return [
    causeOf({
      causeId: 'unknown',
      ...(raw === null ? {} : { title: `AWS says: ${raw.replace(/\s+/g, ' ').slice(0, 120)}` }),
      score: 0.2,
      subject:
        first.sourceServerId === null ? null : { kind: 'server', id: first.sourceServerId, name: first.labels.serverName ?? '' },
      evidence: alerts.slice(0, 4).map((alert) => byAlert(alert)),
    }),
  ];
}
