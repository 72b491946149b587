import type { OnCallSettings } from '../../../shared/domain/alerting/on-call/settings';
import type { DocumentWay } from '../../store/use-document';

/** People, schedules and policies: one document. */
export const onCallDocument: DocumentWay<OnCallSettings> = {
  read: async (client) => {
    const { headers, body } = await client.onCall.settings.get({});
    return { etag: headers.etag, value: body };
  },
  write: async (client, etag, value) => {
    const { headers, body } = await client.onCall.settings.put({ headers: { 'if-match': etag }, body: value });
    return { etag: headers.etag, value: body };
  },
};
