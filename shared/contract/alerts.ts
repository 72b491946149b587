import { z } from 'zod';
import { Alert } from '../domain/alerting/alert';
import { Notice, NoticeKind } from '../domain/notice';
import { NoticeId } from '../domain/primitives';
import { ListInput, method, page } from './base';

/**
 * An alert as lists give it, whoever raised it: the fields of a notice, so that what is woken by one reads the other, and those of the
 * alert behind it. Good news and summaries are notices without an alert. `noticeId` is what it is acknowledged by.
 */
export const AlertItem = Notice.extend({
  kind: z.union([NoticeKind, z.enum(['rule', 'custom', 'finding'])]),
  alertId: z.string().nullable(),
  fingerprint: z.string().nullable(),
  status: Alert.shape.status,
  labels: Alert.shape.labels,
  severityWhy: z.array(z.string()),
  suppression: Alert.shape.suppression,
  count: z.number().int(),
  value: z.number().nullable(),
  threshold: z.number().nullable(),
  ruleId: z.string().nullable(),
  incidentId: z.string().nullable(),
  incidentNumber: z.number().int().nullable(),
});
export type AlertItem = z.infer<typeof AlertItem>;

const flag = z.enum(['true', 'false']).optional();

export const alerts = {
  list: method
    .route({ method: 'GET', path: '/alerts', summary: 'Alerts, newest first' })
    .input(
      ListInput.extend({
        /** Nobody has answered it, and it has not ended. */
        open: flag,
        firing: flag,
        suppressed: flag,
        /** Alerts of one incident. */
        incident: z.string().optional(),
      }),
    )
    .output(page(AlertItem)),
  acknowledge: method
    .route({ method: 'POST', path: '/alerts/{noticeId}/acknowledge', summary: 'Say that somebody has seen it and acts' })
    .input(z.object({ noticeId: NoticeId, note: z.string().max(500).optional() }))
    .output(AlertItem),
};
