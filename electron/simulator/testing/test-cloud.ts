import { type Cloud, createCloud } from '../models/cloud';
import type { Enforcer } from '../policy/enforcer';
import { genericServices } from '../services/registry';
import { startTestWire, type TestWire } from './test-wire';

export interface TestCloud extends TestWire {
  readonly cloud: Cloud;
}

/** Every generic service over one empty cloud. */
export async function startTestCloud(options: { readonly enforce?: Enforcer } = {}): Promise<TestCloud> {
  const made: Cloud[] = [];
  const wire = await startTestWire((parts) => {
    const cloud = createCloud(parts);
    made.push(cloud);
    return genericServices({ ...parts, cloud });
  }, options);
  const [cloud] = made;
  if (cloud === undefined) throw new Error('no cloud was made');
  return { ...wire, cloud };
}

/** A policy that lets a service put messages into a queue for one of its resources. */
export function queuePolicy(queueArn: string, principal: string, sourceArn: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: principal },
        Action: 'sqs:SendMessage',
        Resource: queueArn,
        Condition: { ArnEquals: { 'aws:SourceArn': sourceArn } },
      },
    ],
  });
}
