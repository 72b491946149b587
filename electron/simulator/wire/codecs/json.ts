import { err, ok } from '../../../../shared/lib/result';
import { AwsFault, type Protocol } from '../../service';
import type { Codec, Reply } from '../codec';
import { parseJson } from '../parse-json';

type JsonProtocol = Extract<Protocol, { kind: 'json' }>;

/** AWS JSON 1.0 and 1.1: the operation in `X-Amz-Target`, fields in a JSON body, errors by `__type`. */
export function jsonCodec(protocol: JsonProtocol): Codec {
  const type = `application/x-amz-json-${protocol.version}`;
  const reply = (status: number, body: unknown, requestId: string): Reply => ({
    status,
    headers: { 'content-type': type, 'x-amzn-requestid': requestId },
    body: body === undefined ? '' : JSON.stringify(body),
  });
  return {
    decode: (request) => {
      const [prefix, operation] = splitTarget(request.header('x-amz-target') ?? '');
      // Some clients write the namespace of the service before its name, others leave it out.
      const isOurs = prefix === protocol.targetPrefix || protocol.targetPrefix.endsWith(`.${prefix}`);
      if (!isOurs || operation === '') return err(new AwsFault('UnknownOperationException', ''));
      const input = parseJson(request.body);
      return input.ok ? ok({ operation, input: input.value }) : err(new AwsFault('SerializationException', input.error));
    },
    success: (_operation, output, status, requestId) => reply(status, output ?? {}, requestId),
    failure: (fault, requestId) => {
      const name = protocol.errorNamespace === undefined ? fault.code : `${protocol.errorNamespace}#${fault.code}`;
      const answer = reply(fault.status, { __type: name, message: fault.message, ...fault.fields }, requestId);
      if (!protocol.queryMode) return answer;
      const old = protocol.queryErrors?.[fault.code] ?? fault.code;
      const blame = fault.status >= 500 ? 'Receiver' : 'Sender';
      return { ...answer, headers: { ...answer.headers, 'x-amzn-query-error': `${old};${blame}` } };
    },
  };
}

function splitTarget(target: string): readonly [prefix: string, operation: string] {
  const dot = target.lastIndexOf('.');
  return dot < 0 ? ['', ''] : [target.slice(0, dot), target.slice(dot + 1)];
}
