import { createHash } from 'node:crypto';
import { err, ok } from '../../../shared/lib/result';
import { factsOf } from '../aws/error-facts';
import { awsFailure } from '../channels/aws/aws-failure';
import { type AwsRoad, awsRoad } from '../channels/aws/aws-road';
import { type CarrierTools, type CarryResult, carriedOf, type OutgoingFile, trouble } from './carrier';

export interface Upload {
  /** The account to act in; null for the first one open. */
  readonly contextId: string | null;
  readonly bucket: string;
  readonly key: string;
  readonly file: Pick<OutgoingFile, 'contentType' | 'bytes'>;
  /** Until when nobody may delete it (object lock, compliance mode), epoch milliseconds; null asks for none. */
  readonly lockUntil: number | null;
}

/**
 * Puts a file into a bucket under a key that is free. The same file is there already and counts; another one stays as it is. The reference is
 * `bucket/key`, with the version where the bucket keeps versions.
 */
export async function putInBucket(
  tools: Pick<CarrierTools, 'channels'>,
  upload: Upload,
  signal: AbortSignal,
): Promise<CarryResult> {
  const { contextId, bucket, key, file, lockUntil } = upload;
  const road = awsRoad(tools.channels, contextId === null ? {} : { contextId });
  if (!road.ok) return carriedOf(road.error);
  const sha256 = createHash('sha256').update(file.bytes).digest();
  try {
    const { VersionId } = await road.value.clients.s3.put(
      {
        Bucket: bucket,
        Key: key,
        Body: file.bytes,
        ContentType: file.contentType,
        ChecksumSHA256: sha256.toString('base64'),
        Metadata: { sha256: sha256.toString('hex') },
        IfNoneMatch: '*',
        ...(lockUntil !== null && { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: new Date(lockUntil) }),
      },
      { abortSignal: signal },
    );
    return ok({ reference: placeOf(bucket, key, VersionId) });
  } catch (error) {
    if (factsOf(error).status === 412) return alreadyThere(road.value, upload, sha256.toString('hex'), signal, tools);
    return err(troubleOf(error, upload, road.value, tools));
  }
}

async function alreadyThere(
  { aws, clients }: AwsRoad,
  upload: Upload,
  sha256: string,
  signal: AbortSignal,
  tools: Pick<CarrierTools, 'channels'>,
): Promise<CarryResult> {
  const { bucket, key } = upload;
  try {
    const { Metadata, VersionId } = await clients.s3.head(
      { Bucket: bucket, Key: key },
      {
        abortSignal: signal,
      },
    );
    if (Metadata?.sha256 === sha256) return ok({ reference: placeOf(bucket, key, VersionId) });
    return err(trouble(`Another file lies at ${bucket}/${key}; it was left as it is. Give another prefix.`));
  } catch (error) {
    return err(troubleOf(error, upload, { aws, clients }, tools));
  }
}

const NEXT: Readonly<Record<string, string>> = {
  NoSuchBucket: 'Make the bucket, or mend its name.',
  PermanentRedirect: 'The bucket lies in another region: choose a context of that region.',
  InvalidRequest: 'For object lock the bucket must have been made with it; otherwise set the days of the lock to 0.',
};

function troubleOf(error: unknown, { bucket }: Upload, { aws }: AwsRoad, tools: Pick<CarrierTools, 'channels'>) {
  const { name, message } = factsOf(error);
  const next = NEXT[name];
  if (next !== undefined)
    return trouble(`S3 refused it for the bucket ${bucket} (${name}): ${message.replace(/\.$/, '')}. ${next}`);
  const failed = carriedOf(awsFailure(error, aws, tools.channels.ports.wall));
  return failed.ok ? trouble(message) : failed.error;
}

function placeOf(bucket: string, key: string, version: string | undefined): string {
  return version === undefined ? `s3://${bucket}/${key}` : `s3://${bucket}/${key}?versionId=${version}`;
}
