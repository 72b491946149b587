import { ActionIcon, Button, Select, VisuallyHidden } from '@mantine/core';
import {
  IconDownload,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerTrackNextFilled,
  IconPlayerTrackPrevFilled,
} from '@tabler/icons-react';
import { type ReactNode, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { Recording } from '../../../shared/contract/replay';
import { t } from '../../language/language';
import { usePage } from '../../store/page';
import type { Replay } from '../../store/replay';
import { useCommand } from '../../store/use-command';
import { download } from '../../ui/download';
import { formatClock, formatDate, formatDuration } from '../../ui/format';
import { isRecovery } from '../../ui/tone';
import { JumpMenu } from './jump-menu';
import classes from './replay.module.css';
import { ReplayTrack } from './replay-track';
import { step, useReplayKeys } from './use-replay-keys';

const speeds = [1, 5, 10, 30, 60, 120, 300];

/** That this is not now, which instant it is, and the way to every other one. `liveNowMs`: the engine's clock of now, or null. */
export function ReplayBar({ replay, liveNowMs }: { replay: Replay; liveNowMs: number | null }): ReactNode {
  const { recording, marks, problem } = useStore(replay.state);
  const nowMs = useReplayMs(replay);
  useReplayKeys(replay);
  return (
    <section className={classes.bar} data-tour="replay-bar" aria-label={t('replay.bar')}>
      <div className={classes.line}>
        <strong className={classes.word}>{t('replay.word')}</strong>
        {recording === null ? (
          <span className={classes.what}>{problem ?? t('replay.loading')}</span>
        ) : (
          <What recording={recording} nowMs={nowMs} liveNowMs={liveNowMs} />
        )}
        <span className={classes.space} />
        {recording === null ? null : <JumpMenu replay={replay} marks={marks} />}
        {recording === null ? null : <Export recording={recording} />}
        <Button size="compact-sm" variant="white" color="dark" title={t('replay.leaveHint')} onClick={replay.leave}>
          {t('replay.leave')}
        </Button>
      </div>
      {recording === null ? null : (
        <div className={classes.line}>
          <Controls replay={replay} />
          <span className={classes.end}>{formatClock(Date.parse(recording.from))}</span>
          <ReplayTrack replay={replay} recording={recording} marks={marks} nowMs={nowMs} />
          <span className={classes.end}>{formatClock(Date.parse(recording.to))}</span>
        </div>
      )}
      {recording === null || problem === null ? null : (
        <p className={classes.problem} role="alert">
          {problem}{' '}
          <button type="button" className={classes.again} onClick={() => replay.seek(nowMs)}>
            {t('replay.tryAgain')}
          </button>
        </p>
      )}
    </section>
  );
}

/** Plan, kind and instant; how long ago it was; and twice that it is not live. */
function What({ recording, nowMs, liveNowMs }: { recording: Recording; nowMs: number; liveNowMs: number | null }): ReactNode {
  const kind = isRecovery(recording.executionType) ? t('replay.recoveryWord') : t('replay.drillWord');
  const agoMs = liveNowMs === null ? null : liveNowMs - nowMs;
  return (
    <span className={classes.what}>
      {recording.rehearsal ? <strong className={classes.rehearsal}>{t('replay.rehearsalWord')}</strong> : null}
      <b>{recording.planName}</b> · {kind} ·{' '}
      <time
        className={classes.instant}
        dateTime={new Date(nowMs).toISOString()}
        title={`${formatDate(nowMs)} · ${formatClock(nowMs, 'UTC')} UTC`}
      >
        {formatClock(nowMs)}
      </time>{' '}
      {agoMs === null || agoMs < 0 ? null : `(${t('replay.ago', { age: formatDuration(agoMs) })}) `}· {t('replay.notLive')}
      {recording.file === null ? null : ` · ${t('replay.fromFile', { file: recording.file.name })}`}
    </span>
  );
}

function Controls({ replay }: { replay: Replay }): ReactNode {
  const { playing, speed, marks } = useStore(replay.state);
  const button = { variant: 'white', color: 'dark', size: 26 } as const;
  return (
    <>
      <ActionIcon
        {...button}
        aria-label={t('replay.back')}
        title={t('replay.back')}
        onClick={() => step(replay, marks, -1, true)}
      >
        <IconPlayerTrackPrevFilled size={14} />
      </ActionIcon>
      <ActionIcon
        {...button}
        aria-label={playing ? t('replay.pause') : t('replay.play')}
        title={t('replay.playHint')}
        onClick={playing ? replay.pause : replay.play}
      >
        {playing ? <IconPlayerPauseFilled size={14} /> : <IconPlayerPlayFilled size={14} />}
      </ActionIcon>
      <ActionIcon
        {...button}
        aria-label={t('replay.forward')}
        title={t('replay.forward')}
        onClick={() => step(replay, marks, 1, true)}
      >
        <IconPlayerTrackNextFilled size={14} />
      </ActionIcon>
      <Select
        size="xs"
        w={84}
        aria-label={t('replay.speed')}
        classNames={{ input: classes.speed ?? '' }}
        data={speeds.map((one) => ({ value: String(one), label: `×${one}` }))}
        value={String(speed)}
        allowDeselect={false}
        onChange={(value) => (value === null ? undefined : replay.setSpeed(Number(value)))}
      />
      <VisuallyHidden>{t('replay.keys')}</VisuallyHidden>
    </>
  );
}

function Export({ recording }: { recording: Recording }): ReactNode {
  const command = useCommand();
  const save = async (): Promise<void> => {
    const file = await command(t('replay.doExport'), (client) => client.replay.export({ executionId: recording.recordingId }));
    if (file.ok) download(file.value.fileName, 'application/x-ndjson', file.value.text);
  };
  return (
    <Button
      size="compact-sm"
      variant="white"
      color="dark"
      leftSection={<IconDownload size={16} aria-hidden="true" />}
      onClick={() => void save()}
    >
      {t('replay.export')}
    </Button>
  );
}

/** The instant shown, counting on. */
function useReplayMs(replay: Replay): number {
  const { ticker } = usePage();
  useSyncExternalStore(ticker.subscribe, ticker.nowMs);
  return Math.round(replay.nowMs());
}
