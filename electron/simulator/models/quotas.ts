/** A quota of one service per account and region. */
export interface Quota {
  readonly service: string;
  readonly code: string;
  readonly name: string;
  readonly value: number;
  readonly isAdjustable: boolean;
  /** Name of the resource in the metrics of namespace `AWS/Usage`, where AWS measures use. */
  readonly usage: { readonly service: string; readonly resource: string } | null;
}

export const QUOTA_SERVICES: Readonly<Record<string, string>> = {
  drs: 'AWS Elastic Disaster Recovery',
  states: 'AWS Step Functions',
  sns: 'Amazon Simple Notification Service (Amazon SNS)',
};

/** Source: aws-contracts 3, 4.4 and 6.2; codes as Service Quotas lists them. */
export const QUOTAS: readonly Quota[] = [
  ...quotas('drs', [
    ['L-C1D14A2B', 'Replicating source servers', 300],
    ['L-E28BE5E0', 'Total source servers', 4_000, 'adjustable'],
    ['L-D88FAC3A', 'Concurrent jobs in progress', 20],
    ['L-B827C881', 'Max number of source servers in a single job', 100],
    ['L-05AFA8C6', 'Max number of source servers in all jobs', 500],
    ['L-DD6D028C', 'Max concurrent jobs per source server', 1],
    ['L-0588D03B', 'Max number of launch actions per resource', 200],
    ['L-1F3FAE4D', 'Max number of launch configuration templates', 1],
    ['L-4B0323BD', 'Max number of source networks', 100, 'adjustable'],
  ]),
  ...quotas('states', [
    ['L-B8A5B662', 'Open executions', 1_000_000, 'adjustable'],
    ['L-B66B0F91', 'Registered state machines', 10_000, 'adjustable'],
    ['L-A0B4DA4A', 'DescribeExecution throttle token bucket size', 300, 'adjustable'],
    ['L-4A5FADE3', 'DescribeExecution throttle token refill rate per second', 15, 'adjustable'],
    ['L-F9699A68', 'GetExecutionHistory throttle token bucket size', 400, 'adjustable'],
    ['L-144D81B0', 'GetExecutionHistory throttle token refill rate per second', 20, 'adjustable'],
    ['L-7A4BEE15', 'ListExecutions throttle token bucket size', 200, 'adjustable'],
    ['L-1342F2DA', 'ListExecutions throttle token refill rate per second', 5, 'adjustable'],
    ['L-233C6A78', 'DescribeStateMachine throttle token bucket size', 200, 'adjustable'],
    ['L-718BBE49', 'DescribeStateMachine throttle token refill rate per second', 20, 'adjustable'],
    ['L-CE9F8059', 'StartExecution throttle token bucket size', 1_300, 'adjustable'],
    ['L-1B55A735', 'StartExecution throttle token refill rate per second', 300, 'adjustable'],
    ['L-31300AD4', 'StopExecution throttle token bucket size', 1_000, 'adjustable'],
    ['L-898DDD72', 'StopExecution throttle token refill rate per second', 200, 'adjustable'],
  ]),
  ...quotas('sns', [
    ['L-61103206', 'Topics per Account', 100_000, 'adjustable', 'ApproximateNumberOfTopics'],
    ['L-1A43D3DB', 'Pending Subscriptions per Account', 5_000, 'adjustable', 'ApproximateNumberOfPendingSubscriptions'],
  ]),
];

type Line = readonly [code: string, name: string, value: number, adjustable?: 'adjustable', resource?: string];

function quotas(service: string, lines: readonly Line[]): Quota[] {
  return lines.map(([code, name, value, adjustable, resource]) => ({
    service,
    code,
    name,
    value,
    isAdjustable: adjustable !== undefined,
    usage: resource === undefined ? null : { service: service.toUpperCase(), resource },
  }));
}
