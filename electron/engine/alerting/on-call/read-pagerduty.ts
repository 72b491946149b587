import { z } from 'zod';
import type { FeedShift } from '../../../../shared/domain/alerting/on-call/schedule';
import type { Span } from '../../../../shared/domain/alerting/on-call/weekly';
import { err, ok, type Result } from '../../../../shared/lib/result';
import type { OutgoingHttp } from '../../channels/http/outgoing-http';
import { scrub } from '../../channels/http/scrub';

const PAGE = 100;
const MOST_PAGES = 50;
/** Bytes of one page. */
const MOST_PAGE = 2 * 1024 * 1024;

const When = z.iso.datetime({ offset: true }).nullable();
const Page = z.object({
  oncalls: z.array(
    z.object({
      user: z.object({ id: z.string(), summary: z.string().nullish(), name: z.string().nullish(), email: z.string().nullish() }),
      escalation_level: z.number(),
      start: When,
      end: When,
    }),
  ),
  more: z.boolean().default(false),
});

interface Asked {
  readonly apiKey: string;
  readonly apiUrl: string | undefined;
  readonly scheduleIds: readonly string[];
  readonly policyIds: readonly string[];
  readonly within: Span;
}

/**
 * Who is on call at PagerDuty within a time, from its `oncalls`, page by page. Of an escalation policy, only the first level is: the others
 * are its escalation, not its shifts. Whoever is always on call comes without an end there, and has the whole time.
 */
export async function fetchPagerDuty(
  http: Pick<OutgoingHttp, 'request'>,
  asked: Asked,
  signal: AbortSignal,
): Promise<Result<FeedShift[], string>> {
  const shifts = new Map<string, FeedShift>();
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const reply = await http.request({
      method: 'GET',
      url: addressOf(asked, page * PAGE),
      headers: {
        accept: 'application/vnd.pagerduty+json;version=2',
        authorization: `Token token=${asked.apiKey}`,
        'content-type': 'application/json',
      },
      body: null,
      mostReply: MOST_PAGE,
      signal,
    });
    if (reply.kind !== 'answered') return err(scrub(reply.message, [asked.apiKey]));
    if (reply.status !== 200) return err(`PagerDuty answered ${reply.status}. ${hints[reply.status] ?? ''}`.trim());
    const read = readPage(reply.body);
    if (read === null) return err('PagerDuty answered what cannot be understood.');
    for (const shift of shiftsOf(read, asked.within)) shifts.set(`${shift.uid} ${shift.fromMs} ${shift.toMs}`, shift);
    if (!read.more) return ok([...shifts.values()]);
  }
  return err(`PagerDuty has more than ${PAGE * MOST_PAGES} entries: name fewer schedules.`);
}

const hints: Readonly<Record<number, string>> = {
  401: 'It does not know the API key: enter it again.',
  403: 'The API key may not read who is on call.',
  404: 'It knows no schedule or policy of these ids.',
  429: 'It is asked too often.',
};

function addressOf({ apiUrl, scheduleIds, policyIds, within }: Asked, offset: number): string {
  const query = new URLSearchParams();
  for (const id of scheduleIds) query.append('schedule_ids[]', id);
  for (const id of policyIds) query.append('escalation_policy_ids[]', id);
  query.append('include[]', 'users');
  query.append('since', new Date(within.fromMs).toISOString());
  query.append('until', new Date(within.toMs).toISOString());
  query.append('time_zone', 'UTC');
  query.append('limit', String(PAGE));
  query.append('offset', String(offset));
  return `${(apiUrl ?? 'https://api.pagerduty.com').replace(/\/$/, '')}/oncalls?${query.toString()}`;
}

function readPage(body: string): z.infer<typeof Page> | null {
  try {
    const parsed = Page.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function shiftsOf({ oncalls }: z.infer<typeof Page>, within: Span): FeedShift[] {
  return oncalls.flatMap(({ user, escalation_level: level, start, end }) => {
    if (level !== 1) return [];
    const name = user.email ?? user.name ?? user.summary ?? user.id;
    const fromMs = start === null ? within.fromMs : Date.parse(start);
    const toMs = end === null ? within.toMs : Date.parse(end);
    return fromMs < toMs ? [{ uid: `pagerduty ${user.id}`, names: [name], fromMs, toMs, isOverride: false }] : [];
  });
}
