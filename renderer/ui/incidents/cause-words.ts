import type { CauseId } from '../../../shared/domain/alerting/causes/cause-ids';
import { t } from '../../language/language';

/** What a cause is called where it stands for many incidents, without the server or the subnet of one. */
export function causeWord(causeId: CauseId): string {
  return t(`incidents.cause:${causeId}`);
}
