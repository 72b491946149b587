import type { JournalEntry } from '../../../../shared/domain/events';

/** What the side panel shows. */
export type Selection =
  | { readonly kind: 'server'; readonly participantId: string }
  | { readonly kind: 'wave'; readonly waveNumber: number }
  | { readonly kind: 'event'; readonly entry: JournalEntry };
