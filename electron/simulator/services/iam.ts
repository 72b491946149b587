import { z } from 'zod';
import { pageOf } from '../models/page';
import type { Role, Roles } from '../models/roles';
import { readPolicy } from '../policy/document';
import { AwsFault, type Call, type Operation, type Service } from '../service';
import { NumberText, operations } from './operation';

const operation = operations(
  (field, problem) => new AwsFault('ValidationError', `1 validation error detected: Value at '${field}' ${problem}`),
);

const RoleName = z.string().regex(/^[\w+=,.@-]{1,64}$/, 'failed to satisfy constraint');
const Named = z.object({ RoleName });
const OfPolicy = Named.extend({ PolicyName: z.string().regex(/^[\w+=,.@-]{1,128}$/) });
const Tags = z.array(z.object({ Key: z.string().min(1), Value: z.string() })).default([]);
const Paging = { Marker: z.string().optional(), MaxItems: NumberText.pipe(z.number().min(1).max(1000)).default(100) };

const roleArn = ({ caller }: Call, name: string) => `arn:aws:iam::${caller.accountId}:role/${name}`;
const onRole = { resources: ({ RoleName: name }: { RoleName: string }, call: Call) => [roleArn(call, name)] };

/** IAM, as far as a role for a service needs it: the role, its trust, its inline policies, its tags. */
export function iamService(roles: Roles): Service {
  return {
    id: 'iam',
    signingName: 'iam',
    iamPrefix: 'iam',
    protocol: { kind: 'query', version: '2010-05-08', xmlns: 'https://iam.amazonaws.com/doc/2010-05-08/' },
    operations: { ...roleOperations(roles), ...policyOperations(roles), ...tagOperations(roles) },
  };
}

function finder(roles: Roles) {
  return (call: Call, name: string): Role => {
    const role = roles.find(call.caller.accountId, name);
    if (role === null) throw new AwsFault('NoSuchEntity', `The role with name ${name} cannot be found.`, 404);
    return role;
  };
}

function roleOperations(roles: Roles): Readonly<Record<string, Operation>> {
  const find = finder(roles);
  return {
    CreateRole: operation(
      Named.extend({
        Path: z
          .string()
          .regex(/^\/(.+\/)?$/)
          .default('/'),
        AssumeRolePolicyDocument: z.string(),
        Description: z.string().max(1000).optional(),
        MaxSessionDuration: NumberText.pipe(z.number().min(3600).max(43_200)).default(3600),
        Tags,
      }),
      (input, call) => {
        requirePolicy(input.AssumeRolePolicyDocument);
        const created = roles.create({
          account: call.caller.accountId,
          name: input.RoleName,
          path: input.Path,
          description: input.Description ?? null,
          maxSeconds: input.MaxSessionDuration,
          trust: input.AssumeRolePolicyDocument,
        });
        if (!created.ok) throw new AwsFault('EntityAlreadyExists', `Role with name ${input.RoleName} already exists.`, 409);
        for (const { Key, Value } of input.Tags) created.value.tags.set(Key, Value);
        return { Role: shown(created.value) };
      },
      onRole,
    ),
    GetRole: operation(Named, (input, call) => ({ Role: shown(find(call, input.RoleName)) }), onRole),
    ListRoles: operation(z.object({ PathPrefix: z.string().default('/'), ...Paging }), (input, call) => {
      const all = roles.list(call.caller.accountId).filter(({ path }) => path.startsWith(input.PathPrefix));
      const { items, ...rest } = listed(all, input, `roles ${call.caller.accountId} ${input.PathPrefix}`, ({ name }) => name);
      // Lists leave tags out.
      return { Roles: items.map((role) => ({ ...shown(role), Tags: undefined })), ...rest };
    }),
    UpdateAssumeRolePolicy: operation(
      Named.extend({ PolicyDocument: z.string() }),
      (input, call) => {
        requirePolicy(input.PolicyDocument);
        find(call, input.RoleName).trust = input.PolicyDocument;
      },
      onRole,
    ),
    DeleteRole: operation(
      Named,
      (input, call) => {
        const role = find(call, input.RoleName);
        if (role.policies.size > 0)
          throw new AwsFault('DeleteConflict', 'Cannot delete entity, must delete policies first.', 409);
        roles.remove(role);
      },
      onRole,
    ),
  };
}

