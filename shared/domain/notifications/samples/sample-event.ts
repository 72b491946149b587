import { NoticeId } from '../../primitives';
import { anEvent } from '../catalogue/form';
import type { NotificationEvent } from '../event';
import type { NotificationEventType } from '../event-types';
import { executionSamples } from './execution-samples';
import { healthSamples } from './health-samples';
import { incidentSamples } from './incident-samples';
import { otherSamples } from './other-samples';
import type { Sample } from './sample';
import { moment, place } from './sample-facts';
import { serverSamples } from './server-samples';

const samples: { readonly [T in NotificationEventType]: Sample } = {
  ...executionSamples,
  ...serverSamples,
  ...healthSamples,
  ...incidentSamples,
  ...otherSamples,
};

/** A realistic event of this type, the same every time: for previews, tests of channels and the reference of the catalogue. */
export function sampleEvent(type: NotificationEventType): NotificationEvent {
  const { at, of, threadKey, notice, ...said } = samples[type];
  return anEvent({
    ...place,
    ...said,
    type,
    eventId: `${type}:${of}`,
    occurredAt: moment(at),
    threadKey: threadKey ?? (said.execution == null ? 'console' : `execution:${said.execution.id}`),
    alertKey: notice ?? null,
    noticeId: notice === undefined ? null : NoticeId.parse(notice),
  });
}
