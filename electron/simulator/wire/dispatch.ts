import { err, ok, type Result } from '../../../shared/lib/result';
import { type Faults, SKEW_MS, SLOW_MS } from '../faults';
import { CLOSED_REGIONS } from '../models/regions';
import { AwsFault, type Call, type Caller, type Operation, type Service } from '../service';
import type { Wall } from '../world';
import type { BadBody } from './body';
import { type Codec, codecOf, type Decoded, type Reply, type WireRequest } from './codec';
import type { WireOptions } from './server';
import { roadFault } from './service-errors';
import { basicDate, readSignature, type Signature } from './signature';
import { unroutable } from './unroutable';

/** `cut` drops the connection without an answer. */
export type Answer = Reply | 'cut';
/** A call by a known caller that was understood, and how it ended. */
export interface AnsweredCall {
  readonly service: Service;
  readonly operation: string;
  readonly region: string;
  readonly caller: Caller;
  readonly input: unknown;
  readonly error: AwsFault | null;
  readonly userAgent: string;
}

export type Dispatch = (request: WireRequest, body: Result<string, BadBody>, gone: AbortSignal) => Promise<Answer>;

/** AWS refuses signatures further from its own clock than this. */
const MAX_SKEW_MS = 5 * 60_000;

/**
 * One road for every AWS call: recognise, read, let faults have their way, know the caller, ask the policies, act, answer.
 * Every answered call is recorded.
 */
export function createDispatch(options: WireOptions): Dispatch {
  const { wall, faults, callers, enforce, chance, record } = options;

  return async (request, body, gone) => {
    const signed = readSignature(request.header);
    const service = signed ? findService(options.services(), signed, request) : findUnsigned(options.services(), request);
    if (!service) return unroutable(request, signed);
    const signature = signed ?? unsigned(service);
    if (faults.isOn(service.id, 'down')) return 'cut';
    if (faults.isOn(service.id, 'slow')) await pause(wall, SLOW_MS, gone);

    const codec = codecOf(service);
    const requestId = chance.uuid();
    const decoded = body.ok ? codec.decode(request) : err(bodyFault(body.error));
    const caller = signed ? callers.resolve(signed) : ok(ANONYMOUS);
    const outcome = await answerCall(service, signature, decoded, caller, gone);
    if (decoded.ok && caller.ok) {
      options.answered?.({
        service,
        operation: decoded.value.operation,
        region: signature.region,
        caller: caller.value,
        input: decoded.value.input,
        error: outcome.ok ? null : outcome.error,
        userAgent: request.header('user-agent') ?? '',
      });
    }
    record({
      service: service.id,
      operation: decoded.ok ? decoded.value.operation : 'unknown',
      region: signature.region,
      caller: caller.ok ? caller.value.arn : signature.accessKeyId,
      error: outcome.ok ? null : outcome.error.code,
    });
    return withDate(service, encode(codec, outcome, requestId));
  };

  async function answerCall(
    service: Service,
    signature: Signature,
    decoded: Result<Decoded, AwsFault>,
    caller: ReturnType<typeof callers.resolve>,
    gone: AbortSignal,
  ): Promise<Result<Success, AwsFault>> {
    const road = roadProblem(service, signature, wall, faults);
    if (road !== null) return err(road);
    // A region that nobody opted in to knows no keys.
    if (CLOSED_REGIONS.includes(signature.region)) return err(roadFault(service, 'invalid-token'));
    if (!caller.ok) return err(roadFault(service, caller.error));
    if (!decoded.ok) return err(respell(service, decoded.error));
    const { operation: name, input } = decoded.value;
    const operation = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
    if (operation === undefined) return err(roadFault(service, 'unknown-operation', `Unknown operation ${name}`));
    const call: Call = {
      service: service.id,
      operation: name,
      region: signature.region,
      caller: caller.value,
      input,
      signal: gone,
    };
    try {
      const denied = permissionProblem(service, operation, call);
      if (denied !== null) return err(denied);
      return ok({ operation: name, output: await operation.handle(call), status: operation.status ?? 200 });
    } catch (problem) {
      if (problem instanceof AwsFault) return err(problem);
      options.onBug?.(problem);
      return err(new AwsFault('InternalFailure', problem instanceof Error ? problem.message : String(problem), 500));
    }
  }

  function permissionProblem(service: Service, operation: Operation, call: Call): AwsFault | null {
    const action = actionOf(service, operation, call.operation);
    const resources = operation.resources?.(call) ?? ['*'];
    if (faults.isOn(service.id, 'denied'))
      return roadFault(service, 'denied', deniedText(call.caller, action, resources[0] ?? '*'));
    if (operation.permission === 'none') return null;
    const asked = [{ action, resources, conditions: operation.conditions?.(call) ?? {} }, ...(operation.also?.(call) ?? [])];
    for (const permission of asked) {
      const refusal = enforce({ caller: call.caller, ...permission });
      if (refusal !== null) return roadFault(service, 'denied', refusal);
    }
    return null;
  }

  function withDate(service: Service, reply: Reply): Reply {
    if (!faults.isOn(service.id, 'skew')) return reply;
    return { ...reply, headers: { ...reply.headers, date: new Date(wall.now() + SKEW_MS).toUTCString() } };
  }
}

