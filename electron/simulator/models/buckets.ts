import { createHash } from 'node:crypto';
import type { Chance, SimulatedTime } from '../world';

/** Until when an object may not be deleted, and whether anybody at all may shorten it. */
export interface ObjectLock {
  readonly mode: 'GOVERNANCE' | 'COMPLIANCE';
  /** Epoch milliseconds of simulated time. */
  readonly until: number;
}

export interface StoredObject {
  readonly key: string;
  /** `null` in a bucket that keeps one version of each key. */
  readonly versionId: string;
  readonly bytes: Uint8Array;
  /** As it was sent: type, encoding, metadata, checksums; given back with the object. Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** MD5 in quotes. */
  readonly etag: string;
  /** Epoch milliseconds of simulated time. */
  readonly storedAt: number;
  readonly lock: ObjectLock | null;
  /** It stands for a deletion: whoever asks for the key alone finds nothing. */
  readonly isMarker: boolean;
}

export interface Bucket {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly madeAt: number;
  /** Object lock was switched on when it was made; then every version is kept. */
  readonly locks: boolean;
  /** Versions of a key, oldest first. */
  readonly objects: Map<string, StoredObject[]>;
}

/** S3 of every account. Bucket names are unique among all of them. */
export interface Buckets {
  find(name: string): Bucket | null;
  of(account: string): readonly Bucket[];
  create(wanted: Pick<Bucket, 'name' | 'account' | 'region' | 'locks'>): Bucket;
  /** Stores a version; in a bucket without versions it takes the place of the former. */
  put(bucket: Bucket, object: Pick<StoredObject, 'key' | 'bytes' | 'headers' | 'lock'>): StoredObject;
  /** The newest, or the version asked for; null where there is none. A deletion marker is found, too. */
  get(bucket: Bucket, key: string, versionId: string | null): StoredObject | null;
  /** Takes a version away for good. */
  remove(bucket: Bucket, object: StoredObject): void;
  /** Hides a key behind a deletion marker. */
  hide(bucket: Bucket, key: string): StoredObject;
  isLocked(object: StoredObject): boolean;
  /** Simulated epoch milliseconds. */
  nowMs(): number;
}

export function createBuckets(time: SimulatedTime, chance: Chance): Buckets {
  const buckets = new Map<string, Bucket>();
  const add = (bucket: Bucket, object: Omit<StoredObject, 'versionId' | 'etag' | 'storedAt'>): StoredObject => {
    const stored = {
      ...object,
      versionId: bucket.locks ? chance.hex(32) : 'null',
      etag: `"${createHash('md5').update(object.bytes).digest('hex')}"`,
      storedAt: time.now(),
    };
    bucket.objects.set(object.key, bucket.locks ? [...(bucket.objects.get(object.key) ?? []), stored] : [stored]);
    return stored;
  };
  return {
    find: (name) => buckets.get(name) ?? null,
    of: (account) => [...buckets.values()].filter((bucket) => bucket.account === account),
    create(wanted) {
      const bucket: Bucket = { ...wanted, madeAt: time.now(), objects: new Map() };
      buckets.set(wanted.name, bucket);
      return bucket;
    },
    put: (bucket, object) => add(bucket, { ...object, isMarker: false }),
    hide: (bucket, key) => add(bucket, { key, bytes: new Uint8Array(), headers: {}, lock: null, isMarker: true }),
    get(bucket, key, versionId) {
      const versions = bucket.objects.get(key) ?? [];
      const found = versionId === null ? versions.at(-1) : versions.find((version) => version.versionId === versionId);
      return found ?? null;
    },
    remove(bucket, { key, versionId }) {
      const rest = (bucket.objects.get(key) ?? []).filter((version) => version.versionId !== versionId);
      if (rest.length === 0) bucket.objects.delete(key);
      else bucket.objects.set(key, rest);
    },
    nowMs: time.now,
    isLocked: ({ lock }) => lock !== null && lock.until > time.now(),
  };
}
