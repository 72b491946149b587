import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Bucket, Buckets, ObjectLock, StoredObject } from '../models/buckets';
import { AwsFault, type Call } from '../service';

/** An S3 call as its codec hands it over. */
export const S3Call = z.object({
  bucket: z.string(),
  key: z.string(),
  query: z.record(z.string(), z.string()),
  headers: z.record(z.string(), z.string()),
  bytes: z.instanceof(Uint8Array),
});

export const fault = {
  denied: (message = 'Access Denied') => new AwsFault('AccessDenied', message, 403),
  invalid: (message: string) => new AwsFault('InvalidRequest', message, 400),
} as const;

/** The bucket of a call; throws what S3 answers where there is none, it is another account's, or lies in another region. */
export function bucketOf(buckets: Buckets, call: Call): Bucket {
  const { bucket: name } = S3Call.parse(call.input);
  const bucket = buckets.find(name);
  if (bucket === null) throw new AwsFault('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName: name });
  if (bucket.account !== call.caller.accountId) throw fault.denied();
  if (bucket.region !== call.region)
    throw new AwsFault(
      'PermanentRedirect',
      'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
      301,
      { Bucket: name, Region: bucket.region, Endpoint: `${name}.s3.${bucket.region}.amazonaws.com` },
    );
  return bucket;
}

/** The object of a call; throws what S3 answers where there is none. */
export function objectOf(buckets: Buckets, call: Call): StoredObject {
  const { key, query } = S3Call.parse(call.input);
  const object = buckets.get(bucketOf(buckets, call), key, query.versionId ?? null);
  if (object !== null && !object.isMarker) return object;
  if (query.versionId !== undefined && object === null)
    throw new AwsFault('NoSuchVersion', 'The specified version does not exist.', 404, { Key: key });
  throw new AwsFault('NoSuchKey', 'The specified key does not exist.', 404, { Key: key });
}

const HASHES = { 'content-md5': 'md5', 'x-amz-checksum-sha1': 'sha1', 'x-amz-checksum-sha256': 'sha256' } as const;

/** What S3 answers where a checksum that was sent is not that of the body; null where all fit. CRC32C and CRC64 are taken as sent. */
export function sumsProblem(bytes: Uint8Array, headers: Readonly<Record<string, string>>): AwsFault | null {
  for (const [name, algorithm] of Object.entries(HASHES)) {
    const sent = headers[name];
    if (sent === undefined || sent === createHash(algorithm).update(bytes).digest('base64')) continue;
    return name === 'content-md5'
      ? new AwsFault('BadDigest', 'The Content-MD5 you specified did not match what we received.', 400)
      : new AwsFault('BadDigest', `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`, 400);
  }
  const crc = headers['x-amz-checksum-crc32'];
  if (crc === undefined || crc === crc32(bytes)) return null;
  return new AwsFault('BadDigest', 'The CRC32 you specified did not match the calculated checksum.', 400);
}

/** The lock a put asks for, or null. */
export function locksOf(
  bucket: Bucket,
  headers: Readonly<Record<string, string>>,
  buckets: { nowMs(): number },
): ObjectLock | null {
  const mode = headers['x-amz-object-lock-mode'];
  const date = headers['x-amz-object-lock-retain-until-date'];
  if (mode === undefined && date === undefined) return null;
  if (mode === undefined || date === undefined)
    throw new AwsFault(
      'InvalidArgument',
      'x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied',
      400,
    );
  if (!bucket.locks) throw fault.invalid('Bucket is missing Object Lock Configuration');
  if (mode !== 'COMPLIANCE' && mode !== 'GOVERNANCE') throw new AwsFault('InvalidArgument', 'Unknown wormMode directive.', 400);
  const until = Date.parse(date);
  if (Number.isNaN(until))
    throw new AwsFault('InvalidArgument', 'The retain until date must be provided in ISO 8601 format', 400);
  if (until <= buckets.nowMs()) throw new AwsFault('InvalidArgument', 'The retain until date must be in the future!', 400);
  if (!Object.keys(headers).some((name) => name === 'content-md5' || /^x-amz-checksum-(crc|sha)/.test(name)))
    throw fault.invalid(
      'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters',
    );
  return { mode, until };
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** Base64 of the four bytes, big-endian, as S3 writes it. */
function crc32(bytes: Uint8Array): string {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (sum >>> 8) ^ (TABLE[(sum ^ byte) & 0xff] ?? 0);
  const four = Buffer.alloc(4);
  four.writeUInt32BE((sum ^ 0xffffffff) >>> 0);
  return four.toString('base64');
}
