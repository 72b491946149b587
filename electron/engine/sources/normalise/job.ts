import { z } from 'zod';
import { Job, JobLogItem } from '../../../../shared/domain/facts';
import { err, type Result } from '../../../../shared/lib/result';
import type { DrsPlace } from '../../aws/aws-context';
import { checked, type Unreadable } from './normalised';
import { id, listOf, moment, statusOr, text, tolerant, whole } from './tolerant';

const JobShape = tolerant({
  jobId: id,
  type: statusOr('UNKNOWN'),
  status: statusOr('UNKNOWN'),
  initiatedBy: text,
  creationDateTime: moment,
  endDateTime: moment,
  participatingServers: listOf(tolerant({ sourceServerId: id, launchStatus: statusOr('PENDING'), recoveryInstanceId: text })),
});

/** A DRS job (DescribeJobs) read in `place`. Source: aws-contracts 6. */
export function job(raw: unknown, place: DrsPlace): Result<Job, Unreadable> {
  const parsed = JobShape.safeParse(raw);
  if (!parsed.success) return err({ subject: 'DRS job', reason: z.prettifyError(parsed.error) });
  const shape = parsed.data;
  return checked(Job, `DRS job ${shape.jobId}`, {
    jobId: shape.jobId,
    accountId: place.accountId,
    region: place.region,
    type: shape.type,
    status: shape.status,
    initiatedBy: shape.initiatedBy,
    createdAt: shape.creationDateTime,
    endedAt: shape.endDateTime,
    servers: shape.participatingServers,
  });
}

const LogShape = tolerant({
  logDateTime: moment,
  event: text,
  eventData: tolerant({
    sourceServerId: text,
    targetInstanceId: text,
    rawError: text,
    attemptCount: whole,
    maxAttemptsCount: whole,
  })
    .nullish()
    .catch(null),
});

/** A line of a job log (DescribeJobLogItems), or null where it has no time or no event. */
export function jobLogItem(raw: unknown): JobLogItem | null {
  const parsed = LogShape.safeParse(raw);
  if (!parsed.success) return null;
  const { logDateTime, event, eventData } = parsed.data;
  const candidate = JobLogItem.safeParse({
    at: logDateTime,
    event,
    sourceServerId: eventData?.sourceServerId ?? null,
    instanceId: eventData?.targetInstanceId ?? null,
    error: eventData?.rawError ?? null,
    attempt: eventData?.attemptCount ?? null,
    maxAttempts: eventData?.maxAttemptsCount ?? null,
  });
  return candidate.success ? candidate.data : null;
}
