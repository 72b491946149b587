import {
  CreateTokenCommand,
  RegisterClientCommand,
  type SSOOIDCClient,
  StartDeviceAuthorizationCommand,
} from '@aws-sdk/client-sso-oidc';
import type { Instant } from '../../../../shared/domain/primitives';
import { instantOf } from '../../../../shared/domain/primitives';
import type { Log, Wall } from '../../ports';
import { CredentialsTrouble } from '../credentials-trouble';
import { factsOf } from '../error-facts';
import type { SsoPlan } from '../profiles/credential-plan';
import { cliTime, isRefreshable, leftMs, readToken, type SsoToken, writeToken } from './token-cache';

/** A sign-in that waits for somebody to confirm the code in a browser. */
export interface PendingSignIn {
  readonly userCode: string;
  readonly verificationUri: string;
  /** The same page with the code filled in. */
  readonly verificationUriComplete: string;
  /** Wall time. */
  readonly expiresAt: Instant;
}

/** Signed-in sessions of IAM Identity Center, shared by every context and with the AWS CLI. */
export interface SsoSessions {
  /** A token that holds, renewed where needed. Throws `CredentialsTrouble` when somebody has to sign in. */
  token(plan: SsoPlan, profile: string, oidc: () => SSOOIDCClient): Promise<SsoToken>;
  /** Begins a sign-in, or answers the one that waits already. `onDone` runs once it is confirmed or has failed. */
  begin(plan: SsoPlan, oidc: () => SSOOIDCClient): Promise<PendingSignIn>;
  pending(plan: SsoPlan): PendingSignIn | null;
  /** Why the last sign-in did not come about, until the next one begins. */
  refusal(plan: SsoPlan): string | null;
  /** When the session ends for good, without anybody signing in again; null while it renews itself or there is none. */
  endsAt(plan: SsoPlan): Promise<Instant | null>;
  /** Listener is told of a session somebody has just signed in to. */
  onSignedIn(listener: (key: string) => void): () => void;
  stop(): void;
}

interface Options {
  readonly cacheDir: string;
  readonly wall: Wall;
  readonly log: Log;
}

interface Registration {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly endsAtMs: number;
}

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';
/** A token is renewed this long before its end. */
const renewBeforeMs = 10 * 60_000;
/** After a refusal to renew, the next attempt waits this long. */
const renewAgainAfterMs = 30_000;

/** What tells one session from another: profiles that share it share its sign-in. */
export function sessionKey({ session, startUrl }: Pick<SsoPlan, 'session' | 'startUrl'>): string {
  return session ?? startUrl;
}

