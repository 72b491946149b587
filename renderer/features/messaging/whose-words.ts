import type { BusRule } from '../../../shared/contract/events';

/** Whose a rule is, for people. */
export const whoseWords: Readonly<Record<BusRule['whose'], string>> = {
  ours: 'this console',
  'another-console': 'another console',
  platform: 'the orchestrator',
  other: 'somebody else',
};
