import { t } from '../language/language';

/** Why a call failed, as the engine says it; a failure without words has a sentence of its own. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : t('ui.noReason');
}