interface Success {
  readonly operation: string;
  readonly output: unknown;
  readonly status: number;
}

function encode(codec: Codec, outcome: Result<Success, AwsFault>, requestId: string): Reply {
  if (!outcome.ok) return codec.failure(outcome.error, requestId);
  const { operation, output, status } = outcome.value;
  return codec.success(operation, output, status, requestId);
}

/** Two services may share a signing name; then the target header tells them apart. */
function findService(services: readonly Service[], signature: Signature, request: WireRequest): Service | undefined {
  const signed = services.filter((service) => service.signingName === signature.service);
  if (signed.length < 2) return signed[0];
  const target = request.header('x-amz-target') ?? '';
  return signed.find(({ protocol }) => protocol.kind === 'json' && target.startsWith(`${protocol.targetPrefix}.`)) ?? signed[0];
}

const ANONYMOUS: Caller = { accountId: '', arn: 'anonymous', accessKeyId: '', known: false, mfa: false };

/** Sign-in services are called before there are keys to sign with; their paths tell them apart. */
function findUnsigned(services: readonly Service[], request: WireRequest): Service | undefined {
  return services.find((service) => service.unsigned === true && codecOf(service).decode(request).ok);
}

function unsigned(service: Service): Signature {
  return { accessKeyId: '', region: 'us-east-1', service: service.signingName, sessionToken: undefined, signedAt: null };
}

function roadProblem(service: Service, signature: Signature, wall: Wall, faults: Faults): AwsFault | null {
  const on = (kind: 'expired' | 'invalid' | 'signature' | 'skew') => faults.isOn(service.id, kind);
  if (on('skew') && signature.signedAt !== null) {
    const serverNow = wall.now() + SKEW_MS;
    if (Math.abs(serverNow - signature.signedAt) > MAX_SKEW_MS) return skewed(service, signature.signedAt, serverNow);
  }
  if (on('expired')) return roadFault(service, 'expired');
  if (on('invalid')) return roadFault(service, 'invalid-token');
  if (on('signature')) return roadFault(service, 'bad-signature');
  return faults.throttles(service.id) ? roadFault(service, 'throttled') : null;
}

function skewed(service: Service, signedAt: number, serverNow: number): AwsFault {
  const earliest = basicDate(serverNow - MAX_SKEW_MS);
  const text = `Signature expired: ${basicDate(signedAt)} is now earlier than ${earliest} (${basicDate(serverNow)} - 5 min.)`;
  return roadFault(service, 'skewed', text);
}

function actionOf(service: Service, operation: Operation, name: string): string {
  const action = operation.action ?? name;
  return action.includes(':') ? action : `${service.iamPrefix}:${action}`;
}

function deniedText(caller: Caller, action: string, resource: string): string {
  return (
    `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} ` +
    `because no identity-based policy allows the ${action} action`
  );
}

/** The protocols answer an unknown operation each in their own words; the codec cannot know the service's. */
function respell(service: Service, fault: AwsFault): AwsFault {
  return fault.code === 'UnknownOperationException' ? roadFault(service, 'unknown-operation') : fault;
}

function bodyFault(bad: BadBody): AwsFault {
  return bad === 'too-large'
    ? new AwsFault('RequestEntityTooLargeException', 'The request body is too large', 413)
    : new AwsFault('SerializationException', 'The request body is not valid gzip');
}

function pause(wall: Wall, ms: number, gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = wall.after(ms, resolve);
    gone.addEventListener('abort', () => {
      cancel();
      resolve();
    });
  });
}
