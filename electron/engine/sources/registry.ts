import { drsJobs } from './drs-jobs';
import { drsRecoveryInstances } from './drs-recovery-instances';
import { drsSourceServers } from './drs-source-servers';
import { dynamodbExecutions } from './dynamodb-executions';
import { dynamodbPlans } from './dynamodb-plans';
import { sfnRuns } from './sfn-runs';
import type { Source } from './source';
import { sqsMessages } from './sqs-messages';
import { stsIdentity } from './sts-identity';

/** Every source, in the order in which they start. To add one: a file beside this and a line here. */
export const sources: readonly Source[] = [
  stsIdentity,
  sqsMessages,
  dynamodbPlans,
  dynamodbExecutions,
  sfnRuns,
  drsJobs,
  drsRecoveryInstances,
  drsSourceServers,
];
