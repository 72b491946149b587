import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { REHEARSAL_KEY } from '../callers';
import { enforceShipped } from '../policy/shipped';
import { startTestCloud, type TestCloud } from '../testing/test-cloud';
import { trailCalls } from '../wire-trail';
import { s3Service } from './s3';

const Bucket = 'aws-drs-orchestration-evidence-dev-111122223333';
const DAY_MS = 86_400_000;
let wire: TestCloud;
let s3: S3Client;

beforeEach(async () => {
  wire = await startTestCloud();
  s3 = clientOf(wire);
});
afterEach(async () => {
  s3.destroy();
  await wire.stop();
});

function clientOf(cloud: TestCloud, more: { readonly region?: string } = {}): S3Client {
  const credentials = { accessKeyId: REHEARSAL_KEY, secretAccessKey: 'x' };
  return new S3Client({ ...cloud.client, credentials, forcePathStyle: true, ...more });
}
const make = (locks = false) => s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: locks }));
const put = (Key: string, Body: string | Uint8Array, more: Partial<PutObjectCommandInput> = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const lockedFor = (days: number) => ({
  ObjectLockMode: 'COMPLIANCE' as const,
  ObjectLockRetainUntilDate: new Date(wire.parts.time.now() + days * DAY_MS),
});

test('bytes come back as they were sent, with type, metadata and checksum', async () => {
  await make();
  const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256);
  const { ETag } = await put('a b/ü+&.bin', bytes, { ContentType: 'application/pdf', Metadata: { sha256: 'abc' } });
  const found = await s3.send(new GetObjectCommand({ Bucket, Key: 'a b/ü+&.bin', ChecksumMode: 'ENABLED' }));
  expect(await found.Body?.transformToByteArray()).toEqual(bytes);
  expect(found).toMatchObject({ ETag, ContentType: 'application/pdf', ContentLength: 70_000, Metadata: { sha256: 'abc' } });
  expect(found.ChecksumCRC32).toBeDefined();
  const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'a b/ü+&.bin' }));
  expect(head).toMatchObject({ ETag, ContentLength: 70_000 });
});

test('what is gzip stays gzip, and an empty object is one', async () => {
  await make();
  await put('packed', Buffer.from('not really gzip'), { ContentEncoding: 'gzip' });
  await put('empty', '');
  const text = async (Key: string) => (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
  expect(await text('packed')).toBe('not really gzip');
  expect(await text('empty')).toBe('');
});

test('keys are listed in order, by prefix, rolled up, and page by page', async () => {
  await make();
  for (const key of ['r/2.txt', 'r/1.txt', 'r/deep/3.txt', 'other']) await put(key, key);
  const list = (more: object) => s3.send(new ListObjectsV2Command({ Bucket, ...more }));
  expect((await list({ Prefix: 'r/' })).Contents?.map(({ Key, Size }) => [Key, Size])).toEqual([
    ['r/1.txt', 7],
    ['r/2.txt', 7],
    ['r/deep/3.txt', 12],
  ]);
  const rolled = await list({ Prefix: 'r/', Delimiter: '/' });
  expect(rolled.CommonPrefixes).toEqual([{ Prefix: 'r/deep/' }]);
  expect(rolled.KeyCount).toBe(3);
  const first = await list({ MaxKeys: 3 });
  expect(first).toMatchObject({ IsTruncated: true, KeyCount: 3 });
  const rest = await list({ MaxKeys: 3, ContinuationToken: first.NextContinuationToken });
  expect([...(first.Contents ?? []), ...(rest.Contents ?? [])].map(({ Key }) => Key)).toEqual([
    'other',
    'r/1.txt',
    'r/2.txt',
    'r/deep/3.txt',
  ]);
});

test('without versions a key is overwritten and deleted; with If-None-Match it is not overwritten', async () => {
  await make();
  await put('k', 'one');
  await put('k', 'two');
  await expect(put('k', 'three', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
  await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'k' }))).rejects.toMatchObject({ name: 'NoSuchKey' });
  await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'k' }))).rejects.toMatchObject({ name: 'NotFound' });
});

