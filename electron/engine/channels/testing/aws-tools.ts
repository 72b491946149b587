import { onTestFinished } from 'vitest';
import { ContextId } from '../../../../shared/domain/primitives';
import { REHEARSAL_KEY } from '../../../simulator/callers';
import { startTestCloud, type TestCloud } from '../../../simulator/testing/test-cloud';
import { openAwsContext } from '../../aws/aws-context';
import { openConnections } from '../../aws/clients';
import { ManualTime } from '../../testing/manual-clock';
import type { ChannelTools } from '../channel';
import { channelTools } from './a-send-job';

/** The account that the simulated key belongs to. */
export const ACCOUNT = '111122223333';

export interface AwsTools {
  readonly cloud: TestCloud;
  readonly tools: ChannelTools;
  readonly time: ManualTime;
}

/** Tools with one open context whose AWS is simulated, at `endpoint` where given. All of it ends with the test. */
export async function awsTools(given: { readonly rehearsal?: boolean; readonly endpoint?: string } = {}): Promise<AwsTools> {
  const cloud = await startTestCloud();
  const time = new ManualTime();
  const own = channelTools(time, given.rehearsal ?? false);
  const connections = openConnections();
  const aws = await openAwsContext({
    spec: {
      contextId: ContextId.parse('payroll@us-east-1'),
      profile: 'payroll',
      region: 'us-east-1',
      endpointUrl: given.endpoint ?? cloud.url,
      keys: { accessKeyId: REHEARSAL_KEY, secretAccessKey: 'x' },
      mayCreateQueue: false,
    },
    platform: { project: 'aws-drs-orchestration', environment: 'dev' },
    installationId: 'test',
    connections,
    ports: own.ports,
    env: { AWS_CONFIG_FILE: '/nowhere' },
  });
  onTestFinished(async () => {
    aws.close();
    connections.close();
    own.close();
    await cloud.stop();
  });
  return {
    cloud,
    time,
    tools: { ...own, awsFor: ({ arn = `:::us-east-1:${ACCOUNT}` }) => (arn.includes(ACCOUNT) ? aws : null) },
  };
}
