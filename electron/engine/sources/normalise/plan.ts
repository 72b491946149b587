import { z } from 'zod';
import { Plan, ProtectionGroup } from '../../../../shared/domain/facts';
import { err, type Result } from '../../../../shared/lib/result';
import { checked, type Unreadable } from './normalised';
import { flag, id, listOf, text, tolerant, whole } from './tolerant';

const Wave = tolerant({
  waveNumber: whole,
  waveName: text,
  protectionGroupId: text,
  protectionGroupIds: listOf(id),
  serverIds: listOf(id),
  pauseBeforeWave: flag,
});

const PlanItem = tolerant({ planId: id, planName: text, description: text, accountId: text, waves: listOf(Wave) });

/** An item of `recovery-plans` (plain form). Source: aws-contracts 2.2. */
export function plan(raw: Readonly<Record<string, unknown>>): Result<Plan, Unreadable> {
  const subject = `recovery plan ${String(raw.planId ?? 'without id')}`;
  const parsed = PlanItem.safeParse(raw);
  if (!parsed.success) return err({ subject, reason: z.prettifyError(parsed.error) });
  const item = parsed.data;
  return checked(Plan, subject, {
    planId: item.planId,
    planName: item.planName ?? '',
    description: item.description ?? '',
    accountId: item.accountId,
    waves: item.waves.flatMap((wave) =>
      wave.waveNumber === null
        ? []
        : [
            {
              waveNumber: wave.waveNumber,
              waveName: wave.waveName ?? '',
              protectionGroupId: wave.protectionGroupId ?? wave.protectionGroupIds[0] ?? null,
              serverIds: wave.serverIds,
              pauseBeforeWave: wave.pauseBeforeWave ?? false,
            },
          ],
    ),
  });
}

const GroupItem = tolerant({ groupId: id, groupName: text, region: text, accountId: text, sourceServerIds: listOf(id) });

/** An item of `protection-groups` (plain form). `region` falls back to the context's, where an old item has none. */
export function protectionGroup(raw: Readonly<Record<string, unknown>>, region: string): Result<ProtectionGroup, Unreadable> {
  const subject = `protection group ${String(raw.groupId ?? 'without id')}`;
  const parsed = GroupItem.safeParse(raw);
  if (!parsed.success) return err({ subject, reason: z.prettifyError(parsed.error) });
  const item = parsed.data;
  return checked(ProtectionGroup, subject, {
    groupId: item.groupId,
    groupName: item.groupName ?? '',
    region: item.region ?? region,
    accountId: item.accountId,
    sourceServerIds: item.sourceServerIds,
  });
}
