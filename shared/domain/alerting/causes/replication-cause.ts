import type { CauseId } from './cause-ids';

interface ReplicationCause {
  readonly causeId: CauseId;
  /** What is wrong, as a part of a sentence. */
  readonly text: string;
}

/** DataReplicationError of DRS, by what is to be mended. */
const byError: Readonly<Record<string, ReplicationCause>> = {
  AGENT_NOT_SEEN: { causeId: 'agent-disconnected', text: 'its agent has not been seen' },
  UNSTABLE_NETWORK: { causeId: 'network-blocked', text: 'its network is unstable' },
  FAILED_TO_CONNECT_AGENT_TO_REPLICATION_SERVER: {
    causeId: 'network-blocked',
    text: 'its agent cannot reach the replication server',
  },
  FAILED_TO_PAIR_REPLICATION_SERVER_WITH_AGENT: {
    causeId: 'network-blocked',
    text: 'its agent and the replication server do not find each other',
  },
  FAILED_TO_START_DATA_TRANSFER: { causeId: 'network-blocked', text: 'no data arrives in the staging area' },
  FAILED_TO_AUTHENTICATE_WITH_SERVICE: { causeId: 'iam-denied', text: 'the replication server may not speak to the service' },
  FAILED_TO_DOWNLOAD_REPLICATION_SOFTWARE: {
    causeId: 'network-blocked',
    text: 'the replication server cannot fetch its software',
  },
  FAILED_TO_LAUNCH_REPLICATION_SERVER: { causeId: 'instance-capacity', text: 'no replication server could be launched' },
  FAILED_TO_BOOT_REPLICATION_SERVER: { causeId: 'replication-stalled', text: 'the replication server does not boot' },
  FAILED_TO_CREATE_SECURITY_GROUP: { causeId: 'iam-denied', text: 'the security group of the staging area could not be made' },
  FAILED_TO_CREATE_STAGING_DISKS: { causeId: 'replication-stalled', text: 'no staging disks could be made' },
  FAILED_TO_ATTACH_STAGING_DISKS: { causeId: 'replication-stalled', text: 'no staging disks could be attached' },
  SNAPSHOTS_FAILURE: { causeId: 'snapshot-failed', text: 'snapshots of its staging volumes fail' },
  NOT_CONVERGING: { causeId: 'replication-stalled', text: 'it writes faster than it replicates' },
};

/** What a replication error means; an error nobody has words for is a stall. `error` is null where DRS gives none. */
export function replicationCauseOf(state: string, error: string | null): ReplicationCause {
  const found = error === null ? undefined : byError[error.toUpperCase()];
  if (found !== undefined) return found;
  if (state.toUpperCase() === 'DISCONNECTED') return { causeId: 'agent-disconnected', text: 'its agent is disconnected' };
  return { causeId: 'replication-stalled', text: error === null ? 'DRS does not say why' : `DRS says ${error}` };
}
