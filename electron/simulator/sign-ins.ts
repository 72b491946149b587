import { err, ok, type Result } from '../../shared/lib/result';
import type { Callers, SessionCredentials } from './callers';
import type { Chance, Wall } from './world';

/** Instants are wall epoch milliseconds: people and their credentials live in real time. */

interface Client {
  readonly id: string;
  readonly secret: string;
  readonly scopes: readonly string[];
  readonly expiresAt: number;
}

interface DeviceCode {
  readonly code: string;
  readonly userCode: string;
  readonly clientId: string;
  readonly expiresAt: number;
  state: 'pending' | 'approved' | 'refused' | 'used';
  polledAt: number | null;
}

export interface Tokens {
  readonly accessToken: string;
  /** Only for clients registered with the scope `sso:account:access`. */
  readonly refreshToken: string | null;
}

export type NoToken = 'no-such-client' | 'no-such-code' | 'pending' | 'too-soon' | 'expired' | 'refused';

export interface Account {
  readonly id: string;
  readonly name: string;
}

/** IAM Identity Center as one person's sign-ins see it. */
export interface SignIns {
  register(scopes: readonly string[]): Client;
  /** A code to be confirmed elsewhere; null for a client that does not exist. */
  start(client: { readonly id: string; readonly secret: string }): DeviceCode | null;
  /** Tokens for a confirmed device code. Each code gives tokens once. */
  redeem(client: { readonly id: string; readonly secret: string }, code: string): Result<Tokens, NoToken>;
  refresh(client: { readonly id: string; readonly secret: string }, refreshToken: string): Result<Tokens, NoToken>;
  /** Confirms or refuses what waits: one user code, or all of them. Answers the user codes concerned. */
  decide(decision: 'approved' | 'refused', userCode?: string): readonly string[];
  /** User codes that wait for somebody. */
  pending(): readonly string[];
  isSignedIn(accessToken: string): boolean;
  signOut(accessToken: string): void;
  accounts(): readonly Account[];
  roles(accountId: string): readonly string[];
  /** Null where the person has no such role. */
  credentials(accountId: string, role: string): SessionCredentials | null;
}

export const DEVICE_SECONDS = 600;
export const POLL_SECONDS = 1;
export const TOKEN_SECONDS = 8 * 3600;
const CLIENT_SECONDS = 90 * 86_400;
const ROLE_SECONDS = 3600;
const USER = 'dana@example.com';
/** Assigned to the person in every account. A role of another name may be used as well, unless it is called denied. */
const ROLES = ['DisasterRecoveryOperator', 'ViewOnlyAccess'];

export function createSignIns(ports: {
  readonly wall: Wall;
  readonly chance: Chance;
  readonly callers: Pick<Callers, 'issue'>;
  readonly accounts: readonly Account[];
}): SignIns {
  const { wall, chance, callers, accounts } = ports;
  const clients = new Map<string, Client>();
  const codes = new Map<string, DeviceCode>();
  const sessions = new Map<string, { readonly expiresAt: number }>();
  const refreshTokens = new Map<string, string>();

  const findClient = ({ id, secret }: { readonly id: string; readonly secret: string }): Client | null => {
    const client = clients.get(id);
    return client !== undefined && client.secret === secret && client.expiresAt > wall.now() ? client : null;
  };

  function newTokens(client: Client): Tokens {
    const accessToken = `aoa${chance.hex(60)}`;
    sessions.set(accessToken, { expiresAt: wall.now() + TOKEN_SECONDS * 1000 });
    if (!client.scopes.includes('sso:account:access')) return { accessToken, refreshToken: null };
    const refreshToken = `aor${chance.hex(60)}`;
    refreshTokens.set(refreshToken, client.id);
    return { accessToken, refreshToken };
  }

  const waiting = () => [...codes.values()].filter(({ state, expiresAt }) => state === 'pending' && expiresAt > wall.now());

  return {
    register: (scopes) => {
      const client = { id: chance.hex(32), secret: chance.hex(64), scopes, expiresAt: wall.now() + CLIENT_SECONDS * 1000 };
      clients.set(client.id, client);
      return client;
    },
    start: (asking) => {
      const client = findClient(asking);
      if (client === null) return null;
      const letters = chance.hex(8).toUpperCase();
      const code: DeviceCode = {
        code: chance.hex(64),
        userCode: `${letters.slice(0, 4)}-${letters.slice(4)}`,
        clientId: client.id,
        expiresAt: wall.now() + DEVICE_SECONDS * 1000,
        state: 'pending',
        polledAt: null,
      };
      codes.set(code.code, code);
      return code;
    },
    redeem: (asking, deviceCode) => {
      const client = findClient(asking);
      if (client === null) return err('no-such-client');
      const code = codes.get(deviceCode);
      if (code === undefined || code.clientId !== client.id || code.state === 'used') return err('no-such-code');
      if (code.expiresAt <= wall.now()) return err('expired');
      const isTooSoon = code.polledAt !== null && wall.now() - code.polledAt < POLL_SECONDS * 1000;
      code.polledAt = wall.now();
      if (code.state === 'refused') return err('refused');
      if (code.state === 'pending') return err(isTooSoon ? 'too-soon' : 'pending');
      code.state = 'used';
      return ok(newTokens(client));
    },
    refresh: (asking, refreshToken) => {
      const client = findClient(asking);
      if (client === null) return err('no-such-client');
      if (refreshTokens.get(refreshToken) !== client.id) return err('no-such-code');
      refreshTokens.delete(refreshToken);
      return ok(newTokens(client));
    },
    decide: (decision, userCode) => {
      const meant = waiting().filter((code) => userCode === undefined || code.userCode === userCode);
      for (const code of meant) code.state = decision;
      return meant.map((code) => code.userCode);
    },
    pending: () => waiting().map((code) => code.userCode),
    isSignedIn: (accessToken) => (sessions.get(accessToken)?.expiresAt ?? 0) > wall.now(),
    signOut: (accessToken) => void sessions.delete(accessToken),
    accounts: () => accounts,
    roles: (accountId) => (accounts.some(({ id }) => id === accountId) ? ROLES : []),
    credentials: (account, role) => {
      if (!accounts.some(({ id }) => id === account) || /denied/i.test(role)) return null;
      const arn = `arn:aws:sts::${account}:assumed-role/AWSReservedSSO_${role}_0123456789abcdef/${USER}`;
      return callers.issue({ account, arn, seconds: ROLE_SECONDS, mfa: true });
    },
  };
}
