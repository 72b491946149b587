import { actorName } from '../../shared/domain/actor-name';
import type { ConsoleEvent } from '../../shared/domain/events';
import { unreachable } from '../../shared/lib/unreachable';
import { t } from '../language/language';
import type { EventWords } from './event-words';

type AuditEvent = Extract<ConsoleEvent, { type: `audit.${string}` }>;

/** What happened to the audit log itself, as one line. */
export function auditWords(event: AuditEvent): EventWords {
  const quiet = { group: 'sources', tone: 'quiet' } as const;
  const failed = { group: 'sources', tone: 'failed' } as const;
  switch (event.type) {
    case 'audit.began':
      return { ...quiet, text: t('ui.auditBegan', { origin: event.origin }) };
    case 'audit.recovered':
      return { ...quiet, text: t('ui.auditRecovered', { count: event.foundSize - event.signedSize }) };
    case 'audit.rolled-back':
      return { ...failed, text: t('ui.auditRolledBack', { found: event.foundSize, remembered: event.rememberedSize }) };
    case 'audit.key-lost':
      return { ...failed, text: t('ui.auditKeyLost') };
    case 'audit.key-rotated':
      return { ...quiet, group: 'people', text: t('ui.auditKeyRotated', { actor: actorName(event.actor) }) };
    case 'audit.removed':
      return {
        ...quiet,
        group: 'people',
        text: t('ui.auditRemoved', { actor: actorName(event.approvedBy), policy: event.policy }),
      };
    case 'audit.erased':
      return { ...quiet, group: 'people', text: t('ui.auditErased', { actor: actorName(event.actor), count: event.values }) };
    case 'audit.witnessed':
      return { ...quiet, text: t('ui.auditWitnessed', { name: event.name, size: event.size }) };
    case 'audit.witness-failed':
      return { ...failed, text: t('ui.auditWitnessFailed', { name: event.name, reason: event.reason }) };
    case 'audit.cosigned':
      return event.outcome === 'signed'
        ? { ...quiet, text: t('ui.auditCosigned', { origin: event.origin, size: event.size }) }
        : { ...failed, text: t('ui.auditCosignRefused', { origin: event.origin, reason: event.reason ?? '' }) };
    case 'audit.exported':
      return { ...quiet, group: 'people', text: t('ui.auditExported', { actor: actorName(event.actor), count: event.entries }) };
    case 'audit.verified':
      return event.outcome === 'verified'
        ? { ...quiet, text: t('ui.auditVerified', { count: event.through }) }
        : { ...failed, text: t('ui.auditVerifyFailed', { seq: event.firstWrongSeq ?? '?', reason: event.reason ?? '' }) };
    case 'audit.settings-changed':
      return { ...quiet, group: 'people', text: t('ui.auditSettingsChanged', { actor: actorName(event.actor) }) };
    default:
      return unreachable(event);
  }
}
