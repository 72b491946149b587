import type { PlatformContext } from './context';
import { topicArn } from './notify';
import { isoSeconds } from './time-text';

export interface Alert {
  readonly kind: 'launch-failed' | 'stalled';
  readonly serverId: string;
}

/**
 * What the platform's two EventBridge rules make of an event for drs-alerts (aws-contracts 4.3). H10: the transformer's
 * paths find no id, and `$.time` is sent as it is written. H9: the topic's key refuses EventBridge, nothing is delivered.
 */
export function publishAlert(context: PlatformContext, alert: Alert): void {
  if (context.faults.isOn('H9')) return;
  context.topics.publish({ topicArn: topicArn(context, 'drs-alerts'), message: JSON.stringify(alertBody(context, alert)) });
}

function alertBody(context: PlatformContext, alert: Alert): Record<string, string> {
  const isBlind = context.faults.isOn('H10');
  const { region } = context.names;
  const sourceServerId = isBlind ? '' : alert.serverId;
  const timestamp = isBlind ? '$.time' : isoSeconds(context.time.now());
  const failed = alert.kind === 'launch-failed';
  return {
    alertType: failed ? 'DRS Recovery Failure' : 'DRS Replication Stalled',
    sourceServerId,
    state: failed ? 'RECOVERY_LAUNCH_FAILED' : 'STALLED',
    region,
    timestamp,
    message: `DRS ${failed ? 'recovery launch failed' : 'replication stalled'} for source server ${sourceServerId} in region ${region}`,
  };
}
