import type { CauseId } from './cause-ids';

/** What the raw error of a failed launch says: its cause, and what in AWS it is about. `subject.id` is the same for the same thing. */
export interface LaunchCause {
  readonly causeId: CauseId;
  readonly subject: { readonly kind: string; readonly id: string; readonly name: string } | null;
  /** What matchers may look at: `subnet`, `az`, `instanceType`, `permission`, `key`, `launchTemplate`. */
  readonly labels: Readonly<Record<string, string>>;
}

interface Known {
  readonly pattern: RegExp;
  readonly read: (raw: string) => LaunchCause;
}

/** First match wins: KMS before permissions, since a key that refuses says AccessDenied as well. */
const known: readonly Known[] = [
  { pattern: /InsufficientFreeAddressesInSubnet|no free (?:ip )?addresses/i, read: subnetFull },
  { pattern: /Insufficient(?:Instance|Host)Capacity|ReservationCapacityExceeded/i, read: noCapacity },
  { pattern: /VcpuLimitExceeded|InstanceLimitExceeded|MaxSpotInstanceCountExceeded/i, read: () => plain('vcpu-quota') },
  { pattern: /(?:InvalidLaunchTemplate|LaunchTemplate\w*(?:NotFound|Exception))/i, read: template },
  { pattern: /KMS|kms:/, read: key },
  { pattern: /(?:InvalidSubnetID|InvalidGroup|InvalidSecurityGroup|InvalidAMIID|InvalidKeyPair)/i, read: template },
  { pattern: /InvalidIPAddress\.InUse|InvalidParameterCombination|\bUnsupported\b/i, read: template },
  { pattern: /UnauthorizedOperation|AccessDenied|not authorized to perform/i, read: denied },
  { pattern: /SnapshotLimitExceeded|SnapshotCreationPerVolume|take a snapshot|\bsnapshot\b.*\bfail/i, read: snapshot },
  { pattern: /(?:failed to convert|conversion)/i, read: () => plain('conversion-failed') },
  { pattern: /ServiceQuotaExceeded|LimitExceeded.*job|too many (?:jobs|servers)/i, read: () => plain('job-quota') },
];

/** What DRS was doing when it failed, where its error names no cause. */
const byEvent: Readonly<Record<string, CauseId>> = {
  SNAPSHOT_FAIL: 'snapshot-failed',
  USING_PREVIOUS_SNAPSHOT_FAILED: 'snapshot-failed',
  CONVERSION_FAIL: 'conversion-failed',
  UPDATE_LAUNCH_TEMPLATE_FAILED: 'launch-template',
};

/** Errors repeat by the thousand in a bad hour. */
const read = new Map<string, LaunchCause | null>();
const MOST_READ = 500;

/** The cause that a raw error of a launch names; null where it names none we know. `event` is the line of the job log that ended it. */
export function launchCauseOf(raw: string, event: string | null): LaunchCause | null {
  const held = read.get(raw);
  const found = held === undefined ? (known.find(({ pattern }) => pattern.test(raw))?.read(raw) ?? null) : held;
  if (held === undefined) {
    if (read.size >= MOST_READ) read.clear();
    read.set(raw, found);
  }
  return found ?? launchCauseOfEvent(event);
}

/** The cause that follows from the line of the job log alone. */
export function launchCauseOfEvent(event: string | null): LaunchCause | null {
  const causeId = event === null ? undefined : byEvent[event];
  return causeId === undefined ? null : plain(causeId);
}

function plain(causeId: CauseId): LaunchCause {
  return { causeId, subject: null, labels: {} };
}

function subnetFull(raw: string): LaunchCause {
  const subnet = /\bsubnet-[0-9a-z]+/i.exec(raw)?.[0];
  if (subnet === undefined) return plain('subnet-out-of-addresses');
  return { causeId: 'subnet-out-of-addresses', subject: { kind: 'subnet', id: subnet, name: subnet }, labels: { subnet } };
}

function noCapacity(raw: string): LaunchCause {
  const az = /\b[a-z]{2}(?:-[a-z]+)+-\d[a-z]\b/.exec(raw)?.[0];
  const instanceType = /\b[a-z]\d?[a-z0-9-]*\.(?:nano|micro|small|medium|large|metal|\d*x?large)(?:-\w+)?\b/.exec(raw)?.[0];
  const labels = { ...(az === undefined ? {} : { az }), ...(instanceType === undefined ? {} : { instanceType }) };
  const name = [instanceType, az].filter((part) => part !== undefined).join(' in ');
  const subject = name === '' ? null : { kind: 'capacity', id: `${az ?? 'any'}/${instanceType ?? 'any'}`, name };
  return { causeId: 'instance-capacity', subject, labels };
}

function template(raw: string): LaunchCause {
  const id = /\b(?:lt|subnet|sg|ami)-[0-9a-z]+/i.exec(raw)?.[0];
  return {
    causeId: 'launch-template',
    subject: id === undefined ? null : { kind: 'launch-template', id, name: id },
    labels: id === undefined ? {} : { launchTemplate: id },
  };
}

function key(raw: string): LaunchCause {
  const arn = /arn:aws[\w-]*:kms:[\w:/-]+/.exec(raw)?.[0];
  return {
    causeId: 'kms-denied',
    subject: arn === undefined ? null : { kind: 'key', id: arn, name: tail(arn) },
    labels: arn === undefined ? {} : { key: arn },
  };
}

function denied(raw: string): LaunchCause {
  const action = /\b(?:ec2|iam|drs|sts|ssm|kms|ebs|s3):[A-Z]\w+/.exec(raw)?.[0];
  const role = /:assumed-role\/([\w+=,.@-]+)/.exec(raw)?.[1];
  const name = [action, role === undefined ? undefined : `for ${role}`].filter((part) => part !== undefined).join(' ');
  if (name === '') return plain('iam-denied');
  const permission = `${role ?? 'role'}/${action ?? 'call'}`;
  return { causeId: 'iam-denied', subject: { kind: 'permission', id: permission, name }, labels: { permission } };
}

function snapshot(raw: string): LaunchCause {
  const volume = /\bvol-[0-9a-z]+/i.exec(raw)?.[0];
  return {
    causeId: 'snapshot-failed',
    subject: volume === undefined ? null : { kind: 'volume', id: volume, name: volume },
    labels: {},
  };
}

function tail(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
