import { securityPattern, signInPattern } from '../../../../shared/domain/setup/patterns';
import { type Home, type Platform, queueName, stateMachineArn, topicArns } from '../../aws/platform-names';

/** Everything that belongs to one installation's queue, by name: what exists is found again, and nothing else is touched. */
export interface Wiring {
  readonly queue: string;
  readonly queueArn: string;
  readonly deadLetters: string;
  readonly deadLettersArn: string;
  readonly topics: readonly string[];
  readonly rules: readonly Rule[];
}

export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly pattern: object;
}

/** Derives names, ARNs and patterns for a context. Sources: aws-contracts 5.1 to 5.3. */
export function wiringOf(platform: Platform, installationId: string, home: Home): Wiring {
  const queue = queueName(platform, installationId);
  const arn = (service: string, name: string): string =>
    `arn:${home.partition}:${service}:${home.region}:${home.accountId}:${name}`;
  const rule = (suffix: string, pattern: object): Rule => ({
    name: `${queue}-${suffix}`,
    arn: arn('events', `rule/${queue}-${suffix}`),
    pattern,
  });
  return {
    queue,
    queueArn: arn('sqs', queue),
    deadLetters: `${queue}-dlq`,
    deadLettersArn: arn('sqs', `${queue}-dlq`),
    topics: topicArns(platform, home),
    rules: [
      rule('drs', {
        source: ['aws.drs'],
        'detail-type': [
          'DRS Source Server Launch Result',
          'DRS Source Server Data Replication Stalled Change',
          'DRS Recovery Instance Failback State Change',
        ],
      }),
      rule('states', {
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: { stateMachineArn: [stateMachineArn(platform, home)] },
      }),
      rule('security', securityPattern),
      rule('sign-in', signInPattern),
    ],
  };
}

/** Who may put messages into the queue: the platform's topics and our rules, and nobody else. */
export function queuePolicy(wiring: Wiring): string {
  const allow = (sid: string, service: string, sources: readonly string[]) => ({
    Sid: sid,
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sqs:SendMessage',
    Resource: wiring.queueArn,
    Condition: { ArnEquals: { 'aws:SourceArn': sources } },
  });
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      allow('FromTopics', 'sns.amazonaws.com', wiring.topics),
      allow(
        'FromRules',
        'events.amazonaws.com',
        wiring.rules.map((rule) => rule.arn),
      ),
    ],
  });
}
