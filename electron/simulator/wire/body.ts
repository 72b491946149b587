import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { err, ok, type Result } from '../../../shared/lib/result';

const inflate = promisify(gunzip);

/** No simulated call carries more: the largest AWS allows here are DynamoDB's 16 MiB. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;

export type BadBody = 'too-large' | 'not-gzip';

/** The whole request body as text, unpacked where `Content-Encoding: gzip` says so. */
export async function readBody(request: IncomingMessage): Promise<Result<string, BadBody>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const part: Buffer = Buffer.from(chunk);
    size += part.length;
    // Read on without keeping it, so that the client hears the answer instead of a broken pipe.
    if (size <= MAX_BODY_BYTES) chunks.push(part);
  }
  if (size > MAX_BODY_BYTES) return err('too-large');
  const packed = Buffer.concat(chunks);
  if (request.headers['content-encoding'] !== 'gzip') return ok(packed.toString('utf8'));
  try {
    return ok((await inflate(packed, { maxOutputLength: MAX_BODY_BYTES })).toString('utf8'));
  } catch {
    return err('not-gzip');
  }
}
