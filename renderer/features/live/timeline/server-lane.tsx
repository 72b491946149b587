import type { ReactNode } from 'react';
import type { Participant, Wave } from '../../../../shared/domain/view';
import { t } from '../../../language/language';
import { MiddleCut } from '../../../ui/middle-cut';
import { StateIcon } from '../../../ui/state-mark';
import { Elapsed } from '../../../ui/time';
import { ofPhase } from '../../../ui/tone';
import { Lane } from './lane';
import { isInSight, type Scale, xOf } from './scale';
import { lastEndMs, serverBars } from './stack-lane';
import classes from './timeline.module.css';

export const SERVER_PX = 24;
const PAD_PX = 7;

interface ServerLaneProps {
  readonly participant: Participant;
  readonly wave: Wave;
  readonly scale: Scale;
  readonly nowMs: number;
  readonly onOpen: (participant: Participant) => void;
}

export function ServerLane({ participant, wave, scale, nowMs, onOpen }: ServerLaneProps): ReactNode {
  const spoken = ofPhase(participant.phase);
  const lastMs = lastEndMs([participant]);
  const ended = participant.phase === 'LAUNCHED' ? 'launched' : participant.phase === 'FAILED' ? 'failed' : null;
  const shown = ended !== null && lastMs !== null && isInSight(scale, lastMs);
  return (
    <div className={classes.line} data-server>
      <div className={classes.label}>
        <button type="button" className={classes.name} data-indent onClick={() => onOpen(participant)}>
          <StateIcon tone={spoken.tone} size={12} />
          <MiddleCut text={participant.serverName} />
        </button>
        <span className={classes.phase}>{spoken.word}</span>
        <span className={classes.time}>
          {participant.phaseSince === null || ended !== null ? '' : <Elapsed since={participant.phaseSince} />}
        </span>
      </div>
      <div className={classes.track}>
        <Lane
          bars={serverBars(participant, scale, ended === null ? nowMs : (lastMs ?? nowMs), SERVER_PX - 2 * PAD_PX)}
          widthPx={scale.widthPx}
          heightPx={SERVER_PX}
          padPx={PAD_PX}
          label={t('live.spokenServer', { server: participant.serverName, wave: wave.label, state: spoken.word })}
          gate={null}
          outcome={shown ? { x: xOf(scale, lastMs), kind: ended } : null}
        />
      </div>
    </div>
  );
}
