import { z } from 'zod';
import type { Result } from '../../../shared/lib/result';
import { AwsFault, type Service } from '../service';
import { DEVICE_SECONDS, type NoToken, POLL_SECONDS, type SignIns, TOKEN_SECONDS, type Tokens } from '../sign-ins';
import { operations } from './operation';

const operation = operations((field, problem) => oauth('InvalidRequestException', 'invalid_request', `${field}: ${problem}`));
const free = { permission: 'none' } as const;
const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

const ClientOf = z.object({ clientId: z.string(), clientSecret: z.string() });

/** IAM Identity Center's OIDC part: register a client, ask for a device code, exchange it for tokens. Nothing of it is signed. */
export function ssoOidcService(signIns: SignIns, endpoint: () => string): Service {
  return {
    id: 'sso-oidc',
    signingName: 'sso-oauth',
    iamPrefix: 'sso-oauth',
    unsigned: true,
    protocol: {
      kind: 'rest-json',
      routes: [
        { method: 'POST', path: '/client/register', operation: 'RegisterClient' },
        { method: 'POST', path: '/device_authorization', operation: 'StartDeviceAuthorization' },
        { method: 'POST', path: '/token', operation: 'CreateToken' },
      ],
    },
    operations: {
      RegisterClient: operation(
        z.object({ clientName: z.string().min(1), clientType: z.literal('public'), scopes: z.array(z.string()).default([]) }),
        ({ scopes }) => {
          const { id, secret, expiresAt } = signIns.register(scopes);
          const clientSecretExpiresAt = Math.floor(expiresAt / 1000);
          const clientIdIssuedAt = clientSecretExpiresAt - 90 * 86_400;
          return { clientId: id, clientSecret: secret, clientIdIssuedAt, clientSecretExpiresAt };
        },
        free,
      ),
      StartDeviceAuthorization: operation(
        ClientOf.extend({ startUrl: z.url() }),
        (input) => {
          const code = signIns.start({ id: input.clientId, secret: input.clientSecret });
          if (code === null) throw noToken('no-such-client');
          const verificationUri = `${endpoint()}/_sim/device`;
          return {
            deviceCode: code.code,
            userCode: code.userCode,
            verificationUri,
            verificationUriComplete: `${verificationUri}?user_code=${code.userCode}`,
            expiresIn: DEVICE_SECONDS,
            interval: POLL_SECONDS,
          };
        },
        free,
      ),
      CreateToken: operation(
        ClientOf.extend({
          grantType: z.string(),
          deviceCode: z.string().optional(),
          refreshToken: z.string().optional(),
        }),
        (input) => {
          const tokens = exchange(signIns, input);
          if (!tokens.ok) throw noToken(tokens.error);
          const { accessToken, refreshToken } = tokens.value;
          return { accessToken, tokenType: 'Bearer', expiresIn: TOKEN_SECONDS, ...(refreshToken !== null && { refreshToken }) };
        },
        free,
      ),
    },
  };
}

interface TokenAsk {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly grantType: string;
  readonly deviceCode?: string | undefined;
  readonly refreshToken?: string | undefined;
}

function exchange(signIns: SignIns, ask: TokenAsk): Result<Tokens, NoToken> {
  const client = { id: ask.clientId, secret: ask.clientSecret };
  switch (ask.grantType) {
    case DEVICE_GRANT:
      return signIns.redeem(client, ask.deviceCode ?? '');
    case 'refresh_token':
      return signIns.refresh(client, ask.refreshToken ?? '');
    default:
      throw oauth('UnsupportedGrantTypeException', 'unsupported_grant_type', `The grant type ${ask.grantType} is not supported`);
  }
}

const REFUSALS: Readonly<Record<NoToken, readonly [code: string, error: string, description: string]>> = {
  pending: ['AuthorizationPendingException', 'authorization_pending', 'The request is still waiting for authorization'],
  'too-soon': ['SlowDownException', 'slow_down', 'The client is asking too often'],
  expired: ['ExpiredTokenException', 'expired_token', 'The device code has expired'],
  refused: ['AccessDeniedException', 'access_denied', 'The request was refused'],
  'no-such-code': ['InvalidGrantException', 'invalid_grant', 'The grant is not valid'],
  'no-such-client': ['InvalidClientException', 'invalid_client', 'The client is not known'],
};

function noToken(reason: NoToken): AwsFault {
  return oauth(...REFUSALS[reason]);
}

/** Errors carry the OAuth names beside the AWS ones. */
function oauth(code: string, error: string, description: string): AwsFault {
  return new AwsFault(code, description, code === 'InvalidClientException' ? 401 : 400, {
    error,
    error_description: description,
  });
}