export function createSsoSessions({ cacheDir, wall, log }: Options): SsoSessions {
  const stopping = new AbortController();
  const registrations = new Map<string, Registration>();
  const pending = new Map<string, PendingSignIn>();
  const refusals = new Map<string, string>();
  const renewing = new Map<string, Promise<SsoToken>>();
  const refusedRenewals = new Map<string, number>();
  const listeners = new Set<(key: string) => void>();

  async function register(plan: SsoPlan, oidc: SSOOIDCClient): Promise<Registration> {
    const held = registrations.get(sessionKey(plan));
    if (held !== undefined && held.endsAtMs > wall.nowMs() + renewBeforeMs) return held;
    // Without the scope there is no refresh token; the older form of profile never gets one from the CLI either.
    const scopes = plan.session === null ? [] : plan.scopes.length > 0 ? plan.scopes : ['sso:account:access'];
    const answer = await oidc.send(
      new RegisterClientCommand({
        clientName: 'tocsin',
        clientType: 'public',
        ...(scopes.length > 0 && { scopes: [...scopes] }),
      }),
    );
    const made: Registration = {
      clientId: answer.clientId ?? '',
      clientSecret: answer.clientSecret ?? '',
      endsAtMs: (answer.clientSecretExpiresAt ?? 0) * 1000,
    };
    registrations.set(sessionKey(plan), made);
    return made;
  }

  const keep = async (plan: SsoPlan, token: SsoToken): Promise<SsoToken> => {
    await writeToken(cacheDir, plan, token).catch((error: unknown) => {
      // The session holds for this program all the same; only the CLI will have to sign in by itself.
      log.warn({ error: String(error) }, 'the sign-in could not be written to the token cache of the AWS CLI');
    });
    return token;
  };

  async function renew(plan: SsoPlan, token: SsoToken, oidc: SSOOIDCClient): Promise<SsoToken> {
    const { clientId, clientSecret, refreshToken } = token;
    const answer = await oidc.send(new CreateTokenCommand({ clientId, clientSecret, refreshToken, grantType: 'refresh_token' }));
    return keep(plan, {
      ...token,
      accessToken: answer.accessToken ?? '',
      expiresAt: cliTime(wall.nowMs() + (answer.expiresIn ?? 0) * 1000),
      refreshToken: answer.refreshToken ?? refreshToken,
    });
  }

  /** Polls until the code is confirmed, refused or too old. */
  async function waitFor(
    plan: SsoPlan,
    oidc: SSOOIDCClient,
    {
      client,
      deviceCode,
      intervalMs,
      endsAtMs,
    }: { client: Registration; deviceCode: string; intervalMs: number; endsAtMs: number },
  ): Promise<void> {
    let pauseMs = intervalMs;
    for (;;) {
      await wall.sleep(pauseMs, stopping.signal);
      if (wall.nowMs() >= endsAtMs) throw new Error('The code was not confirmed in time.');
      try {
        const { clientId, clientSecret } = client;
        const answer = await oidc.send(new CreateTokenCommand({ clientId, clientSecret, deviceCode, grantType: deviceGrant }));
        await keep(plan, {
          startUrl: plan.startUrl,
          region: plan.region,
          accessToken: answer.accessToken ?? '',
          expiresAt: cliTime(wall.nowMs() + (answer.expiresIn ?? 0) * 1000),
          clientId,
          clientSecret,
          registrationExpiresAt: cliTime(client.endsAtMs),
          ...(answer.refreshToken === undefined ? {} : { refreshToken: answer.refreshToken }),
        });
        return;
      } catch (error) {
        const { name, networkCode, message } = factsOf(error);
        if (name === 'SlowDownException') pauseMs += 5_000;
        else if (name === 'AccessDeniedException') throw new Error('The sign-in was refused in the browser.');
        else if (name === 'ExpiredTokenException') throw new Error('The code was not confirmed in time.');
        else if (name !== 'AuthorizationPendingException' && networkCode === null) throw new Error(message);
      }
    }
  }

  return {
    async token(plan, profile, oidc) {
      const key = sessionKey(plan);
      const token = await readToken(cacheDir, plan);
      const nowMs = wall.nowMs();
      if (token === null) throw needsSignIn(profile, `Nobody is signed in to ${key}, which profile ${profile} uses.`);
      const left = leftMs(token, nowMs);
      if (left > renewBeforeMs) return token;
      const mayRenew = isRefreshable(token, nowMs) && nowMs - (refusedRenewals.get(key) ?? 0) > renewAgainAfterMs;
      if (mayRenew) {
        const shared = renewing.get(key) ?? renew(plan, token, oidc()).finally(() => renewing.delete(key));
        renewing.set(key, shared);
        try {
          return await shared;
        } catch (error) {
          refusedRenewals.set(key, nowMs);
          // No answer is no refusal: the network may come back before the session ends.
          if (left <= 0 && factsOf(error).networkCode !== null) throw error;
        }
      }
      if (left > 0) return token;
      throw needsSignIn(profile, `The sign-in to ${key}, which profile ${profile} uses, has expired.`);
    },
    async begin(plan, oidc) {
      const key = sessionKey(plan);
      const waiting = pending.get(key);
      if (waiting !== undefined) return waiting;
      const client = oidc();
      const registration = await register(plan, client);
      const { clientId, clientSecret } = registration;
      const started = await client.send(new StartDeviceAuthorizationCommand({ clientId, clientSecret, startUrl: plan.startUrl }));
      const endsAtMs = wall.nowMs() + (started.expiresIn ?? 600) * 1000;
      const verificationUri = started.verificationUri ?? '';
      const begun: PendingSignIn = {
        userCode: started.userCode ?? '',
        verificationUri,
        verificationUriComplete: started.verificationUriComplete ?? verificationUri,
        expiresAt: instantOf(endsAtMs),
      };
      pending.set(key, begun);
      refusals.delete(key);
      const intervalMs = Math.max(1, started.interval ?? 5) * 1000;
      waitFor(plan, client, { client: registration, deviceCode: started.deviceCode ?? '', intervalMs, endsAtMs })
        .then(
          () => {
            pending.delete(key);
            refusedRenewals.delete(key);
            for (const listener of [...listeners]) listener(key);
          },
          (error: unknown) => {
            pending.delete(key);
            if (!stopping.signal.aborted) refusals.set(key, error instanceof Error ? error.message : String(error));
          },
        )
        .finally(() => client.destroy());
      return begun;
    },
    pending: (plan) => pending.get(sessionKey(plan)) ?? null,
    refusal: (plan) => refusals.get(sessionKey(plan)) ?? null,
    async endsAt(plan) {
      const token = await readToken(cacheDir, plan);
      if (token === null || isRefreshable(token, wall.nowMs())) return null;
      const end = Date.parse(token.expiresAt);
      return Number.isNaN(end) ? null : instantOf(end);
    },
    onSignedIn(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => stopping.abort(new Error('the console stops')),
  };
}

function needsSignIn(profile: string, message: string): CredentialsTrouble {
  return new CredentialsTrouble(
    'needs-sign-in',
    message,
    `Sign in on the accounts screen, or with: aws sso login --profile ${profile}. The console notices by itself.`,
  );
}
