import { err, ok } from '../../../../shared/lib/result';
import { AwsFault, type Protocol, RestReply, type RestRoute } from '../../service';
import type { Codec, WireRequest } from '../codec';
import { fieldsOf, parseJson } from '../parse-json';

type RestProtocol = Extract<Protocol, { kind: 'rest-json' }>;

/** AWS rest-json: method and path name the operation; errors are named by the `x-amzn-errortype` header. */
export function restJsonCodec(protocol: RestProtocol): Codec {
  const routes = protocol.routes.map((route) => ({ route, segments: route.path.split('/') }));
  const headers = (requestId: string) => ({ 'content-type': 'application/json', 'x-amzn-requestid': requestId });
  return {
    decode: (request) => {
      const path = request.path.split('/');
      for (const { route, segments } of routes) {
        const names = route.method === request.method ? matchPath(segments, path) : null;
        if (names !== null) return readInput(route, names, request);
      }
      return err(new AwsFault('UnknownOperationException', '', 404));
    },
    success: (_operation, output, status, requestId) => {
      const answer = output instanceof RestReply ? output : new RestReply(output, status);
      return {
        status: answer.status,
        headers: { ...headers(requestId), ...answer.headers },
        body: answer.body === undefined ? '' : JSON.stringify(answer.body),
      };
    },
    failure: (fault, requestId) => ({
      status: fault.status,
      headers: { ...headers(requestId), 'x-amzn-errortype': fault.code, ...retryAfter(fault) },
      body: JSON.stringify({ message: fault.message, ...fault.fields }),
    }),
  };
}

function readInput(route: RestRoute, names: Readonly<Record<string, string>>, request: WireRequest) {
  const body = parseJson(request.body);
  if (!body.ok) return err(new AwsFault('SerializationException', body.error));
  const sent = Object.entries(route.headers ?? {}).flatMap(([header, field]) => {
    const value = request.header(header);
    return value === undefined ? [] : [[field, value] as const];
  });
  const fields = route.payload === undefined ? fieldsOf(body.value) : { [route.payload]: body.value };
  return ok({
    operation: route.operation,
    input: { ...Object.fromEntries(request.query), ...fields, ...Object.fromEntries(sent), ...names },
  });
}

/** `{name}` takes one segment, which may hold encoded slashes: an ARN in a path is one segment. */
function matchPath(segments: readonly string[], path: readonly string[]): Record<string, string> | null {
  if (segments.length !== path.length) return null;
  const names: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const actual = path[index] ?? '';
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    if (name === undefined && segment !== actual) return null;
    if (name !== undefined) names[name] = decodeSegment(actual);
  }
  return names;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // a stray `%` is then refused by the operation as an unknown id
  }
}

/** Clients of rest-json services read this member from the header, not from the body. */
function retryAfter(fault: AwsFault): Record<string, string> {
  const seconds = fault.fields.retryAfterSeconds;
  return typeof seconds === 'number' ? { 'retry-after': String(seconds) } : {};
}
