import { OpenAPIGenerator } from '@orpc/openapi';
import type { TraverseContractProcedureCallbackOptions } from '@orpc/server';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { z } from 'zod';
import { SentRule, SentRules } from '../../shared/contract/alert-rules';
import { SentAlertingSettings } from '../../shared/contract/alerting-settings';
import { SentAuditSettings } from '../../shared/contract/audit';
import { SentBoard, SentBoards } from '../../shared/contract/boards';
import { contract } from '../../shared/contract/contract';
import { SentDetectionSettings } from '../../shared/contract/findings';
import { SentFramework } from '../../shared/contract/frameworks';
import { SentSettings } from '../../shared/contract/notifications';
import { SentOnCall } from '../../shared/contract/on-call';
import { ReportDefinitions, SentReportConfiguration, SentReportDefinitions } from '../../shared/contract/reports';
import { OnCallSettings } from '../../shared/domain/alerting/on-call/settings';
import { AlertConfiguration } from '../../shared/domain/alerting/rules/configuration';
import { StoredRule } from '../../shared/domain/alerting/rules/report';
import { AlertingSettings } from '../../shared/domain/alerting/settings';
import { AuditSettings } from '../../shared/domain/audit/audit-settings';
import { Board } from '../../shared/domain/boards/board';
import { DetectionSettings } from '../../shared/domain/detection/settings';
import { Framework } from '../../shared/domain/frameworks/framework';
import { NotificationSettings } from '../../shared/domain/notifications/defaults';
import { ReportConfiguration } from '../../shared/domain/reports/report-configuration';

const ERROR_SCHEMA = {
  type: 'object',
  properties: {
    code: { type: 'string', examples: ['executions.invalid'] },
    message: { type: 'string' },
    field: { type: 'string', description: 'what was wrong in the input' },
    action: { type: 'string', description: 'IAM action that AWS does not permit' },
    resource: { type: 'string', description: 'resource on which it is not permitted' },
  },
  required: ['code', 'message'],
} as const;

/** Streams are served over WebSocket and MessagePort, and have no route; REST has everything else. */
export function isRest({ contract: { '~orpc': method } }: TraverseContractProcedureCallbackOptions): boolean {
  return method.route.path !== undefined;
}

/** The list must be there, though what is read from a file may do without it. */
function settingsToSend() {
  const [, settings] = new ZodToJsonSchemaConverter().convert(NotificationSettings, { strategy: 'input' });
  return { ...settings, required: ['Notifications'] };
}

/** What a body holds that is read by hand, so that its reader may name what is wrong. */
function bodyOf(schema: unknown) {
  const converter = new ZodToJsonSchemaConverter();
  switch (schema) {
    case SentSettings:
      return settingsToSend();
    case SentBoard:
      return converter.convert(Board.omit({ boardId: true }), { strategy: 'input' })[1];
    case SentAlertingSettings:
      return converter.convert(AlertingSettings, { strategy: 'input' })[1];
    case SentDetectionSettings:
      return converter.convert(DetectionSettings, { strategy: 'input' })[1];
    case SentOnCall:
      return converter.convert(OnCallSettings, { strategy: 'input' })[1];
    case SentBoards:
      return converter.convert(z.object({ items: z.array(Board) }), { strategy: 'input' })[1];
    case SentRule:
    case StoredRule:
      return converter.convert(AlertConfiguration, { strategy: 'input' })[1];
    case SentFramework:
      return converter.convert(Framework.omit({ frameworkId: true }), { strategy: 'input' })[1];
    case SentRules:
      return converter.convert(z.object({ Rules: z.array(AlertConfiguration) }), { strategy: 'input' })[1];
    case SentAuditSettings:
      return converter.convert(AuditSettings, { strategy: 'input' })[1];
    case SentReportDefinitions:
      return converter.convert(ReportDefinitions, { strategy: 'input' })[1];
    case SentReportConfiguration:
      return converter.convert(ReportConfiguration, { strategy: 'input' })[1];
    default:
      return null;
  }
}

/** The description of `/api`, made from the contract itself. */
export function describeApi(version: string) {
  const converter = new ZodToJsonSchemaConverter({
    interceptors: [
      ({ schema, next }) => {
        const body = bodyOf(schema);
        return body === null ? next() : [true, body];
      },
    ],
  });
  return new OpenAPIGenerator({ schemaConverters: [converter] }).generate(contract, {
    info: {
      title: 'Tocsin',
      version,
      description: 'The operations console of a disaster-recovery war room. Live changes: WebSocket `/ws`.',
    },
    servers: [{ url: '/api' }],
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    filter: isRest,
    customErrorResponseBodySchema: () => ({ ...ERROR_SCHEMA, required: [...ERROR_SCHEMA.required] }),
  });
}
