import { createHash } from 'node:crypto';
import type { NotificationSettings } from '../../../shared/domain/notifications/defaults';

/** Settings as the journal and the audit trail keep them: references in place of secrets, and the fingerprint of the logo in its place. */
export function auditable(settings: NotificationSettings): unknown {
  const { Branding } = settings.Defaults;
  if (Branding.Logo === undefined) return settings;
  const digest = createHash('sha256').update(Branding.Logo).digest('hex');
  return { ...settings, Defaults: { ...settings.Defaults, Branding: { ...Branding, Logo: `sha256:${digest}` } } };
}
