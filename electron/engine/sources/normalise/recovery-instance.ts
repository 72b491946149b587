import { z } from 'zod';
import { RecoveryInstance } from '../../../../shared/domain/facts';
import { err, type Result } from '../../../../shared/lib/result';
import type { DrsPlace } from '../../aws/aws-context';
import { checked, type Unreadable } from './normalised';
import { flag, id, moment, statusOr, text, tolerant } from './tolerant';

const InstanceShape = tolerant({
  recoveryInstanceId: id,
  sourceServerId: text,
  jobId: text,
  isDrill: flag,
  ec2InstanceState: statusOr('UNKNOWN'),
  failback: tolerant({ state: text }).nullish().catch(null),
  pointInTimeSnapshotDateTime: moment,
});

/** A DRS recovery instance (DescribeRecoveryInstances) read in `place`. Its id is the EC2 instance's. */
export function recoveryInstance(raw: unknown, place: DrsPlace): Result<RecoveryInstance, Unreadable> {
  const parsed = InstanceShape.safeParse(raw);
  if (!parsed.success) return err({ subject: 'DRS recovery instance', reason: z.prettifyError(parsed.error) });
  const shape = parsed.data;
  return checked(RecoveryInstance, `DRS recovery instance ${shape.recoveryInstanceId}`, {
    recoveryInstanceId: shape.recoveryInstanceId,
    sourceServerId: shape.sourceServerId,
    jobId: shape.jobId,
    accountId: place.accountId,
    region: place.region,
    isDrill: shape.isDrill ?? false,
    ec2State: shape.ec2InstanceState,
    failbackState: shape.failback?.state ?? null,
    pointInTimeAt: shape.pointInTimeSnapshotDateTime,
  });
}
