import { z } from 'zod';
import { pageOf } from '../models/page';
import { AwsFault, type Operation, type RestRoute, type Service } from '../service';
import type { SignIns } from '../sign-ins';
import { NumberText, operations } from './operation';

const operation = operations((field, problem) => new AwsFault('InvalidRequestException', `${field}: ${problem}`));
const free = { permission: 'none' } as const;

const bearer = { headers: { 'x-amz-sso_bearer_token': 'accessToken' } } as const;
const ROUTES: readonly RestRoute[] = [
  { method: 'GET', path: '/federation/credentials', operation: 'GetRoleCredentials', ...bearer },
  { method: 'GET', path: '/assignment/accounts', operation: 'ListAccounts', ...bearer },
  { method: 'GET', path: '/assignment/roles', operation: 'ListAccountRoles', ...bearer },
  { method: 'POST', path: '/logout', operation: 'Logout', ...bearer },
];

const SignedIn = z.object({ accessToken: z.string().default('') });
const Paging = { max_result: NumberText.pipe(z.number().min(1).max(1000)).default(100), next_token: z.string().optional() };

/** IAM Identity Center's portal: which accounts and roles somebody has, and credentials for them. The access token is the ticket. */
export function ssoService(signIns: SignIns): Service {
  return {
    id: 'sso',
    signingName: 'awsssoportal',
    iamPrefix: 'sso',
    unsigned: true,
    protocol: { kind: 'rest-json', routes: ROUTES },
    operations: portalOperations(signIns),
  };
}

function portalOperations(signIns: SignIns): Readonly<Record<string, Operation>> {
  const requireSession = (accessToken: string) => {
    if (!signIns.isSignedIn(accessToken)) throw new AwsFault('UnauthorizedException', 'Session token not found or invalid', 401);
  };
  return {
    GetRoleCredentials: operation(
      SignedIn.extend({ role_name: z.string(), account_id: z.string() }),
      (input) => {
        requireSession(input.accessToken);
        const session = signIns.credentials(input.account_id, input.role_name);
        if (session === null) throw new AwsFault('ForbiddenException', 'No access', 403);
        const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = session;
        return { roleCredentials: { accessKeyId, secretAccessKey, sessionToken, expiration: expiresAt } };
      },
      free,
    ),
    ListAccounts: operation(
      SignedIn.extend(Paging),
      (input) => {
        requireSession(input.accessToken);
        const page = listed(signIns.accounts(), input, 'accounts', ({ id }) => id);
        const accountList = page.items.map(({ id, name }) => ({
          accountId: id,
          accountName: name,
          emailAddress: `aws+${id}@example.com`,
        }));
        return { accountList, ...(page.nextToken !== null && { nextToken: page.nextToken }) };
      },
      free,
    ),
    ListAccountRoles: operation(
      SignedIn.extend({ account_id: z.string(), ...Paging }),
      (input) => {
        requireSession(input.accessToken);
        const page = listed(signIns.roles(input.account_id), input, `roles ${input.account_id}`, (role) => role);
        const roleList = page.items.map((roleName) => ({ roleName, accountId: input.account_id }));
        return { roleList, ...(page.nextToken !== null && { nextToken: page.nextToken }) };
      },
      free,
    ),
    Logout: operation(SignedIn, ({ accessToken }) => signIns.signOut(accessToken), free),
  };
}

function listed<T>(
  all: readonly T[],
  input: { readonly max_result: number; readonly next_token?: string | undefined },
  scope: string,
  key: (item: T) => string,
) {
  const page = pageOf(all, { token: input.next_token, limit: input.max_result, scope: `sso ${scope}`, key });
  if (!page.ok) throw new AwsFault('InvalidRequestException', 'The next token is not valid');
  return page.value;
}
