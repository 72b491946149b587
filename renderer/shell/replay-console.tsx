import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { ReplayBar } from '../features/replay/replay-bar';
import { t } from '../language/language';
import { PageProvider, useEngine, useNowMs, usePage } from '../store/page';
import { type Replay, ReplayProvider } from '../store/replay';
import type { ReplayPlace } from '../store/replay-place';
import { type ReplaySession, startReplay } from '../store/replay-session';
import { AlertSound } from './alert-sound';
import { Announcer } from './announcer';
import { LiveNowStrip } from './live-now-strip';
import classes from './replay-console.module.css';
import { SettingsSync } from './settings-sync';

/**
 * The console at an instant of a recording: its screens are given a page that is fed by the recording, inside a frame that nobody takes
 * for now. Around it the live page goes on: its settings, its alerts, its sound.
 */
export function ReplayConsole({ place, children }: { place: ReplayPlace; children: ReactNode }): ReactNode {
  const replay = useSession(place);
  if (replay === null) return null;
  return (
    <div className={classes.frame}>
      <LiveNowStrip replay={replay} />
      <Bar replay={replay} />
      <PageProvider page={replay.page}>
        <ReplayProvider value={replay}>
          <Title replay={replay} />
          {children}
        </ReplayProvider>
      </PageProvider>
      <SettingsSync />
      <AlertSound />
      <Announcer />
    </div>
  );
}

/** Alone, since it draws again with each pulse. */
function Bar({ replay }: { replay: ReplaySession }): ReactNode {
  const nowMs = useNowMs();
  const known = useEngine() !== null;
  return (
    <PageProvider page={replay.page}>
      <ReplayBar replay={replay} liveNowMs={known ? nowMs : null} />
    </PageProvider>
  );
}

/** One session a recording; another instant in the address (back, forward, a link) only moves it. */
function useSession({ recordingId, at }: ReplayPlace): ReplaySession | null {
  const live = usePage();
  const [session, setSession] = useState<ReplaySession | null>(null);
  const first = useRef(at);
  first.current = at;
  useEffect(() => {
    const started = startReplay(live, recordingId, first.current);
    setSession(started);
    return () => {
      started.stop();
      setSession(null);
    };
  }, [live, recordingId]);
  useEffect(() => {
    if (session === null || at === null || session.state.getState().recording === null) return;
    if (!session.isAt(at)) session.seek(Date.parse(at));
  }, [session, at]);
  return session?.recordingId === recordingId ? session : null;
}

function Title({ replay }: { replay: Replay }): null {
  const plan = useStore(replay.state, (state) => state.recording?.planName ?? null);
  useEffect(() => {
    document.title = [t('replay.word'), ...(plan === null ? [] : [plan]), 'Tocsin'].join(' · ');
  }, [plan]);
  return null;
}
