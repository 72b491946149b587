import type { IncomingMessage } from 'node:http';
import type { ApiError } from '../../shared/contract/errors';
import { err, ok, type Result } from '../../shared/lib/result';
import type { Actor, Wall } from '../engine/ports';
import { type Refusal, refusalOf } from './request-guard';
import { bearerOf } from './tokens-of';
import { countWrongTokens, WINDOW_SECONDS } from './wrong-tokens';

export interface Turned {
  readonly status: 401 | 403 | 429;
  readonly error: ApiError;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a gate needs of the engine. */
export interface Keeper {
  verifyToken(token: string): Actor | null;
}

export interface Gate {
  /** Whether this request comes by a name of ours and from our own page, if from any. */
  address(request: IncomingMessage): Result<void, Turned>;
  /** Who stands behind `token`. Wrong ones are counted per caller. */
  actor(request: IncomingMessage, token: string | null): Result<Actor, Turned>;
}

/** The checks before anything is answered: name, origin, token. Each refusal is told to `record` for the audit trail. */
export function createGate(options: {
  readonly keeper: Keeper;
  readonly wall: Wall;
  readonly scheme: 'http' | 'https';
  hosts(): ReadonlySet<string>;
  record(reason: string): void;
}): Gate {
  const { keeper, wall, scheme, hosts, record } = options;
  const wrong = countWrongTokens();
  return {
    address(request) {
      const refusal = refusalOf(request.headers, hosts(), scheme);
      if (refusal === null) return ok(undefined);
      record(refusal.code);
      return err(turnedAway(refusal));
    },
    actor(request, token) {
      const actor = token === null ? null : keeper.verifyToken(token);
      if (actor !== null) return ok(actor);
      const code = token === null ? 'access.no-token' : 'access.wrong-token';
      record(code);
      const tooMany = token !== null && wrong.add(callerOf(request), wall.monoMs());
      return err(tooMany ? mustWait : unknownActor(code));
    },
  };
}

/** The token of the `Authorization` header. */
export function headerToken(request: IncomingMessage): string | null {
  return bearerOf(request.headers.authorization);
}

function callerOf(request: IncomingMessage): string {
  return request.socket.remoteAddress ?? 'unknown';
}

function turnedAway(refusal: Refusal): Turned {
  return { status: 403, error: refusal, headers: {} };
}

function unknownActor(code: string): Turned {
  const message =
    code === 'access.no-token'
      ? 'A token is needed: Authorization: Bearer TOKEN.'
      : 'This token is not known here, or was revoked.';
  return { status: 401, error: { code, message }, headers: { 'www-authenticate': 'Bearer realm="tocsin"' } };
}

const mustWait: Turned = {
  status: 429,
  error: { code: 'access.too-many', message: `Too many wrong tokens; wait ${WINDOW_SECONDS} s.` },
  headers: { 'retry-after': String(WINDOW_SECONDS) },
};
