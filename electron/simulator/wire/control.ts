import type { Result } from '../../../shared/lib/result';
import type { BadBody } from './body';
import type { Reply, WireRequest } from './codec';
import { parseJson } from './parse-json';

export interface ControlRequest {
  readonly method: string;
  /** Behind `/_sim/`: `clock`, `fault`… */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

export interface ControlReply {
  readonly status: number;
  readonly body: unknown;
}

export type ControlHandler = (request: ControlRequest) => ControlReply | Promise<ControlReply>;

/** The simulator's own door, beside the AWS services: plain JSON, no signature. */
export async function answerControl(
  control: ControlHandler,
  request: WireRequest,
  body: Result<string, BadBody>,
): Promise<Reply> {
  // A browser names the page that asks. No page has business here, and a foreign one must not stop somebody's drill.
  if (request.header('origin') !== undefined) return json({ status: 403, body: { message: 'not for web pages' } });
  if (!body.ok) return json({ status: 400, body: { message: body.error } });
  const input = parseJson(body.value);
  if (!input.ok) return json({ status: 400, body: { message: input.error } });
  const { method, query } = request;
  return json(await control({ method, path: request.path.slice('/_sim/'.length), query, body: input.value }));
}

function json(reply: ControlReply): Reply {
  return { status: reply.status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(reply.body) };
}
