import type { FindingFamily } from './finding';

/** What findings of a family are about, within a sentence. */
export const familyWords: Readonly<Record<FindingFamily, string>> = {
  'replication-lag': 'replication lag',
  'replication-backlog': 'the replication backlog',
  'phase-duration': 'how long phases take',
  'recovery-duration': 'how long recoveries take',
  'launch-failures': 'failed launches',
  'api-latency': 'the latency of AWS calls',
  'api-errors': 'errors of AWS calls',
  'event-rate': 'how many events come',
  'log-pattern-rate': 'how often lines of a log come',
  'delivery-latency': 'how long messages to people take',
  'delivery-failures': 'messages to people that fail',
  platform: 'the orchestration platform',
  'recurring-failure': 'failures that come again and again',
  'objective-at-risk': 'objectives at risk',
  'failure-foreseen': 'failures that are foreseen',
};
