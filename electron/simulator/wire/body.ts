import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { err, ok, type Result } from '../../../shared/lib/result';

const inflate = promisify(gunzip);

/** No call but an upload carries more: the largest AWS allows here are DynamoDB's 16 MiB. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;
/** S3 itself takes 5 GiB; what is simulated is kept in memory. */
export const MAX_UPLOAD_BYTES = 64 * 1024 * 1024;

export type BadBody = 'too-large' | 'not-gzip';

/** The whole request body, unpacked where `Content-Encoding: gzip` says so; an upload is kept as it came. */
export async function readBody(request: IncomingMessage, isUpload = false): Promise<Result<Buffer, BadBody>> {
  const most = isUpload ? MAX_UPLOAD_BYTES : MAX_BODY_BYTES;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const part: Buffer = Buffer.from(chunk);
    size += part.length;
    // Read on without keeping it, so that the client hears the answer instead of a broken pipe.
    if (size <= most) chunks.push(part);
  }
  if (size > most) return err('too-large');
  const packed = Buffer.concat(chunks);
  if (isUpload || request.headers['content-encoding'] !== 'gzip') return ok(packed);
  try {
    return ok(await inflate(packed, { maxOutputLength: MAX_BODY_BYTES }));
  } catch {
    return err('not-gzip');
  }
}
