import { err, ok } from '../../../../shared/lib/result';
import { AwsFault, RestReply } from '../../service';
import type { Codec, WireRequest } from '../codec';
import { element } from '../xml';

const XMLNS = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** What handlers see of an S3 call. */
export interface S3Input {
  readonly bucket: string;
  readonly key: string;
  readonly query: Readonly<Record<string, string>>;
  /** Those that mean something to S3, by name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

/** Method, a word of the query where the operation has one, and how deep the path goes: service, bucket or object. */
const OPERATIONS: readonly (readonly [method: string, word: string | null, place: Place, operation: string])[] = [
  ['GET', null, 'service', 'ListBuckets'],
  ['PUT', null, 'bucket', 'CreateBucket'],
  ['HEAD', null, 'bucket', 'HeadBucket'],
  ['GET', 'list-type', 'bucket', 'ListObjectsV2'],
  ['GET', 'object-lock', 'bucket', 'GetObjectLockConfiguration'],
  ['PUT', null, 'object', 'PutObject'],
  ['GET', null, 'object', 'GetObject'],
  ['GET', 'retention', 'object', 'GetObjectRetention'],
  ['HEAD', null, 'object', 'HeadObject'],
  ['DELETE', null, 'object', 'DeleteObject'],
];
type Place = 'service' | 'bucket' | 'object';

/** Words of a query that make another operation of it; those that are not simulated must not pass for the plain one. */
const WORDS =
  /^(acl|tagging|versions|uploads|uploadId|lifecycle|policy|versioning|location|legal-hold|list-type|object-lock|retention)$/;
const HEADERS = [
  'content-type',
  'content-encoding',
  'content-md5',
  'content-disposition',
  'cache-control',
  'if-none-match',
  'x-amz-bucket-object-lock-enabled',
  'x-amz-object-lock-mode',
  'x-amz-object-lock-retain-until-date',
  'x-amz-bypass-governance-retention',
  'x-amz-checksum-crc32',
  'x-amz-checksum-crc32c',
  'x-amz-checksum-crc64nvme',
  'x-amz-checksum-sha1',
  'x-amz-checksum-sha256',
  'x-amz-checksum-mode',
];

/** S3's own REST: path style only, bodies as they are, errors in an `Error` element without wrapping. */
export const s3Codec: Codec = {
  decode(request) {
    const [, bucket = '', ...rest] = request.path.split('/').map(decode);
    const key = rest.join('/');
    const place: Place = bucket === '' ? 'service' : key === '' ? 'bucket' : 'object';
    const word = [...request.query.keys()].find((name) => WORDS.test(name)) ?? null;
    const found = OPERATIONS.find(([method, wants, at]) => method === request.method && wants === word && at === place);
    if (found === undefined) return err(new AwsFault('UnknownOperationException', ''));
    const input: S3Input = {
      bucket,
      key,
      query: Object.fromEntries(request.query),
      headers: headersOf(request),
      bytes: request.bytes,
    };
    return ok({ operation: found[3], input });
  },
  success(operation, output, status, requestId) {
    const answer = output instanceof RestReply ? output : new RestReply(output, status);
    const headers = { 'x-amz-request-id': requestId, 'x-amz-id-2': requestId, ...answer.headers };
    if (answer.body === undefined) return { status: answer.status, headers, body: '' };
    if (answer.body instanceof Uint8Array) return { status: answer.status, headers, body: answer.body };
    return {
      status: answer.status,
      headers: { ...headers, 'content-type': 'application/xml' },
      body: documentOf(operation, answer.body),
    };
  },
  failure: (fault, requestId) => ({
    status: fault.status,
    headers: {
      'content-type': 'application/xml',
      'x-amz-request-id': requestId,
      'x-amz-id-2': requestId,
      ...(typeof fault.fields.Region === 'string' && { 'x-amz-bucket-region': fault.fields.Region }),
    },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${element('Error', {
      Code: fault.code,
      Message: fault.message,
      ...fault.fields,
      RequestId: requestId,
      HostId: requestId,
    })}`,
  }),
};

const ROOTS: Readonly<Record<string, string>> = {
  ListBuckets: 'ListAllMyBucketsResult',
  ListObjectsV2: 'ListBucketResult',
  GetObjectLockConfiguration: 'ObjectLockConfiguration',
  GetObjectRetention: 'Retention',
};

function documentOf(operation: string, body: unknown): string {
  const root = ROOTS[operation] ?? `${operation}Result`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${XMLNS}">${flat(body)}</${root}>`;
}

/** Lists stand one after another in S3's answers, without an element around them. */
function flat(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .flatMap(([name, child]) => (Array.isArray(child) ? child : [child]).map((one) => flatElement(name, one)))
    .join('');
}

function flatElement(name: string, value: unknown): string {
  return typeof value === 'object' && value !== null ? `<${name}>${flat(value)}</${name}>` : element(name, value);
}

function headersOf(request: WireRequest): Readonly<Record<string, string>> {
  const sent = request.headerNames.filter((name) => HEADERS.includes(name) || name.startsWith('x-amz-meta-'));
  return Object.fromEntries(sent.map((name) => [name, request.header(name) ?? '']));
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
