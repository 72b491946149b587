import { AwsFault } from '../service';
import type { Reply, WireRequest } from './codec';
import { jsonCodec } from './codecs/json';
import { queryCodec } from './codecs/query';
import { restJsonCodec } from './codecs/rest-json';
import type { Signature } from './signature';

/** A request no service answers: unsigned, or for a service that is not simulated. Told in the protocol the client speaks. */
export function unroutable(request: WireRequest, signature: Signature | null): Reply {
  const fault =
    signature === null
      ? new AwsFault('MissingAuthenticationToken', 'Request is missing Authentication Token', 403)
      : new AwsFault('UnknownServiceException', `The service ${signature.service} is not simulated`, 404);
  return guessCodec(request).failure(fault, '00000000-0000-4000-8000-000000000000');
}

function guessCodec(request: WireRequest) {
  if (request.header('x-amz-target') !== undefined) {
    return jsonCodec({ kind: 'json', version: '1.0', targetPrefix: '', queryMode: false });
  }
  if (request.header('content-type')?.startsWith('application/x-www-form-urlencoded')) {
    return queryCodec({ kind: 'query', version: '', xmlns: 'http://webservices.amazon.com/AWSFault/2005-15-09' });
  }
  return restJsonCodec({ kind: 'rest-json', routes: [] });
}
