import { expect, test } from 'vitest';
import type { TicketApi } from '../../channels/tickets/ticket-api';
import { readJira } from './read-jira';
import { readServiceNow } from './read-servicenow';

const count = 300;

/** A page that was opened more often than one answer holds: every ticket has the same key, and only the newest is open. */
function asked(answers: (query: URLSearchParams, isNewestFirst: boolean) => unknown): TicketApi {
  return {
    ask: async (path) => {
      const query = new URL(path, 'http://tickets.example').searchParams;
      return { kind: 'done', body: answers(query, /DESC/.test(`${query.get('jql')}${query.get('sysparm_query')}`)) };
    },
    tell: async () => ({ kind: 'done', body: {} }),
  };
}
const numbers = (isNewestFirst: boolean) =>
  Array.from({ length: count }, (_, index) => (isNewestFirst ? count - index : index + 1));

test('the newest issue of a key counts, however many there are in Jira', async () => {
  const api = asked((query, isNewestFirst) => ({
    issues: numbers(isNewestFirst)
      .slice(0, Number(query.get('maxResults')))
      .map((number) => ({
        key: `OPS-${number}`,
        fields: { status: { name: 'x', statusCategory: { key: number === count ? 'new' : 'done' } }, labels: ['tocsin-a'] },
      })),
  }));
  const read = readJira({ SiteUrl: 'https://x.atlassian.net', ApiToken: 't', Project: 'OPS' }, api);
  expect(await read(['tocsin-a'])).toMatchObject({ ok: true, value: [{ standing: 'new', ticket: { id: `OPS-${count}` } }] });
});

test('the newest incident of a key counts, however many there are in ServiceNow', async () => {
  const both = (value: string) => ({ value, display_value: value });
  const api = asked((query, isNewestFirst) => ({
    result: numbers(isNewestFirst)
      .slice(0, Number(query.get('sysparm_limit')))
      .map((number) => ({
        sys_id: both(`${number}`),
        number: both(`INC${number}`),
        state: both(number === count ? '1' : '7'),
        correlation_id: both('tocsin-a'),
      })),
  }));
  const read = readServiceNow({ InstanceUrl: 'https://x.service-now.com', Token: 't' }, api);
  expect(await read(['tocsin-a'])).toMatchObject({ ok: true, value: [{ standing: 'new', ticket: { id: `${count}` } }] });
});
