import type { Bucket, Buckets, StoredObject } from '../models/buckets';
import { AwsFault, type Call, type Operation, RestReply, type Service } from '../service';
import { bucketOf, fault, locksOf, objectOf, S3Call, sumsProblem } from './s3-access';
import { listObjects } from './s3-list';

/** S3 in path style: buckets, objects with their checksums, and object lock. No multipart uploads, and no policies of buckets. */
export function s3Service(buckets: Buckets): Service {
  return {
    id: 's3',
    signingName: 's3',
    iamPrefix: 's3',
    protocol: { kind: 's3' },
    operations: { ...bucketOperations(buckets), ...objectOperations(buckets) },
  };
}

const onBucket = (call: Call) => [`arn:aws:s3:::${S3Call.parse(call.input).bucket}`];
const onObject = (call: Call) => {
  const { bucket, key } = S3Call.parse(call.input);
  return [`arn:aws:s3:::${bucket}/${key}`];
};
const NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

function bucketOperations(buckets: Buckets): Readonly<Record<string, Operation>> {
  return {
    ListBuckets: {
      action: 's3:ListAllMyBuckets',
      handle: ({ caller }) => ({
        Buckets: {
          Bucket: buckets.of(caller.accountId).map(({ name, madeAt }) => ({ Name: name, CreationDate: iso(madeAt) })),
        },
        Owner: { ID: caller.accountId },
      }),
    },
    CreateBucket: {
      resources: onBucket,
      handle(call) {
        const { bucket: name, headers } = S3Call.parse(call.input);
        if (!NAME.test(name))
          throw new AwsFault('InvalidBucketName', 'The specified bucket is not valid.', 400, { BucketName: name });
        const taken = buckets.find(name);
        if (taken !== null && taken.account !== call.caller.accountId)
          throw new AwsFault('BucketAlreadyExists', 'The requested bucket name is not available.', 409, { BucketName: name });
        if (taken !== null)
          throw new AwsFault(
            'BucketAlreadyOwnedByYou',
            'Your previous request to create the named bucket succeeded and you already own it.',
            409,
          );
        const locks = headers['x-amz-bucket-object-lock-enabled']?.toLowerCase() === 'true';
        buckets.create({ name, account: call.caller.accountId, region: call.region, locks });
        return new RestReply(undefined, 200, { location: `/${name}` });
      },
    },
    HeadBucket: {
      action: 's3:ListBucket',
      resources: onBucket,
      handle: (call) => new RestReply(undefined, 200, { 'x-amz-bucket-region': bucketOf(buckets, call).region }),
    },
    GetObjectLockConfiguration: {
      action: 's3:GetBucketObjectLockConfiguration',
      resources: onBucket,
      handle(call) {
        if (bucketOf(buckets, call).locks) return { ObjectLockEnabled: 'Enabled' };
        throw new AwsFault(
          'ObjectLockConfigurationNotFoundError',
          'Object Lock configuration does not exist for this bucket',
          404,
        );
      },
    },
    ListObjectsV2: { action: 's3:ListBucket', resources: onBucket, handle: (call) => listObjects(bucketOf(buckets, call), call) },
  };
}

function objectOperations(buckets: Buckets): Readonly<Record<string, Operation>> {
  const read = (call: Call, body: (object: StoredObject) => Uint8Array): RestReply => {
    const { headers } = S3Call.parse(call.input);
    const object = objectOf(buckets, call);
    return new RestReply(body(object), 200, headersOf(object, headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED'));
  };
  return {
    PutObject: {
      resources: onObject,
      also: (call) =>
        'x-amz-object-lock-mode' in S3Call.parse(call.input).headers
          ? [{ action: 's3:PutObjectRetention', resources: onObject(call), conditions: {} }]
          : [],
      handle(call) {
        const { key, bytes, headers } = S3Call.parse(call.input);
        const bucket = bucketOf(buckets, call);
        const wrong = sumsProblem(bytes, headers);
        if (wrong !== null) throw wrong;
        const lock = locksOf(bucket, headers, buckets);
        const before = buckets.get(bucket, key, null);
        if (headers['if-none-match'] === '*' && before !== null && !before.isMarker)
          throw new AwsFault('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412, {
            Condition: 'If-None-Match',
          });
        const stored = buckets.put(bucket, { key, bytes: Uint8Array.from(bytes), headers: keptOf(headers), lock });
        return new RestReply(undefined, 200, { etag: stored.etag, ...versionOf(stored), ...checksumsOf(stored) });
      },
    },
    GetObject: { resources: onObject, handle: (call) => read(call, ({ bytes }) => bytes) },
    // The server leaves the body of an answer to HEAD away and keeps its length.
    HeadObject: { action: 's3:GetObject', resources: onObject, handle: (call) => read(call, ({ bytes }) => bytes) },
    GetObjectRetention: {
      resources: onObject,
      handle(call) {
        const { lock } = objectOf(buckets, call);
        if (lock !== null) return { Mode: lock.mode, RetainUntilDate: iso(lock.until) };
        throw new AwsFault('NoSuchObjectLockConfiguration', 'The specified object does not have a ObjectLock configuration', 404);
      },
    },
    DeleteObject: {
      resources: onObject,
      status: 204,
      also: (call) =>
        'versionId' in S3Call.parse(call.input).query
          ? [{ action: 's3:DeleteObjectVersion', resources: onObject(call), conditions: {} }]
          : [],
      handle: (call) => deleted(buckets, bucketOf(buckets, call), call),
    },
  };
}

function deleted(buckets: Buckets, bucket: Bucket, call: Call): RestReply {
  const { key, query, headers } = S3Call.parse(call.input);
  const { versionId = null } = query;
  if (bucket.locks && versionId === null) {
    const marker = buckets.hide(bucket, key);
    return new RestReply(undefined, 204, { 'x-amz-delete-marker': 'true', ...versionOf(marker) });
  }
  const object = buckets.get(bucket, key, versionId);
  // Deleting what is not there succeeds.
  if (object === null) return new RestReply(undefined, 204);
  const mayBypass = object.lock?.mode === 'GOVERNANCE' && headers['x-amz-bypass-governance-retention'] === 'true';
  if (buckets.isLocked(object) && !mayBypass) throw fault.denied('Access Denied because object protected by object lock.');
  buckets.remove(bucket, object);
  return new RestReply(undefined, 204, versionOf(object));
}

function headersOf(object: StoredObject, withChecksums: boolean): Record<string, string> {
  const { headers, etag, storedAt, lock } = object;
  return {
    'content-type': 'binary/octet-stream',
    ...Object.fromEntries(Object.entries(headers).filter(([name]) => withChecksums || !name.startsWith('x-amz-checksum-'))),
    etag,
    'last-modified': new Date(storedAt).toUTCString(),
    ...versionOf(object),
    ...(lock !== null && {
      'x-amz-object-lock-mode': lock.mode,
      'x-amz-object-lock-retain-until-date': iso(lock.until),
    }),
  };
}

function keptOf(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept = /^(content-(type|encoding|disposition)|cache-control|x-amz-meta-.*|x-amz-checksum-(crc|sha).*)$/;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => kept.test(name)));
}

function checksumsOf({ headers }: StoredObject): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-amz-checksum-')));
}

function versionOf({ versionId }: StoredObject): Record<string, string> {
  return versionId === 'null' ? {} : { 'x-amz-version-id': versionId };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
