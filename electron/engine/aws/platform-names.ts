/** How the orchestrator's resources are called in one account and region (`{project}-<suffix>-{environment}`). */
export interface Platform {
  readonly project: string;
  readonly environment: string;
}

/** Where the orchestrator lives. */
export interface Home {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
}

export type PlatformTable = 'execution-history' | 'recovery-plans' | 'protection-groups';

/** The table's name, such as `aws-drs-orchestration-execution-history-dev`. */
export function tableName(platform: Platform, table: PlatformTable): string {
  return `${platform.project}-${table}-${platform.environment}`;
}

/** The state machine's name repeats the word: `aws-drs-orchestration-orchestration-dev`. */
export function stateMachineName(platform: Platform): string {
  return `${platform.project}-orchestration-${platform.environment}`;
}

export function stateMachineArn(platform: Platform, home: Home): string {
  return `arn:${home.partition}:states:${home.region}:${home.accountId}:stateMachine:${stateMachineName(platform)}`;
}

/** ARN of one run; its name is the execution id. */
export function runArn(machineArn: string, executionId: string): string {
  return `${machineArn.replace(':stateMachine:', ':execution:')}:${executionId}`;
}

/** The function that carries out what an operator asks for. */
export function executionHandlerName(platform: Platform): string {
  return `${platform.project}-execution-handler-${platform.environment}`;
}

/** Topics worth listening to. The pause topic exists as well, but nobody publishes to it. */
export function topicArns(platform: Platform, home: Home): readonly string[] {
  return ['execution-notifications', 'drs-alerts'].map(
    (suffix) =>
      `arn:${home.partition}:sns:${home.region}:${home.accountId}:${platform.project}-${suffix}-${platform.environment}`,
  );
}

/** The queue of one installation of this console. The shipped policies allow names of this form only. */
export function queueName(platform: Platform, installationId: string): string {
  return `${platform.project}-console-${installationId}`;
}
