import { err, ok, type Result } from '../../../../shared/lib/result';
import type { OutgoingHttp } from '../../channels/http/outgoing-http';
import { hostOf } from '../../channels/http/post';
import { scrub } from '../../channels/http/scrub';
import type { Copy } from './feed-file';

/** Bytes of a calendar that are read. */
export const MOST_CALENDAR = 2 * 1024 * 1024;

/** Reads a calendar, if it is another than `known`. Fails in words, without more of the address than its host. */
export async function fetchCalendar(
  http: Pick<OutgoingHttp, 'request'>,
  address: string,
  known: Copy | null,
  signal: AbortSignal,
): Promise<Result<Copy, string>> {
  const url = address.replace(/^webcal:/i, 'https:');
  const reply = await http.request({
    method: 'GET',
    url,
    headers: {
      accept: 'text/calendar, text/plain;q=0.5',
      ...(known?.etag === null || known === null ? {} : { 'if-none-match': known.etag }),
      ...(known?.lastModified === null || known === null ? {} : { 'if-modified-since': known.lastModified }),
    },
    body: null,
    mostReply: MOST_CALENDAR + 1,
    signal,
  });
  if (reply.kind !== 'answered') return err(scrub(reply.message, [url, address]));
  if (reply.status === 304 && known !== null) return ok(known);
  if (reply.status !== 200) return err(`${hostOf(url)} answered ${reply.status}.`);
  if (Buffer.byteLength(reply.body) > MOST_CALENDAR) return err(`The calendar of ${hostOf(url)} is larger than 2 MB.`);
  return ok({
    text: reply.body,
    etag: reply.headers.etag ?? null,
    lastModified: reply.headers['last-modified'] ?? null,
  });
}