function policyOperations(roles: Roles): Readonly<Record<string, Operation>> {
  const find = finder(roles);
  const policyOf = (role: Role, name: string): string => {
    const text = role.policies.get(name);
    if (text === undefined) throw new AwsFault('NoSuchEntity', `The role policy with name ${name} cannot be found.`, 404);
    return text;
  };
  return {
    PutRolePolicy: operation(
      OfPolicy.extend({ PolicyDocument: z.string() }),
      (input, call) => {
        requirePolicy(input.PolicyDocument);
        find(call, input.RoleName).policies.set(input.PolicyName, input.PolicyDocument);
      },
      onRole,
    ),
    GetRolePolicy: operation(
      OfPolicy,
      (input, call) => ({
        RoleName: input.RoleName,
        PolicyName: input.PolicyName,
        PolicyDocument: encodeURIComponent(policyOf(find(call, input.RoleName), input.PolicyName)),
      }),
      onRole,
    ),
    ListRolePolicies: operation(
      Named.extend(Paging),
      (input, call) => {
        const names = [...find(call, input.RoleName).policies.keys()];
        const { items, ...rest } = listed(names, input, `policies of ${input.RoleName}`, (name) => name);
        return { PolicyNames: items, ...rest };
      },
      onRole,
    ),
    ListAttachedRolePolicies: operation(
      Named.extend(Paging),
      (input, call) => {
        find(call, input.RoleName);
        return { AttachedPolicies: [], IsTruncated: false }; // managed policies are not simulated
      },
      onRole,
    ),
    DeleteRolePolicy: operation(
      OfPolicy,
      (input, call) => {
        const role = find(call, input.RoleName);
        policyOf(role, input.PolicyName);
        role.policies.delete(input.PolicyName);
      },
      onRole,
    ),
  };
}

function tagOperations(roles: Roles): Readonly<Record<string, Operation>> {
  const find = finder(roles);
  return {
    TagRole: operation(
      Named.extend({ Tags }),
      (input, call) => {
        const { tags } = find(call, input.RoleName);
        for (const { Key, Value } of input.Tags) tags.set(Key, Value);
      },
      onRole,
    ),
    UntagRole: operation(
      Named.extend({ TagKeys: z.array(z.string()) }),
      (input, call) => {
        const { tags } = find(call, input.RoleName);
        for (const key of input.TagKeys) tags.delete(key);
      },
      onRole,
    ),
    ListRoleTags: operation(
      Named.extend(Paging),
      (input, call) => {
        const { items, ...rest } = listed(
          tagList(find(call, input.RoleName)),
          input,
          `tags of ${input.RoleName}`,
          ({ Key }) => Key,
        );
        return { Tags: items, ...rest };
      },
      onRole,
    ),
  };
}

function requirePolicy(text: string): void {
  if (!readPolicy(text).ok) throw new AwsFault('MalformedPolicyDocument', 'Syntax errors in policy.');
}

function listed<T>(
  all: readonly T[],
  input: { readonly Marker?: string | undefined; readonly MaxItems: number },
  scope: string,
  key: (item: T) => string,
) {
  const page = pageOf(all, { token: input.Marker, limit: input.MaxItems, scope: `iam ${scope}`, key });
  if (!page.ok) throw new AwsFault('ValidationError', 'Invalid Marker.');
  const { items, nextToken } = page.value;
  return { items, IsTruncated: nextToken !== null, ...(nextToken !== null && { Marker: nextToken }) };
}

function tagList(role: Role) {
  return [...role.tags].map(([Key, Value]) => ({ Key, Value }));
}

function shown(role: Role) {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: new Date(role.createdAt).toISOString(),
    AssumeRolePolicyDocument: encodeURIComponent(role.trust),
    ...(role.description !== null && { Description: role.description }),
    MaxSessionDuration: role.maxSeconds,
    Tags: tagList(role),
  };
}
