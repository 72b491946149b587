import { z } from 'zod';
import { basic, type TicketSite } from '../tickets/ticket-api';

/** The configuration with secrets in place of their references. */
export const JiraSettings = z.object({
  SiteUrl: z.string(),
  Deployment: z.enum(['CLOUD', 'DATA_CENTER']).optional(),
  User: z.string().optional(),
  ApiToken: z.string(),
  Project: z.string(),
  IssueType: z.string().optional(),
  Priorities: z.array(z.string()).optional(),
  Labels: z.array(z.string()).optional(),
  Fields: z.array(z.string()).optional(),
  ResolveTransitions: z.array(z.string()).optional(),
  ReopenTransitions: z.array(z.string()).optional(),
  ProgressTransitions: z.array(z.string()).optional(),
  Resolution: z.string().optional(),
  ReopenMinutes: z.coerce.number().optional(),
});
export type JiraSettings = z.infer<typeof JiraSettings>;

const refusal = z.looseObject({
  errorMessages: z.array(z.string()).optional(),
  errors: z.record(z.string(), z.string()).optional(),
});

/** Cloud and Data Center differ in path, text and search. */
export function isCloud({ Deployment, SiteUrl }: JiraSettings): boolean {
  if (Deployment !== undefined) return Deployment === 'CLOUD';
  return /^https?:\/\/[^/]+\.atlassian\.(net|com)(?=[:/]|$)/i.test(SiteUrl);
}

export function jiraSite(settings: JiraSettings): TicketSite {
  const { SiteUrl, User, ApiToken } = settings;
  const login = User === undefined ? { header: `Bearer ${ApiToken}`, secrets: [ApiToken] } : basic(User, ApiToken);
  return {
    name: 'Jira',
    base: `${SiteUrl.replace(/\/+$/, '')}/rest/api/${isCloud(settings) ? 3 : 2}`,
    headers: { authorization: login.header },
    secrets: login.secrets,
    wordsOf: (body) => {
      const said = refusal.safeParse(body);
      if (!said.success) return null;
      const fields = Object.entries(said.data.errors ?? {}).map(([field, words]) => `${field}: ${words}`);
      const all = [...(said.data.errorMessages ?? []), ...fields];
      return all.length === 0 ? null : all.join('; ');
    },
  };
}
