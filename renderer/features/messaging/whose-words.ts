import type { BusRule } from '../../../shared/contract/events';
import { t } from '../../language/language';

/** Whose a rule is, for people. */
export const whoseWords: Readonly<Record<BusRule['whose'], string>> = {
  get ours() {
    return t('messaging.thisConsole');
  },
  get 'another-console'() {
    return t('messaging.anotherConsole');
  },
  get platform() {
    return t('messaging.theOrchestrator');
  },
  get other() {
    return t('messaging.somebodyElse');
  },
};
