import type { Bucket, StoredObject } from '../models/buckets';
import { AwsFault, type Call } from '../service';
import { S3Call } from './s3-access';

const MOST_KEYS = 1_000;

/** A page of keys in order, with prefixes rolled up behind a delimiter. */
export function listObjects(bucket: Bucket, call: Call): Readonly<Record<string, unknown>> {
  const { query } = S3Call.parse(call.input);
  const { prefix = '', delimiter = '' } = query;
  const wanted = Number(query['max-keys'] ?? MOST_KEYS);
  if (!Number.isInteger(wanted) || wanted < 0)
    throw new AwsFault('InvalidArgument', 'Provided max-keys not an integer or within integer range', 400);
  const most = Math.min(wanted, MOST_KEYS);
  const after = afterOf(query);
  const groups = new Map<string, StoredObject | null>();
  for (const object of newestOf(bucket)) {
    if (!object.key.startsWith(prefix)) continue;
    const end = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length);
    const name = end < 0 ? object.key : object.key.slice(0, end + delimiter.length);
    if (name > after) groups.set(name, end < 0 ? object : null);
  }
  const all = [...groups];
  const page = all.slice(0, most);
  const last = page.at(-1)?.[0];
  const isCut = page.length < all.length && last !== undefined;
  return {
    Name: bucket.name,
    Prefix: prefix,
    ...(delimiter !== '' && { Delimiter: delimiter }),
    MaxKeys: most,
    KeyCount: page.length,
    IsTruncated: isCut,
    ...(isCut && { NextContinuationToken: Buffer.from(last, 'utf8').toString('base64url') }),
    Contents: page.flatMap(([key, object]) =>
      object === null
        ? []
        : [
            {
              Key: key,
              LastModified: new Date(object.storedAt).toISOString(),
              ETag: object.etag,
              Size: object.bytes.length,
              StorageClass: 'STANDARD',
            },
          ],
    ),
    CommonPrefixes: page.flatMap(([name, object]) => (object === null ? [{ Prefix: name }] : [])),
  };
}

function newestOf(bucket: Bucket): StoredObject[] {
  const newest = [...bucket.objects.values()].flatMap((versions) => versions.slice(-1));
  return newest.filter(({ isMarker }) => !isMarker).sort((a, b) => (a.key < b.key ? -1 : 1));
}

function afterOf(query: Readonly<Record<string, string>>): string {
  const token = query['continuation-token'];
  if (token === undefined) return query['start-after'] ?? '';
  return Buffer.from(token, 'base64url').toString('utf8');
}