test('a locked version cannot be deleted until its day; a plain delete only hides it', async () => {
  await make(true);
  expect((await s3.send(new GetObjectLockConfigurationCommand({ Bucket }))).ObjectLockConfiguration?.ObjectLockEnabled).toBe(
    'Enabled',
  );
  const { VersionId } = await put('head', 'checkpoint', lockedFor(2));
  const remove = () => s3.send(new DeleteObjectCommand({ Bucket, Key: 'head', VersionId }));
  await expect(remove()).rejects.toMatchObject({ name: 'AccessDenied', message: expect.stringContaining('object lock') });
  const kept = await s3.send(new GetObjectRetentionCommand({ Bucket, Key: 'head' }));
  expect(kept.Retention).toEqual({ Mode: 'COMPLIANCE', RetainUntilDate: lockedFor(2).ObjectLockRetainUntilDate });
  expect(await s3.send(new DeleteObjectCommand({ Bucket, Key: 'head' }))).toMatchObject({ DeleteMarker: true });
  await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'head' }))).rejects.toMatchObject({ name: 'NoSuchKey' });
  const version = await s3.send(new GetObjectCommand({ Bucket, Key: 'head', VersionId }));
  expect(await version.Body?.transformToString()).toBe('checkpoint');
  wire.parts.time.advanceTo(wire.parts.time.now() + 3 * DAY_MS);
  await remove();
  await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'head', VersionId }))).rejects.toMatchObject({
    name: 'NoSuchVersion',
  });
});

test('governance can be bypassed, compliance cannot', async () => {
  await make(true);
  for (const mode of ['GOVERNANCE', 'COMPLIANCE'] as const) {
    const { VersionId } = await put(mode, 'x', { ...lockedFor(2), ObjectLockMode: mode });
    const removed = s3.send(new DeleteObjectCommand({ Bucket, Key: mode, VersionId, BypassGovernanceRetention: true }));
    if (mode === 'COMPLIANCE') await expect(removed).rejects.toMatchObject({ name: 'AccessDenied' });
    else expect(await removed).toMatchObject({ VersionId });
  }
});

