import type { PickedNames, TablePart } from '../../../shared/domain/setup/picked-names';
import type { NamesToRead } from '../../../shared/domain/setup/reads';

/** How the orchestrator's resources are called in one account and region (`{project}-<suffix>-{environment}`). */
export interface Platform {
  readonly project: string;
  readonly environment: string;
  /** Names that were picked by hand in this account and region. */
  readonly picked?: PickedNames | undefined;
}

/** Where the orchestrator lives. */
export interface Home {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
}

export type PlatformTable = 'execution-history' | 'recovery-plans' | 'protection-groups';

const partOf: Readonly<Record<PlatformTable, TablePart>> = {
  'execution-history': 'executionHistory',
  'recovery-plans': 'recoveryPlans',
  'protection-groups': 'protectionGroups',
};

/** The table's name, such as `aws-drs-orchestration-execution-history-dev`. */
export function tableName(platform: Platform, table: PlatformTable): string {
  return platform.picked?.tables?.[partOf[table]] ?? `${platform.project}-${table}-${platform.environment}`;
}

/** The state machine's name repeats the word: `aws-drs-orchestration-orchestration-dev`. */
export function stateMachineName(platform: Platform): string {
  return `${platform.project}-orchestration-${platform.environment}`;
}

export function stateMachineArn(platform: Platform, home: Home): string {
  const { partition, region, accountId } = home;
  return (
    platform.picked?.stateMachineArn ??
    `arn:${partition}:states:${region}:${accountId}:stateMachine:${stateMachineName(platform)}`
  );
}

/** ARN of one run; its name is the execution id. */
export function runArn(machineArn: string, executionId: string): string {
  return `${machineArn.replace(':stateMachine:', ':execution:')}:${executionId}`;
}

/** The function that carries out what an operator asks for. */
export function executionHandlerName(platform: Platform): string {
  return `${platform.project}-execution-handler-${platform.environment}`;
}

/**
 * Topics worth listening to. The pause topic exists as well, but nobody publishes to it. The last one is not the platform's: where it
 * was made, SES tells it what became of our mails.
 */
export function topicArns(platform: Platform, home: Home): readonly string[] {
  return ['execution-notifications', 'drs-alerts', 'console-mail-events'].map(
    (suffix) =>
      `arn:${home.partition}:sns:${home.region}:${home.accountId}:${platform.project}-${suffix}-${platform.environment}`,
  );
}

/** The queue of one installation of this console. The shipped policies allow names of this form only. */
export function queueName(platform: Platform, installationId: string): string {
  return `${platform.project}-console-${installationId}`;
}

/** How everything is called where nothing is picked by hand. */
export function usualNames({ project, environment }: Platform, home: Home): NamesToRead {
  return namesToRead({ project, environment }, home);
}

/** How everything is called that is read. */
export function namesToRead(platform: Platform, home: Home): NamesToRead {
  return {
    stateMachineArn: stateMachineArn(platform, home),
    tables: {
      executionHistory: tableName(platform, 'execution-history'),
      recoveryPlans: tableName(platform, 'recovery-plans'),
      protectionGroups: tableName(platform, 'protection-groups'),
    },
  };
}
