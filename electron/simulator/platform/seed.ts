import { createDrs, type Drs } from '../models/drs';
import type { DrsPlanner, DrsRegion, SourceServer } from '../models/drs-types';
import type { GroupSpec, PlanSpec, Scenario } from '../scenario/schema';
import type { Chance, SimulatedTime, Tables } from '../world';
import type { PlatformContext } from './context';
import { epochSeconds } from './executions';
import { type PlainObject, toItem } from './marshal';
import type { Names } from './names';
import { topicArn } from './notify';
import { brokenIso, isoSeconds } from './time-text';

const DAY_MS = 86_400_000;

/** DRS regions with their source servers, all in continuous replication. */
export function seedDrs(scenario: Scenario, time: SimulatedTime, chance: Chance, planner: DrsPlanner): Drs {
  const regions = scenario.targets.flatMap((target) =>
    target.regions.map((region) => regionOf(scenario, target.accountId, region, time.now())),
  );
  return createDrs({ time, chance, planner, regions });
}

function regionOf(scenario: Scenario, account: string, region: string, now: number): DrsRegion {
  const servers = new Map<string, SourceServer>();
  for (const spec of scenario.servers) {
    if (spec.accountId !== account || spec.region !== region) continue;
    servers.set(spec.id, {
      spec,
      arn: `arn:aws:drs:${region}:${account}:source-server/${spec.id}`,
      replication: { state: 'CONTINUOUS', error: null, since: now - 21 * DAY_MS },
      launch: { subnetId: '', instanceType: spec.instanceType, securityGroupIds: [] },
      lastLaunch: null,
      lastLaunchResult: 'NOT_STARTED',
      recoveryInstanceId: null,
      lastSucceededAt: null,
      launches: 0,
      tags: { ...spec.tags },
    });
  }
  return { account, region, servers, jobs: new Map(), instances: new Map() };
}

/** Tables as the platform deploys them (aws-contracts 2). */
export function createTables(tables: Tables, names: Names): void {
  const { account, region } = names;
  const table = (suffix: string) => ({ account, region, name: names.table(suffix) });
  tables.create({ ...table('protection-groups'), hash: 'groupId' });
  tables.create({ ...table('recovery-plans'), hash: 'planId' });
  tables.create({
    ...table('execution-history'),
    hash: 'executionId',
    range: 'planId',
    indexes: [
      { name: 'StatusIndex', hash: 'status' },
      { name: 'planIdIndex', hash: 'planId' },
    ],
  });
  tables.create({ ...table('target-accounts'), hash: 'accountId' });
  tables.create({
    ...table('source-server-inventory'),
    hash: 'sourceServerArn',
    range: 'stagingAccountId',
    indexes: [
      { name: 'SourceAccountIndex', hash: 'sourceAccountId', range: 'sourceServerArn' },
      { name: 'StagingAccountIndex', hash: 'stagingAccountId', range: 'sourceServerArn' },
      { name: 'ReplicationRegionIndex', hash: 'replicationRegion', range: 'sourceServerArn' },
    ],
  });
  tables.create({ ...table('drs-region-status'), hash: 'region' });
  tables.create({ ...table('recovery-instances'), hash: 'sourceServerId' });
}

/** Groups, plans and accounts as somebody set them up twelve days before the trace. */
export function seedTables(context: PlatformContext): void {
  const { scenario, names, tables } = context;
  const put = (suffix: string, item: PlainObject) => tables.put(names.account, names.region, names.table(suffix), toItem(item));
  const created = context.time.now() - 12 * DAY_MS;
  for (const group of scenario.groups) put('protection-groups', groupItem(scenario, group, created));
  for (const plan of scenario.plans) put('recovery-plans', planItem(context, plan, created));
  for (const target of scenario.targets) {
    put('target-accounts', {
      accountId: target.accountId,
      accountName: target.accountName,
      status: 'active',
      isCurrentAccount: false,
      roleArn: `arn:aws:iam::${target.accountId}:role/${target.roleName}`,
      externalId: target.externalId,
      createdAt: brokenIso(created),
      lastValidated: brokenIso(created),
      createdBy: 'dana@example.com',
      stagingAccounts: [],
    });
  }
}

function groupItem(scenario: Scenario, group: GroupSpec, created: number): PlainObject {
  const target = scenario.targets.find((each) => each.accountId === group.accountId);
  return {
    groupId: group.id,
    groupName: group.name,
    description: '',
    region: group.region,
    accountId: group.accountId,
    assumeRoleName: target?.roleName ?? 'DRSOrchestrationRole',
    owner: '',
    createdDate: epochSeconds(created),
    lastModifiedDate: epochSeconds(created),
    version: 2,
    serverSelectionTags: group.tags,
    sourceServerIds: group.serverIds,
    launchConfig: {
      ...group.launchConfig,
      copyTags: true,
      launchDisposition: 'STARTED',
      licensing: { osByol: false },
      targetInstanceTypeRightSizingMethod: 'NONE',
    },
    servers: [],
    launchConfigStatus: {
      status: 'ready',
      lastApplied: isoSeconds(created),
      appliedBy: 'dana@example.com',
      serverConfigs: {},
      errors: [],
    },
  };
}

function planItem(context: PlatformContext, plan: PlanSpec, created: number): PlainObject {
  const { scenario } = context;
  const groupNamed = (name: string) => scenario.groups.find((each) => each.name === name);
  return {
    planId: plan.id,
    planName: plan.name,
    description: plan.description,
    accountId: plan.accountId,
    assumeRoleName: scenario.targets.find((each) => each.accountId === plan.accountId)?.roleName ?? 'DRSOrchestrationRole',
    notificationEmail: plan.notificationEmail,
    // H12: the subscription fails, and nobody is told.
    snsSubscriptionArn: context.faults.isOn('H12')
      ? ''
      : `${topicArn(context, 'execution-notifications')}:1e6fde63-d945-4e71-afa7-8ee2e08b43cd`,
    createdDate: epochSeconds(created),
    lastModifiedDate: epochSeconds(created),
    version: 4,
    waves: plan.waves.map((wave, waveNumber) => ({
      waveNumber,
      waveName: wave.name,
      waveDescription: '',
      protectionGroupId: groupNamed(wave.group)?.id ?? '',
      serverIds: groupNamed(wave.group)?.serverIds ?? [],
      pauseBeforeWave: wave.pauseBefore,
      dependsOnWaves: wave.dependsOn,
    })),
  };
}
