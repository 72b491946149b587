import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { ContextSpec } from '../engine-api';
import type { Wall } from '../ports';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** ARN of the role the console assumes to read DRS in an account other than its own. */
export function readRoleArn(partition: string, accountId: string): string {
  return `arn:${partition}:iam::${accountId}:role/DROpsConsoleReadRole`;
}

/** ARN of the role the console assumes to set up forwarding in an account other than its own. */
export function setupRoleArn(partition: string, accountId: string): string {
  return `arn:${partition}:iam::${accountId}:role/DROpsConsoleSetupRole`;
}

/** Seconds an assumed session is asked for, and how long before its end it is renewed. */
const sessionSeconds = 3600;
const renewBeforeMs = 5 * 60_000;

/**
 * How long credentials without an end are believed. The SDK asks again five minutes before an end, so a key that somebody corrects in
 * the profile is taken up within a minute, without a restart.
 */
const believedMs = 6 * 60_000;

/** Credentials of the context itself: the keys of a rehearsal, else whatever the profile says (keys, SSO, process, role chain). */
export function ownCredentials(spec: ContextSpec, wall: Pick<Wall, 'nowMs'>): () => Promise<Credentials> {
  if (spec.keys !== null) {
    const keys = spec.keys;
    return async () => keys;
  }
  return async () => {
    // A chain remembers what it found, files included, for good; a new one looks again.
    const chain = fromNodeProviderChain({
      // Naming `default` would make the chain skip the environment's keys, which the CLI would take.
      ...(spec.profile === 'default' ? {} : { profile: spec.profile }),
      ignoreCache: true,
      clientConfig: { region: spec.region },
    });
    const found = await chain();
    return { ...found, expiration: found.expiration ?? new Date(wall.nowMs() + believedMs) };
  };
}

/**
 * Credentials of the read role in a foreign account, assumed once and renewed before they end (wall time: AWS's sessions do not
 * run faster in a rehearsal). A refusal is not remembered, so a role that appears is found by the next reading.
 */
export function assumedCredentials(sts: STSClient, roleArn: string, wall: Wall): () => Promise<Credentials> {
  let held: { readonly credentials: Promise<Credentials>; until: number } | null = null;
  return () => {
    if (held !== null && wall.nowMs() < held.until) return held.credentials;
    const fresh = { credentials: assumeReadRole(sts, roleArn), until: Number.POSITIVE_INFINITY };
    held = fresh;
    fresh.credentials.then(
      (credentials) => {
        const end = credentials.expiration?.getTime() ?? wall.nowMs() + sessionSeconds * 1000;
        fresh.until = end - renewBeforeMs;
      },
      () => {
        fresh.until = 0;
      },
    );
    return fresh.credentials;
  };
}

async function assumeReadRole(sts: STSClient, roleArn: string): Promise<Credentials> {
  const answer = await sts.send(
    new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: 'tocsin',
      DurationSeconds: sessionSeconds,
    }),
  );
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials ?? {};
  if (AccessKeyId === undefined || SecretAccessKey === undefined) {
    throw new Error(`STS answered AssumeRole for ${roleArn} without credentials`);
  }
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    ...(SessionToken === undefined ? {} : { sessionToken: SessionToken }),
    ...(Expiration === undefined ? {} : { expiration: Expiration }),
  };
}
