import type { AlertBook } from '../../../../shared/domain/alerting/book';
import { customFingerprint } from '../../../../shared/domain/alerting/signals/custom-signals';
import type { Severity } from '../../../../shared/domain/notice';
import { ownKey } from '../../../../shared/domain/notifications/custom-page';
import type { Ports } from '../../ports';
import type { Recorder } from '../../state/recorder';

/** Something wrong with the console's own ways of reaching people. */
export interface OwnTrouble {
  /** Stable: the same trouble has the same one. */
  readonly key: string;
  readonly name: string;
  readonly severity: Severity;
  readonly title: string;
  readonly summary: string;
}

interface Options {
  readonly ports: Pick<Ports, 'clock' | 'ids'>;
  readonly owe: Recorder['owe'];
  readonly book: () => Pick<AlertBook, 'alertOf'>;
}

/** Tells of troubles as alerts: each opens once and is resolved when it is over, also after a restart. */
export function createOwnTroubles({ ports, owe, book }: Options) {
  const known = new Map<string, boolean>();

  function isOpen(key: string): boolean {
    return known.get(key) ?? book().alertOf(customFingerprint(ownKey(key)))?.status === 'FIRING';
  }

  return {
    /** Says whether a trouble holds now. What it is like is said once, when it begins. */
    tell(trouble: OwnTrouble, holds: boolean): void {
      const { key, name, severity, title, summary } = trouble;
      if (isOpen(key) === holds) return;
      known.set(key, holds);
      owe([
        {
          type: 'custom.received',
          at: ports.clock.now(),
          customId: ports.ids.next('evt'),
          contextId: null,
          executionId: null,
          source: 'tocsin',
          name,
          severity,
          title: holds ? title : `Over: ${title}`,
          summary,
          data: { alertKey: ownKey(key), resolved: !holds },
          actor: 'tocsin',
        },
      ]);
    },
  };
}

export type OwnTroubles = ReturnType<typeof createOwnTroubles>;
