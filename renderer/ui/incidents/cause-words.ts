import type { CauseId } from '../../../shared/domain/alerting/causes/cause-ids';
import type { Cause, Incident } from '../../../shared/domain/alerting/incident';
import { t } from '../../language/language';

/** What a cause is called where it stands for many incidents, without the server or the subnet of one. */
export function causeWord(causeId: CauseId): string {
  return t(`incidents.cause:${causeId}`);
}

/** What is probably behind an incident; null where nothing is known that its title does not say already. */
export function causeOf({ causes, title }: Pick<Incident, 'causes' | 'title'>): Cause | null {
  const cause = causes[0];
  if (cause === undefined || cause.causeId === 'unknown' || wordsOf(cause.title) === wordsOf(title)) return null;
  return cause;
}

/** Case and punctuation make no difference. */
function wordsOf(title: string): string {
  return (title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}
