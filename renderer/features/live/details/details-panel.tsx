import type { ReactNode } from 'react';
import type { Execution, Participant } from '../../../../shared/domain/view';
import { t } from '../../../language/language';
import { wordsOf } from '../../../ui/event-words';
import { JsonView } from '../../../ui/json-view';
import { SidePanel } from '../../../ui/side-panel';
import { Moment } from '../../../ui/time';
import type { Selection } from './selection';
import { ServerDetails } from './server-details';
import { WaveDetails } from './wave-details';

interface DetailsPanelProps {
  readonly execution: Execution;
  readonly participants: readonly Participant[];
  readonly selection: Selection;
  readonly onClose: () => void;
}

/** The facts behind whatever was clicked, where they come from and how old they are. */
export function DetailsPanel({ execution, participants, selection, onClose }: DetailsPanelProps): ReactNode {
  switch (selection.kind) {
    case 'server': {
      const participant = participants.find((one) => one.id === selection.participantId);
      return (
        <SidePanel title={participant?.serverName ?? t('live.colServer')} onClose={onClose}>
          {participant === undefined ? (
            <p>{t('live.serverGone')}</p>
          ) : (
            <ServerDetails execution={execution} participant={participant} />
          )}
        </SidePanel>
      );
    }
    case 'wave': {
      const wave = execution.waves.find((one) => one.waveNumber === selection.waveNumber);
      return (
        <SidePanel title={wave?.label ?? t('live.colWave')} onClose={onClose}>
          {wave === undefined ? <p>{t('live.waveGone')}</p> : <WaveDetails execution={execution} wave={wave} />}
        </SidePanel>
      );
    }
    case 'event': {
      const { entry } = selection;
      return (
        <SidePanel title={wordsOf(entry.event).text} onClose={onClose}>
          <p>
            <Moment at={entry.event.at} /> · {entry.event.type} · {t('live.journalNumber', { n: entry.seq })}
          </p>
          <JsonView value={entry.event} label={t('live.eventAsRecorded')} open />
        </SidePanel>
      );
    }
  }
}
