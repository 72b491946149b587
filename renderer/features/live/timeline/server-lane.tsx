import type { ReactNode } from 'react';
import type { Participant, Wave } from '../../../../shared/domain/view';
import { StateIcon } from '../../../ui/state-mark';
import { Elapsed } from '../../../ui/time';
import { ofPhase } from '../../../ui/tone';
import { Lane } from './lane';
import { type Scale, xOf } from './scale';
import { lastEndMs, serverBars } from './stack-lane';
import classes from './timeline.module.css';

const HEIGHT_PX = 26;
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
  return (
    <div className={classes.line} data-server>
      <div className={classes.label}>
        <button
          type="button"
          className={classes.name}
          data-indent
          onClick={() => onOpen(participant)}
          title={participant.serverName}
        >
          <StateIcon tone={spoken.tone} size={12} />
          <span className={classes.nameText}>{participant.serverName}</span>
        </button>
        <span className={classes.phase}>{spoken.word}</span>
        <span className={classes.time}>
          {participant.phaseSince === null || ended !== null ? '' : <Elapsed since={participant.phaseSince} />}
        </span>
      </div>
      <div className={classes.track}>
        <Lane
          bars={serverBars(participant, scale, ended === null ? nowMs : (lastMs ?? nowMs), HEIGHT_PX - 2 * PAD_PX)}
          widthPx={scale.widthPx}
          heightPx={HEIGHT_PX}
          padPx={PAD_PX}
          label={`${participant.serverName}, ${wave.label}: ${spoken.word.toLowerCase()}`}
          gate={null}
          outcome={ended === null || lastMs === null ? null : { x: xOf(scale, lastMs), kind: ended }}
        />
      </div>
    </div>
  );
}
