/** Names and ARNs of the deployed platform, from its project name and environment. */
export interface Names {
  readonly account: string;
  readonly region: string;
  readonly project: string;
  readonly table: (suffix: string) => string;
  readonly functionName: (suffix: string) => string;
  readonly functionArn: (suffix: string) => string;
  readonly topicName: (suffix: string) => string;
  readonly machine: string;
  readonly machineArn: string;
  readonly role: string;
  readonly ruleName: (suffix: string) => string;
  /** Keeps what must not change: object lock is on. */
  readonly evidenceBucket: string;
}

export function platformNames(platform: {
  readonly accountId: string;
  readonly region: string;
  readonly projectName: string;
  readonly environment: string;
}): Names {
  const { accountId: account, region } = platform;
  const named = (suffix: string) => `${platform.projectName}-${suffix}-${platform.environment}`;
  return {
    account,
    region,
    project: platform.projectName,
    table: named,
    functionName: named,
    functionArn: (suffix) => `arn:aws:lambda:${region}:${account}:function:${named(suffix)}`,
    topicName: named,
    machine: named('orchestration'),
    machineArn: `arn:aws:states:${region}:${account}:stateMachine:${named('orchestration')}`,
    role: `arn:aws:iam::${account}:role/${named('unified-role')}`,
    ruleName: named,
    evidenceBucket: `${named('evidence')}-${account}`,
  };
}

/** ARN of one execution of the platform's state machine. Source: an execution's name is the platform's execution id. */
export function runArn(names: Names, executionId: string): string {
  return `arn:aws:states:${names.region}:${names.account}:execution:${names.machine}:${executionId}`;
}
