import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconDoor } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Execution, Participant, Wave } from '../../../../shared/domain/view';
import { t } from '../../../language/language';
import { formatDuration } from '../../../ui/format';
import { MiddleCut } from '../../../ui/middle-cut';
import { StateIcon } from '../../../ui/state-mark';
import { ofWave } from '../../../ui/tone';
import type { ExpectedWave } from '../expected';
import type { ForeseenMark } from '../forecast/foreseen-mark';
import { type Gate, gateOf } from './gates';
import { Lane } from './lane';
import { isInSight, type Scale, xOf } from './scale';
import { lastEndMs, stackLane } from './stack-lane';
import classes from './timeline.module.css';
import type { UsualBand } from './usual-band';

export const WAVE_PX = 34;
const PAD_PX = 5;
/** Room that a remark needs at the right edge. */
const REMARK_PX = 170;

interface WaveLaneProps {
  readonly execution: Execution;
  readonly wave: Wave;
  readonly members: readonly Participant[];
  readonly scale: Scale;
  readonly nowMs: number;
  readonly open: boolean;
  readonly usual: ExpectedWave | null;
  readonly band: UsualBand | null;
  readonly foreseen: ForeseenMark | null;
  readonly onToggle: () => void;
  readonly onOpen: () => void;
}

export function WaveLane(props: WaveLaneProps): ReactNode {
  const { execution, wave, members, scale, nowMs, open, usual, band, foreseen, onToggle, onOpen } = props;
  const gate = gateOf(execution, wave);
  const waits = gate !== null && gate.untilMs === null;
  const endMs = endOf(wave, members);
  const bars = stackLane(members, scale, endMs ?? nowMs, WAVE_PX - 2 * PAD_PX);
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
          aria-label={open ? t('live.hideServersOf', { wave: wave.label }) : t('live.showServersOf', { wave: wave.label })}
        >
          {open ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
        </ActionIcon>
        <button type="button" className={classes.name} onClick={onOpen} title={wave.label}>
          <StateIcon tone={waits ? 'waiting' : ofWave(wave.status).tone} />
          <MiddleCut text={wave.label} />
          {wave.pauseBeforeWave ? <IconDoor size={13} aria-label={t('live.pausesBefore')} className={classes.door} /> : null}
        </button>
        <span className={classes.count} data-trouble={wave.counts.failed > 0 || undefined}>
          {wave.counts.launched}/{wave.counts.total}
        </span>
        <span className={classes.time} title={usual === null ? undefined : usualWords(usual)}>
          {timeOf(wave, waits, endMs, nowMs)}
        </span>
      </div>
      <div className={classes.track}>
        <Lane
          bars={bars}
          widthPx={scale.widthPx}
          heightPx={WAVE_PX}
          padPx={PAD_PX}
          label={foreseen === null ? spokenLane(wave, waits) : `${spokenLane(wave, waits)}. ${foreseen.words}`}
          gate={gate === null ? null : gateIn(gate, scale, nowMs)}
          outcome={ended === null || endMs === null || !isInSight(scale, endMs) ? null : { x: xOf(scale, endMs), kind: ended }}
          usual={band}
          foreseen={foreseen}
        />
        {waits && isInSight(scale, gate.fromMs) ? (
          <span className={classes.remark} style={{ left: xOf(scale, gate.fromMs) }} data-tone="waiting" data-before>
            {t('live.waitsForApproval')}
          </span>
        ) : null}
        <FailedRemark members={members} atMs={endMs ?? nowMs} scale={scale} />
      </div>
    </div>
  );
}

/** `usual 12:20 ± 0:40`. */
export function usualWords({ took }: ExpectedWave): string {
  return t('live.usually', { middle: formatDuration(took.medianMs), spread: formatDuration(took.spreadMs) });
}

function FailedRemark({ members, atMs, scale }: { members: readonly Participant[]; atMs: number; scale: Scale }): ReactNode {
  const failed = members.filter((one) => one.phase === 'FAILED');
  const [first] = failed;
  if (first === undefined || !isInSight(scale, atMs)) return null;
  const x = xOf(scale, atMs);
  return (
    <span
      className={classes.remark}
      style={{ left: x }}
      data-tone="failed"
      data-before={x > scale.widthPx - REMARK_PX || undefined}
    >
      {failed.length === 1 ? t('live.serverFailed', { server: first.serverName }) : t('live.serversFailed', { n: failed.length })}
    </span>
  );
}

function gateIn(gate: Gate, scale: Scale, nowMs: number): { from: number; to: number; open: boolean } | null {
  const untilMs = gate.untilMs ?? nowMs;
  if (untilMs < scale.startMs || gate.fromMs > scale.endMs) return null;
  return { from: xOf(scale, gate.fromMs), to: xOf(scale, untilMs), open: gate.untilMs !== null };
}

/** A failed wave's siblings may launch after the platform closed it: the lane goes on to the last of them. */
export function endOf(wave: Wave, members: readonly Participant[]): number | null {
  if (wave.status === 'PENDING' || wave.status === 'RUNNING') return null;
  if (members.some((one) => one.phases.some((span) => span.endedAt === null))) return null;
  const last = lastEndMs(members);
  const ended = wave.endedAt === null ? null : Date.parse(wave.endedAt);
  return last === null ? ended : Math.max(last, ended ?? 0);
}

function timeOf(wave: Wave, waits: boolean, endMs: number | null, nowMs: number): string {
  if (waits) return t('live.waits');
  if (wave.startedAt === null) return '–';
  return formatDuration((endMs ?? nowMs) - Date.parse(wave.startedAt));
}

function spokenLane(wave: Wave, waits: boolean): string {
  const { launched, total, inProgress, failed } = wave.counts;
  const state = waits ? t('live.waitsForApproval') : ofWave(wave.status).word;
  return t('live.spokenLane', { wave: wave.label, state, launched, total, inProgress, failed });
}
