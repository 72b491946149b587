import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { contract } from '../../shared/contract/contract';
import { SentSettings } from '../../shared/contract/notifications';
import { NotificationSettings } from '../../shared/domain/notifications/defaults';

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

/** The live stream is served over WebSocket and MessagePort; REST has everything else. */
export function isRest({ path }: { readonly path: readonly string[] }): boolean {
  return path[0] !== 'live';
}

/** The list must be there, though what is read from a file may do without it. */
function settingsToSend() {
  const [, settings] = new ZodToJsonSchemaConverter().convert(NotificationSettings, { strategy: 'input' });
  return { ...settings, required: ['Notifications'] };
}

/** The description of `/api`, made from the contract itself. */
export function describeApi(version: string) {
  const converter = new ZodToJsonSchemaConverter({
    interceptors: [({ schema, next }) => (schema === SentSettings ? [true, settingsToSend()] : next())],
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
