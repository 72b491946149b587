import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconDoor } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Execution, Participant, Wave } from '../../../../shared/domain/view';
import { formatDuration } from '../../../ui/format';
import { StateIcon } from '../../../ui/state-mark';
import { ofWave } from '../../../ui/tone';
import { gateOf } from './gates';
import { Lane } from './lane';
import { type Scale, xOf } from './scale';
import { lastEndMs, stackLane } from './stack-lane';
import classes from './timeline.module.css';

const HEIGHT_PX = 34;
const PAD_PX = 5;

interface WaveLaneProps {
  readonly execution: Execution;
  readonly wave: Wave;
  readonly members: readonly Participant[];
  readonly scale: Scale;
  readonly nowMs: number;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly onOpen: () => void;
}

export function WaveLane({ execution, wave, members, scale, nowMs, open, onToggle, onOpen }: WaveLaneProps): ReactNode {
  const gate = gateOf(execution, wave);
  const waits = gate !== null && gate.untilMs === null;
  const endMs = endOf(wave, members);
  const bars = stackLane(members, scale, endMs ?? nowMs, HEIGHT_PX - 2 * PAD_PX);
  const failed = members.find((one) => one.phase === 'FAILED');
  const ended = wave.status === 'COMPLETED' ? 'launched' : wave.status === 'FAILED' ? 'failed' : null;
  return (
    <div className={classes.line} data-wave>
      <div className={classes.label}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={20}
          onClick={onToggle}
          aria-expanded={open}
          aria-label={`${open ? 'Hide' : 'Show'} the servers of ${wave.label}`}
        >
          {open ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
        </ActionIcon>
        <button type="button" className={classes.name} onClick={onOpen} title={wave.label}>
          <StateIcon tone={waits ? 'waiting' : ofWave(wave.status).tone} />
          <span className={classes.nameText}>{wave.label}</span>
          {wave.pauseBeforeWave ? <IconDoor size={13} aria-label="Pauses before this wave" className={classes.door} /> : null}
        </button>
        <span className={classes.count} data-trouble={wave.counts.failed > 0 || undefined}>
          {wave.counts.launched}/{wave.counts.total}
        </span>
        <span className={classes.time}>{timeOf(wave, waits, endMs, nowMs)}</span>
      </div>
      <div className={classes.track}>
        <Lane
          bars={bars}
          widthPx={scale.widthPx}
          heightPx={HEIGHT_PX}
          padPx={PAD_PX}
          label={spokenLane(wave, waits)}
          gate={
            gate === null
              ? null
              : { from: xOf(scale, gate.fromMs), to: xOf(scale, gate.untilMs ?? nowMs), open: gate.untilMs !== null }
          }
          outcome={ended === null || endMs === null ? null : { x: xOf(scale, endMs), kind: ended }}
        />
        {waits ? (
          <span className={classes.remark} style={{ left: xOf(scale, gate.fromMs) }} data-tone="waiting" data-before>
            waits for approval
          </span>
        ) : null}
        {failed === undefined ? null : (
          <span
            className={classes.remark}
            style={{ left: xOf(scale, endMs ?? nowMs) }}
            data-tone="failed"
            data-before={xOf(scale, endMs ?? nowMs) > scale.widthPx - 170 || undefined}
          >
            {wave.counts.failed === 1 ? `${failed.serverName} failed` : `${wave.counts.failed} failed`}
          </span>
        )}
      </div>
    </div>
  );
}

/** A failed wave's siblings may launch after the platform closed it: the lane goes on to the last of them. */
function endOf(wave: Wave, members: readonly Participant[]): number | null {
  if (wave.status === 'PENDING' || wave.status === 'RUNNING') return null;
  if (members.some((one) => one.phases.some((span) => span.endedAt === null))) return null;
  const last = lastEndMs(members);
  const ended = wave.endedAt === null ? null : Date.parse(wave.endedAt);
  return last === null ? ended : Math.max(last, ended ?? 0);
}

function timeOf(wave: Wave, waits: boolean, endMs: number | null, nowMs: number): string {
  if (waits) return 'waits';
  if (wave.startedAt === null) return '–';
  return formatDuration((endMs ?? nowMs) - Date.parse(wave.startedAt));
}

function spokenLane(wave: Wave, waits: boolean): string {
  const { counts } = wave;
  const state = waits ? 'waits for approval' : ofWave(wave.status).word.toLowerCase();
  return `${wave.label}: ${state}; ${counts.launched} of ${counts.total} launched, ${counts.inProgress} in progress, ${counts.failed} failed`;
}
