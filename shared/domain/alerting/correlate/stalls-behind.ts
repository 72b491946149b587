import type { Alert } from '../alert';
import { stallFingerprint } from '../signals/notice-signals';
import type { Turn } from '../turn';
import type { AlertWorld } from '../world';

/**
 * Incidents of stalled servers that this failure comes from: a server that could not be launched and does not replicate, an execution
 * that was refused because servers of it do not. A launch that failed for a reason of its own has nothing to do with its replication.
 */
export function stallsBehind(alert: Alert, turn: Turn, world: AlertWorld): readonly string[] {
  return serversOf(alert, world).flatMap((serverId) => {
    const stall = turn.alertOf(stallFingerprint(serverId));
    return stall?.status === 'FIRING' && stall.incidentId !== '' ? [stall.incidentId] : [];
  });
}

function serversOf(alert: Alert, { view }: AlertWorld): readonly string[] {
  if (alert.name === 'server-launch-failed') {
    const hasOwnReason = alert.labels.cause !== undefined;
    return hasOwnReason || alert.sourceServerId === null ? [] : [alert.sourceServerId];
  }
  if (alert.name !== 'execution-failed' || alert.executionId === null) return [];
  const execution = view.executions[alert.executionId];
  if (execution?.detail.includes('start-failed') !== true || execution.planId === null) return [];
  return view.plans[execution.planId]?.blockingServerIds ?? [];
}
