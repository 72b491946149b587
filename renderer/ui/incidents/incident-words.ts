import type { SuppressedBy, Suppression } from '../../../shared/domain/alerting/alert';
import type { EntryKind, Incident } from '../../../shared/domain/alerting/incident';
import { type TextKey, t } from '../../language/language';
import { isQuiet } from '../../store/incidents';
import { formatMoment } from '../format';
import type { Spoken, Tone } from '../tone';

/** Where an incident stands, in words. */
export function ofIncident(incident: Incident): Spoken {
  switch (incident.status) {
    case 'OPEN':
      if (isQuiet(incident)) return { tone: 'quiet', word: t('incidents.state:quiet') };
      return incident.needsAnswer
        ? { tone: 'waiting', word: t('incidents.state:waiting') }
        : { tone: 'running', word: t('incidents.state:open') };
    case 'ACKNOWLEDGED':
      return { tone: 'running', word: t('incidents.state:acknowledged') };
    case 'RESOLVED':
      return { tone: 'succeeded', word: t('incidents.state:resolved') };
    case 'MERGED':
      return { tone: 'cancelled', word: t('incidents.state:merged') };
  }
}

const suppressed: Readonly<Record<SuppressedBy, TextKey>> = {
  silence: 'incidents.by:silence',
  window: 'incidents.by:window',
  inhibition: 'incidents.by:inhibition',
  flapping: 'incidents.by:flapping',
  acknowledgement: 'incidents.by:acknowledgement',
  rule: 'incidents.by:rule',
};

/** By what an alert is kept quiet, in a word. */
export function quietWord(by: SuppressedBy): string {
  return t(suppressed[by]);
}

/** By what an alert is kept quiet, why, and until when. */
export function quietWords({ by, reason, until }: Suppression): string {
  const what = reason === '' ? quietWord(by) : t('incidents.quietBecause', { by: quietWord(by), reason });
  return until === null ? what : t('incidents.quietUntil', { what, until: formatMoment(Date.parse(until)) });
}

/** Kinds of lines in a timeline, by what a reader looks for. */
export const entryGroups = ['people', 'told', 'alerts', 'story'] as const;
export type EntryGroup = (typeof entryGroups)[number];

export function groupOf(kind: EntryKind): EntryGroup {
  switch (kind) {
    case 'acknowledged':
    case 'unacknowledged':
    case 'note':
    case 'role':
    case 'merged':
    case 'split':
    case 'runbook':
    case 'ticket':
      return 'people';
    case 'told':
    case 'escalated':
    case 'nobody-on-call':
      return 'told';
    case 'alert-joined':
    case 'alert-left':
    case 'alert-resolved':
    case 'suppressed':
    case 'released':
      return 'alerts';
    case 'opened':
    case 'reopened':
    case 'severity':
    case 'cause':
    case 'impact':
    case 'resolved':
      return 'story';
  }
}

export function toneOfEntry(kind: EntryKind): Tone {
  switch (kind) {
    case 'opened':
    case 'reopened':
    case 'alert-joined':
    case 'nobody-on-call':
      return 'failed';
    case 'escalated':
    case 'unacknowledged':
    case 'severity':
      return 'waiting';
    case 'resolved':
    case 'alert-resolved':
      return 'succeeded';
    case 'acknowledged':
    case 'runbook':
      return 'running';
    case 'suppressed':
    case 'alert-left':
    case 'split':
    case 'merged':
      return 'cancelled';
    case 'released':
    case 'cause':
    case 'impact':
    case 'told':
    case 'note':
    case 'role':
    case 'ticket':
      return 'quiet';
  }
}
