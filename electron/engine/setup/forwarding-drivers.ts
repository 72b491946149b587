import { DescribeEventBusCommand, PutPermissionCommand, RemovePermissionCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { z } from 'zod';
import { INSTALLATION_TAG } from '../../../shared/domain/setup/resource';
import { absent, defineDriver, type Site } from './driver';

const POLICY_NAME = 'forward';

/** Statements in the policy of our bus, known by their ids. */
export const permissionDriver = defineDriver<'bus-permission'>({
  async look({ name, settings }, site) {
    const statement = (await statementsOf(site)).find(({ Sid }) => Sid === name);
    if (statement === undefined) return absent;
    // The id names installation and account; AWS writes the principal as an ARN of its root.
    const principal = JSON.stringify(statement.Principal).includes(settings.principal) ? settings.principal : '';
    return { kind: 'present', ours: true, settings: { principal } };
  },
  async make({ name, settings }, { clients }) {
    const asked = { StatementId: name, Action: 'events:PutEvents', Principal: settings.principal };
    await clients.events.send(new PutPermissionCommand(asked));
  },
  async remove({ name }, site) {
    const isThere = (await statementsOf(site)).some(({ Sid }) => Sid === name);
    if (isThere) await site.clients.events.send(new RemovePermissionCommand({ StatementId: name }));
  },
});

const Statements = z.object({
  Statement: z.array(z.looseObject({ Sid: z.string().optional(), Principal: z.unknown() })).default([]),
});

/** The statements of the default bus's policy; a bus without policy has none. */
export async function statementsOf({ clients }: Pick<Site, 'clients'>) {
  const { Policy } = await clients.events.send(new DescribeEventBusCommand({}));
  if (Policy === undefined || Policy === '') return [];
  return Statements.parse(JSON.parse(Policy)).Statement;
}

/** The role that EventBridge takes on to put events on a bus elsewhere. */
export const roleDriver = defineDriver<'role'>({
  async look({ name }, { clients, installationId }) {
    const found = await orNull(clients.iam.send(new GetRoleCommand({ RoleName: name })));
    if (found === null) return absent;
    const policy = await orNull(clients.iam.send(new GetRolePolicyCommand({ RoleName: name, PolicyName: POLICY_NAME })));
    return {
      kind: 'present',
      ours: found.Role?.Tags?.some(({ Key, Value }) => Key === INSTALLATION_TAG && Value === installationId) ?? false,
      settings: { trust: decoded(found.Role?.AssumeRolePolicyDocument), policy: decoded(policy?.PolicyDocument) },
    };
  },
  async make({ name, settings }, { clients, installationId }, seen) {
    const trust = settings.trust;
    if (seen.kind === 'absent') {
      const Tags = [{ Key: INSTALLATION_TAG, Value: installationId }];
      const Description = 'Forwards events to the operations console';
      await clients.iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trust, Tags, Description }));
    } else if (seen.kind === 'present' && seen.settings.trust !== trust) {
      await clients.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: name, PolicyDocument: trust }));
    }
    const policy = { RoleName: name, PolicyName: POLICY_NAME, PolicyDocument: settings.policy };
    await clients.iam.send(new PutRolePolicyCommand(policy));
  },
  async remove({ name }, { clients }) {
    await orNull(clients.iam.send(new DeleteRolePolicyCommand({ RoleName: name, PolicyName: POLICY_NAME })));
    await orNull(clients.iam.send(new DeleteRoleCommand({ RoleName: name })));
  },
});

/** Null for what IAM does not have. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && error.name.startsWith('NoSuchEntity')) return null;
    throw error;
  }
}

/** IAM answers policies percent-encoded. */
function decoded(document: string | undefined): string {
  return document === undefined ? '' : decodeURIComponent(document);
}
