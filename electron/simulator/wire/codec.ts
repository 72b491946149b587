import type { Result } from '../../../shared/lib/result';
import { unreachable } from '../../../shared/lib/unreachable';
import type { AwsFault, Service } from '../service';
import { ec2Codec } from './codecs/ec2';
import { jsonCodec } from './codecs/json';
import { queryCodec } from './codecs/query';
import { restJsonCodec } from './codecs/rest-json';
import { s3Codec } from './codecs/s3';

/** A request as far as a protocol needs it. `path` is still percent-encoded and without its query string. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly header: (name: string) => string | undefined;
  /** In lower case. */
  readonly headerNames: readonly string[];
  readonly body: string;
  /** The same as it came, for uploads. */
  readonly bytes: Uint8Array;
}

export interface Decoded {
  readonly operation: string;
  readonly input: unknown;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
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
    case 's3':
      return s3Codec;
    default:
      return unreachable(protocol);
  }
}
