import { AwsFault, type Service } from '../service';

/** Errors that come from the road and not from an operation, each spelled as the service spells it. */
type RoadFault = 'throttled' | 'denied' | 'expired' | 'invalid-token' | 'bad-signature' | 'skewed' | 'unknown-operation';

interface Spelling {
  readonly code: string;
  readonly status: number;
  readonly message?: string;
  readonly fields?: Readonly<Record<string, unknown>>;
}

const RATE = 'Rate exceeded';
const MESSAGES: Readonly<Record<RoadFault, string>> = {
  throttled: RATE,
  denied: 'Access denied',
  expired: 'The security token included in the request is expired',
  'invalid-token': 'The security token included in the request is invalid.',
  'bad-signature':
    'The request signature we calculated does not match the signature you provided. ' +
    'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  skewed: 'Signature expired',
  'unknown-operation': 'Unknown operation',
};

const QUERY: Readonly<Record<RoadFault, Spelling>> = {
  throttled: { code: 'Throttling', status: 400 },
  denied: { code: 'AccessDenied', status: 403 },
  expired: { code: 'ExpiredToken', status: 403 },
  'invalid-token': { code: 'InvalidClientTokenId', status: 403 },
  'bad-signature': { code: 'SignatureDoesNotMatch', status: 403 },
  skewed: { code: 'SignatureDoesNotMatch', status: 403 },
  'unknown-operation': { code: 'InvalidAction', status: 400 },
};

const EC2: Readonly<Record<RoadFault, Spelling>> = {
  throttled: { code: 'RequestLimitExceeded', status: 503, message: 'Request limit exceeded.' },
  denied: { code: 'UnauthorizedOperation', status: 403 },
  expired: { code: 'RequestExpired', status: 400 },
  'invalid-token': { code: 'AuthFailure', status: 401, message: 'AWS was not able to validate the provided access credentials' },
  'bad-signature': { code: 'AuthFailure', status: 401 },
  skewed: { code: 'AuthFailure', status: 401 },
  'unknown-operation': { code: 'InvalidAction', status: 400 },
};

const JSON_RPC: Readonly<Record<RoadFault, Spelling>> = {
  throttled: { code: 'ThrottlingException', status: 400 },
  denied: { code: 'AccessDeniedException', status: 400 },
  expired: { code: 'ExpiredTokenException', status: 400 },
  'invalid-token': { code: 'UnrecognizedClientException', status: 400 },
  'bad-signature': { code: 'InvalidSignatureException', status: 400 },
  skewed: { code: 'InvalidSignatureException', status: 400 },
  'unknown-operation': { code: 'UnknownOperationException', status: 400 },
};

const REST_JSON: Readonly<Record<RoadFault, Spelling>> = {
  throttled: { code: 'ThrottlingException', status: 429, fields: { retryAfterSeconds: 1 } },
  denied: { code: 'AccessDeniedException', status: 403 },
  expired: { code: 'ExpiredTokenException', status: 403 },
  'invalid-token': { code: 'UnrecognizedClientException', status: 403 },
  'bad-signature': { code: 'InvalidSignatureException', status: 403 },
  skewed: { code: 'InvalidSignatureException', status: 403 },
  'unknown-operation': { code: 'UnknownOperationException', status: 404 },
};

const S3: Readonly<Record<RoadFault, Spelling>> = {
  throttled: { code: 'SlowDown', status: 503, message: 'Please reduce your request rate.' },
  denied: { code: 'AccessDenied', status: 403 },
  expired: { code: 'ExpiredToken', status: 400, message: 'The provided token has expired.' },
  'invalid-token': { code: 'InvalidAccessKeyId', status: 403 },
  'bad-signature': { code: 'SignatureDoesNotMatch', status: 403 },
  skewed: { code: 'RequestTimeTooSkewed', status: 403 },
  'unknown-operation': { code: 'MethodNotAllowed', status: 405 },
};

const PROTOCOLS = { query: QUERY, ec2: EC2, json: JSON_RPC, 'rest-json': REST_JSON, s3: S3 } as const;

/** Where a service departs from its protocol. Keyed by service id. */
const PECULIAR: Readonly<Record<string, Partial<Record<RoadFault, Spelling>>>> = {
  drs: { throttled: { code: 'ThrottlingException', status: 429, fields: { serviceCode: 'drs', retryAfterSeconds: 1 } } },
  lambda: {
    throttled: { code: 'TooManyRequestsException', status: 429, fields: { Type: 'User', Reason: 'CallerRateLimitExceeded' } },
  },
  sns: { denied: { code: 'AuthorizationError', status: 403 } },
  servicequotas: { throttled: { code: 'TooManyRequestsException', status: 400 } },
  sqs: {
    throttled: { code: 'RequestThrottled', status: 403, message: 'Request is throttled.' },
    denied: { code: 'AccessDenied', status: 403 },
    'invalid-token': { code: 'InvalidClientTokenId', status: 403 },
  },
  dynamodb: {
    throttled: {
      // The platform's tables are on demand: they answer this and not ProvisionedThroughputExceededException.
      code: 'ThrottlingException',
      status: 400,
      message: 'Throughput exceeds the current capacity of your table or index.',
    },
  },
  monitoring: { throttled: { code: 'Throttling', status: 400 }, denied: { code: 'AccessDenied', status: 403 } },
};

/** A fault of the road in the words of `service`. */
export function roadFault(service: Service, fault: RoadFault, message?: string): AwsFault {
  const spelling = PECULIAR[service.id]?.[fault] ?? PROTOCOLS[service.protocol.kind][fault];
  return new AwsFault(spelling.code, message ?? spelling.message ?? MESSAGES[fault], spelling.status, spelling.fields);
}
