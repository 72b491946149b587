import { z } from 'zod';
import type { Severity } from '../../../../shared/domain/notice';
import { lineFor } from '../tickets/lines';
import { basic, type TicketSite } from '../tickets/ticket-api';

/** The configuration with secrets in place of their references. */
export const ServiceNowSettings = z
  .object({
    InstanceUrl: z.string(),
    User: z.string().optional(),
    Password: z.string().optional(),
    Token: z.string().optional(),
    AssignmentGroup: z.string().optional(),
    CallerId: z.string().optional(),
    Category: z.string().optional(),
    Priorities: z.array(z.string()).optional(),
    Fields: z.array(z.string()).optional(),
    CloseCode: z.string().optional(),
    ResolvedState: z.string().optional(),
    InProgressState: z.string().optional(),
    ReopenMinutes: z.coerce.number().optional(),
  })
  .refine(({ User, Password, Token }) => Token !== undefined || (User !== undefined && Password !== undefined));
export type ServiceNowSettings = z.infer<typeof ServiceNowSettings>;

const refusal = z.object({ error: z.object({ message: z.string().nullish(), detail: z.string().nullish() }) });

export function serviceNowSite({ InstanceUrl, User, Password, Token }: ServiceNowSettings): TicketSite {
  const login = Token === undefined ? basic(User ?? '', Password ?? '') : { header: `Bearer ${Token}`, secrets: [Token] };
  return {
    name: 'ServiceNow',
    base: `${InstanceUrl.replace(/\/+$/, '')}/api/now/table`,
    headers: { authorization: login.header },
    secrets: login.secrets,
    wordsOf: (body) => {
      const said = refusal.safeParse(body);
      return said.success ? [said.data.error.message, said.data.error.detail].filter(Boolean).join(': ') : null;
    },
  };
}

/** Urgency and impact, 1 to 3: ServiceNow makes the priority of both and takes none from us. */
export function urgencyAndImpact(
  severity: Severity,
  { Priorities }: Pick<ServiceNowSettings, 'Priorities'>,
): {
  readonly urgency: string;
  readonly impact: string;
} {
  const [urgency = '3', impact = urgency] = (lineFor(severity, Priorities) ?? usual[severity])
    .split('/')
    .map((one) => one.trim());
  return { urgency, impact };
}

const usual: Readonly<Record<Severity, string>> = {
  CRITICAL: '1/1',
  HIGH: '1/2',
  MEDIUM: '2/2',
  LOW: '3/2',
  INFO: '3/3',
};
