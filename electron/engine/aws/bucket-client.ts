import type {
  HeadObjectCommandInput,
  HeadObjectCommandOutput,
  PutObjectCommandInput,
  PutObjectCommandOutput,
  S3Client,
} from '@aws-sdk/client-s3';
import { type ClientSetting, configOf, watch } from './clients';

interface CallOptions {
  readonly abortSignal: AbortSignal;
}

/** What the console asks of S3. Rejects with what the SDK rejects with. */
export interface BucketClient {
  put(input: PutObjectCommandInput, options: CallOptions): Promise<PutObjectCommandOutput>;
  head(input: HeadObjectCommandInput, options: CallOptions): Promise<HeadObjectCommandOutput>;
  destroy(): void;
}

/** S3 in one region of the context's own account. Its library is loaded at the first call: most consoles never write into a bucket. */
export function openBucketClient(setting: ClientSetting): BucketClient {
  let opened: Promise<S3Client> | null = null;
  const open = async (): Promise<S3Client> => {
    const library = await import('@aws-sdk/client-s3');
    const config = configOf('s3', setting);
    // Bucket names before the host are for AWS itself; another endpoint has one name only.
    const client = new library.S3Client({
      ...config,
      maxAttempts: 1,
      forcePathStyle: 'endpoint' in config,
      followRegionRedirects: true,
    });
    client.middlewareStack.use(watch('s3', setting));
    return client;
  };
  const client = () => {
    opened ??= open();
    return opened;
  };
  return {
    async put(input, options) {
      const { PutObjectCommand } = await import('@aws-sdk/client-s3');
      return (await client()).send(new PutObjectCommand(input), options);
    },
    async head(input, options) {
      const { HeadObjectCommand } = await import('@aws-sdk/client-s3');
      return (await client()).send(new HeadObjectCommand(input), options);
    },
    destroy() {
      void opened?.then((held) => held.destroy());
    },
  };
}
