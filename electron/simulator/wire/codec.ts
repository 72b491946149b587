import type { Result } from '../../../shared/lib/result';
import { unreachable } from '../../../shared/lib/unreachable';
import type { AwsFault, Service } from '../service';
import { ec2Codec } from './codecs/ec2';
import { jsonCodec } from './codecs/json';
import { queryCodec } from './codecs/query';
import { restJsonCodec } from './codecs/rest-json';

/** A request as far as a protocol needs it. `path` is still percent-encoded and without its query string. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly header: (name: string) => string | undefined;
  readonly body: string;
}

export interface Decoded {
  readonly operation: string;
  readonly input: unknown;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How one protocol reads a call and writes its answer. Errors must come in the protocol's own form, or clients see a syntax error. */
export interface Codec {
  decode(request: WireRequest): Result<Decoded, AwsFault>;
  success(operation: string, output: unknown, status: number, requestId: string): Reply;
  failure(fault: AwsFault, requestId: string): Reply;
}

export function codecOf(service: Service): Codec {
  const { protocol } = service;
  switch (protocol.kind) {
    case 'json':
      return jsonCodec(protocol);
    case 'query':
      return queryCodec(protocol);
    case 'ec2':
      return ec2Codec(protocol);
    case 'rest-json':
      return restJsonCodec(protocol);
    default:
      return unreachable(protocol);
  }
}
