import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/lib/result';
import { hostOf, outcomeOfReply, post } from '../channels/http/post';
import { isLoopbackUrl } from '../channels/loopback';
import { type CarrierTools, type CarryTrouble, carriedOf, suppressedHere, trouble } from './carrier';

/** What another console is asked to cosign; the body of `POST /api/audit/witness`. */
export interface WitnessQuestion {
  readonly note: string;
  readonly vkey: string;
  readonly from: number;
  readonly path: readonly string[];
}

const WitnessAnswer = z.object({
  outcome: z.enum(['signed', 'refused']),
  knownSize: z.number().int().min(0),
  cosignature: z.string().max(2_000).nullable(),
  reason: z.string().max(2_000).nullable(),
});
export type WitnessAnswer = z.infer<typeof WitnessAnswer>;

/** Asks another Tocsin to cosign a head. Its refusal is an answer; trouble is what kept it from answering. */
export async function askConsole(
  tools: Pick<CarrierTools, 'channels'>,
  to: { readonly url: string; readonly token: string },
  question: WitnessQuestion,
  signal: AbortSignal,
): Promise<Result<WitnessAnswer, CarryTrouble>> {
  const { channels } = tools;
  if (channels.rehearsal && !isLoopbackUrl(to.url))
    return err(suppressedHere('This is a rehearsal: only consoles on this computer are asked.'));
  const url = `${to.url.replace(/\/+$/, '')}/api/audit/witness`;
  const headers = { authorization: `Bearer ${to.token}`, 'content-type': 'application/json' };
  const reply = await post(channels, { url, headers, body: JSON.stringify(question), secrets: [to.token], signal });
  const outcome = outcomeOfReply(reply, url, channels.ports.wall.nowMs());
  const failed = carriedOf(outcome);
  if (!failed.ok) return failed;
  const answer = WitnessAnswer.safeParse(reply.kind === 'answered' ? jsonOf(reply.body) : null);
  if (answer.success) return ok(answer.data);
  return err(trouble(`${hostOf(url)} answered, and not as a console does: check the address of the witness.`));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
