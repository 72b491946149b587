import alert from '../../../resources/iam/alert.json';
import manage from '../../../resources/iam/manage.json';
import observe from '../../../resources/iam/observe.json';
import setup from '../../../resources/iam/setup.json';
import targetRead from '../../../resources/iam/target-read.json';
import targetSetup from '../../../resources/iam/target-setup.json';
import type { Home } from '../../../shared/domain/setup/wanted';
import { type Platform, stateMachineName, tableName } from '../aws/platform-names';

const shipped = { observe, alert, setup, manage, 'target-read': targetRead, 'target-setup': targetSetup };
export type PolicyDocuments = Record<string, Record<string, unknown>>;

/** The shipped policies with this account's own names in place of the examples. */
export function policiesFor(home: Home, platform: Platform): PolicyDocuments {
  const { project, environment } = platform;
  const usual = { project, environment };
  const tables = ['execution-history', 'recovery-plans', 'protection-groups'] as const;
  const pickedTables = new Map(tables.map((table) => [tableName(usual, table), tableName(platform, table)]));
  const usualMachine = stateMachineName(usual);
  const machine = platform.picked?.stateMachineArn?.split(':').at(-1) ?? usualMachine;
  const filled = (value: unknown): unknown => {
    if (typeof value === 'string') return inPlace(value);
    if (Array.isArray(value)) return value.map(filled);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, filled(inner)]));
  };
  const inPlace = (text: string): string =>
    text
      .replace(/^arn:aws:/, `arn:${home.partition}:`)
      .replaceAll('111122223333', home.accountId)
      .replaceAll('us-east-1', home.region)
      .replace(/\baws-drs-orchestration\b(.*)-dev\b/, `aws-drs-orchestration$1-${environment}`)
      .replace(/\baws-drs-orchestration(?=-|$)/, project)
      .replace(/(?<=:table\/)[^/]+/, (name) => pickedTables.get(name) ?? name)
      .replace(/(?<=:(?:stateMachine|execution):)[^:]+/, (name) => (name === usualMachine ? machine : name));
  return Object.fromEntries(
    Object.entries(shipped).map(([name, policy]) => [
      name,
      Object.fromEntries(Object.entries(policy).map(([key, value]) => [key, filled(value)])),
    ]),
  );
}