test('a lock needs a bucket that locks, a day to come, and a checksum', async () => {
  await make();
  await expect(put('k', 'x', lockedFor(1))).rejects.toMatchObject({
    name: 'InvalidRequest',
    message: 'Bucket is missing Object Lock Configuration',
  });
  const other = 'locked-bucket';
  await s3.send(new CreateBucketCommand({ Bucket: other, ObjectLockEnabledForBucket: true }));
  await expect(put('k', 'x', { Bucket: other, ...lockedFor(-1) })).rejects.toMatchObject({ name: 'InvalidArgument' });
  const unsummed = await fetch(`${wire.url}/${other}/k`, {
    method: 'PUT',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${REHEARSAL_KEY}/20260314/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0`,
      'x-amz-object-lock-mode': 'COMPLIANCE',
      'x-amz-object-lock-retain-until-date': lockedFor(1).ObjectLockRetainUntilDate.toISOString(),
    },
    body: 'x',
  });
  expect([unsummed.status, await unsummed.text()]).toEqual([400, expect.stringContaining('Content-MD5 OR x-amz-checksum-')]);
});

test('a body that is not what its checksum says is refused', async () => {
  await make();
  await expect(put('k', 'x', { ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' })).rejects.toMatchObject({ name: 'BadDigest' });
  await expect(put('k', 'x', { ChecksumSHA256: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' })).rejects.toMatchObject({
    name: 'BadDigest',
  });
  await expect(put('k', 'x', { ChecksumCRC32: 'AAAAAA==' })).rejects.toMatchObject({ name: 'BadDigest' });
});

test('buckets: one name for all, mine are listed, others are closed, and each has its region', async () => {
  await make();
  await expect(make()).rejects.toMatchObject({ name: 'BucketAlreadyOwnedByYou' });
  await expect(s3.send(new CreateBucketCommand({ Bucket: 'No' }))).rejects.toMatchObject({ name: 'InvalidBucketName' });
  wire.cloud.buckets.create({ name: 'theirs', account: '999988887777', region: 'us-east-1', locks: false });
  expect((await s3.send(new ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name)).toEqual([Bucket]);
  await expect(put('k', 'x', { Bucket: 'theirs' })).rejects.toMatchObject({ name: 'AccessDenied' });
  await expect(put('k', 'x', { Bucket: 'nowhere' })).rejects.toMatchObject({ name: 'NoSuchBucket' });
  expect((await s3.send(new HeadBucketCommand({ Bucket }))).BucketRegion).toBe('us-east-1');
  const west = clientOf(wire, { region: 'us-west-2' });
  await expect(west.send(new GetObjectCommand({ Bucket, Key: 'k' }))).rejects.toMatchObject({ name: 'PermanentRedirect' });
  west.destroy();
});

test.each([
  ['s3:denied', 'AccessDenied'],
  ['s3:expired', 'ExpiredToken'],
  ['all:invalid', 'InvalidAccessKeyId'],
])('%s refuses with %s', async (fault, name) => {
  await make();
  wire.parts.faults.set(fault, true);
  await expect(put('k', 'x')).rejects.toMatchObject({ name });
});

test('throttled calls are told to slow down, and a service that is down does not answer', async () => {
  await make();
  wire.parts.faults.set('s3:throttle', true);
  const tries = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      put(`k${index}`, 'x').then(
        () => null,
        (error: Error) => error.name,
      ),
    ),
  );
  expect(tries).toContain('SlowDown');
  wire.parts.faults.set('s3:throttle', false);
  wire.parts.faults.set('s3:down', true);
  await expect(put('k', 'x')).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test('the alert policy lets evidence be put and looked at, and nothing be deleted', async () => {
  const enforced = await startTestCloud({ enforce: enforceShipped(['alert']) });
  enforced.cloud.buckets.create({ name: Bucket, account: '111122223333', region: 'us-east-1', locks: true });
  const client = clientOf(enforced);
  const Key = 'tocsin/head';
  const { VersionId } = await client.send(new PutObjectCommand({ Bucket, Key, Body: 'x', ...lockedFor(3) }));
  expect(await client.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({ VersionId });
  await expect(client.send(new DeleteObjectCommand({ Bucket, Key, VersionId }))).rejects.toMatchObject({ name: 'AccessDenied' });
  const elsewhere = client.send(new PutObjectCommand({ Bucket: 'elsewhere', Key, Body: 'x' }));
  await expect(elsewhere).rejects.toMatchObject({ name: 'AccessDenied', message: expect.stringContaining('s3:PutObject') });
  client.destroy();
  await enforced.stop();
});

test('CloudTrail tells of buckets and not of objects', () => {
  const { cloud, parts } = wire;
  const told = trailCalls(cloud.trails, parts.time, parts.chance);
  const caller = {
    accountId: '111122223333',
    arn: 'arn:aws:iam::111122223333:user/a',
    accessKeyId: 'A',
    known: true,
    mfa: false,
  };
  const common = { service: s3Service(cloud.buckets), region: 'us-east-1', caller, error: null, userAgent: '' };
  const input = { bucket: Bucket, key: '', query: {}, headers: {}, bytes: new Uint8Array(3) };
  for (const operation of ['CreateBucket', 'PutObject', 'GetObject']) told({ ...common, operation, input });
  parts.time.advanceTo(parts.time.now() + 10_000);
  const events = cloud.trails.history({ account: caller.accountId, region: 'us-east-1' });
  expect(events.map(({ record }) => record)).toMatchObject([
    { eventName: 'CreateBucket', requestParameters: { bucket: Bucket } },
  ]);
  expect(JSON.stringify(events)).not.toContain('bytes');
});
