import { z } from 'zod';
import type { Drs } from '../models/drs';
import type { RecoveryInstance } from '../models/drs-types';
import { ec2Hostname } from '../models/drs-view';
import { pageOf } from '../models/page';
import { CLOSED_REGIONS, REGION_NAMES } from '../models/regions';
import type { Subnets } from '../models/subnets';
import { AwsFault, type Call, type Operation, type Service } from '../service';
import { NumberText, operations } from './operation';

const operation = operations((field, problem) => new AwsFault('InvalidParameterValue', `Invalid value for ${field}: ${problem}`));
const Filters = z.array(z.object({ Name: z.string(), Value: z.array(z.string()).default([]) })).default([]);
const Paging = { MaxResults: NumberText.pipe(z.number().min(5).max(1000)).default(1000), NextToken: z.string().optional() };
type Filters = z.output<typeof Filters>;

/**
 * EC2, as far as a recovery shows in it: the instances that DRS launched, the subnets they are launched into, and which
 * regions an account may use. Accounts are seen as DRS shows them.
 */
export function ec2Service(options: { readonly drs: Drs; readonly subnets: Subnets; readonly defaultAccount: string }): Service {
  const accountOf = ({ caller }: Call) => (caller.known ? caller.accountId : options.defaultAccount);
  return {
    id: 'ec2',
    signingName: 'ec2',
    iamPrefix: 'ec2',
    protocol: { kind: 'ec2', version: '2016-11-15', xmlns: 'http://ec2.amazonaws.com/doc/2016-11-15/' },
    operations: {
      DescribeRegions: describeRegions(),
      DescribeInstances: describeInstances(options.drs, accountOf),
      DescribeSubnets: describeSubnets(options.subnets, accountOf),
    },
  };
}

function describeRegions(): Operation {
  return operation(
    z.object({ AllRegions: z.stringbool().default(false), RegionName: z.array(z.string()).optional() }),
    ({ AllRegions, RegionName }) => ({
      regionInfo: Object.keys(REGION_NAMES)
        .filter((name) => RegionName?.includes(name) ?? true)
        .filter((name) => AllRegions || !CLOSED_REGIONS.includes(name))
        .map((regionName) => ({
          regionName,
          regionEndpoint: `ec2.${regionName}.amazonaws.com`,
          optInStatus: CLOSED_REGIONS.includes(regionName) ? 'not-opted-in' : 'opt-in-not-required',
        })),
    }),
  );
}

function describeInstances(drs: Drs, accountOf: (call: Call) => string): Operation {
  return operation(z.object({ InstanceId: z.array(z.string()).optional(), Filter: Filters, ...Paging }), (input, call) => {
    const account = accountOf(call);
    const region = drs.regions().find((each) => each.account === account && each.region === call.region);
    const all = [...(region?.instances.values() ?? [])];
    const missing = input.InstanceId?.find((id) => !all.some((instance) => instance.id === id));
    if (missing !== undefined) throw new AwsFault('InvalidInstanceID.NotFound', `The instance ID '${missing}' does not exist`);
    const found = all
      .filter(({ id }) => input.InstanceId?.includes(id) ?? true)
      .map((instance) => shownInstance(instance, call.region))
      .filter((shown) =>
        matches(input.Filter, {
          'instance-id': shown.instanceId,
          'subnet-id': shown.subnetId,
          'instance-state-name': shown.instanceState.name,
          'private-ip-address': shown.privateIpAddress,
          ...tagValues(shown.tagSet),
        }),
      );
    const { items, ...rest } = listed(found, input, `instances ${account} ${call.region}`, ({ instanceId }) => instanceId);
    const reservationSet = items.map((instance) => ({
      reservationId: instance.instanceId.replace('i-', 'r-'),
      ownerId: account,
      groupSet: [],
      instancesSet: [instance],
    }));
    return { reservationSet, ...rest };
  });
}

function describeSubnets(subnets: Subnets, accountOf: (call: Call) => string): Operation {
  return operation(z.object({ SubnetId: z.array(z.string()).optional(), Filter: Filters, ...Paging }), (input, call) => {
    const place = { account: accountOf(call), region: call.region };
    const all = subnets.list(place);
    const missing = input.SubnetId?.find((wanted) => !all.some(({ id }) => id === wanted));
    if (missing !== undefined) throw new AwsFault('InvalidSubnetID.NotFound', `The subnet ID '${missing}' does not exist`);
    const found = all
      .filter(({ id }) => input.SubnetId?.includes(id) ?? true)
      .filter(({ id }) => matches(input.Filter, { 'subnet-id': id, 'vpc-id': VPC }));
    const { items, ...rest } = listed(found, input, `subnets ${place.account} ${place.region}`, ({ id }) => id);
    const subnetSet = items.map(({ id, cidr, free }) => ({
      subnetId: id,
      subnetArn: `arn:aws:ec2:${place.region}:${place.account}:subnet/${id}`,
      state: 'available',
      vpcId: VPC,
      cidrBlock: cidr,
      availableIpAddressCount: free,
      availabilityZone: `${place.region}a`,
      defaultForAz: false,
      mapPublicIpOnLaunch: false,
      ownerId: place.account,
      tagSet: [],
    }));
    return { subnetSet, ...rest };
  });
}

const VPC = 'vpc-0123456789abcdef0';

function shownInstance(instance: RecoveryInstance, region: string) {
  const isRunning = instance.state === 'RUNNING';
  return {
    instanceId: instance.id,
    imageId: 'ami-0123456789abcdef0',
    instanceState: isRunning ? { code: 16, name: 'running' } : { code: 32, name: 'shutting-down' },
    privateDnsName: ec2Hostname(instance),
    instanceType: instance.instanceType,
    launchTime: new Date(instance.launchedAt).toISOString(),
    placement: { availabilityZone: `${region}a`, tenancy: 'default' },
    subnetId: instance.subnetId,
    vpcId: VPC,
    privateIpAddress: instance.privateIp,
    tagSet: Object.entries(instance.tags).map(([key, value]) => ({ key, value })),
  };
}

function tagValues(tags: readonly { readonly key: string; readonly value: string }[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ key, value }) => [`tag:${key}`, value]));
}

/** Every filter must match one of its values; `*` stands for any text. */
function matches(filters: Filters, values: Readonly<Record<string, string>>): boolean {
  return filters.every(({ Name, Value }) => {
    const actual = values[Name];
    return actual !== undefined && Value.some((wanted) => wanted === actual || globOf(wanted).test(actual));
  });
}

function globOf(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
}

function listed<T>(
  all: readonly T[],
  input: { readonly MaxResults: number; readonly NextToken?: string | undefined },
  scope: string,
  key: (item: T) => string,
) {
  const page = pageOf(all, { token: input.NextToken, limit: input.MaxResults, scope: `ec2 ${scope}`, key });
  if (!page.ok) throw new AwsFault('InvalidNextToken', 'The token is not valid.');
  return { items: page.value.items, nextToken: page.value.nextToken };
}
