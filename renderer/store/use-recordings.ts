import { useCallback } from 'react';
import type { Recording } from '../../shared/contract/replay';
import { t } from '../language/language';
import { usePage } from './page';
import { formatPlace } from './replay-place';
import { useCommand } from './use-command';

/** Shows a recording from its beginning. `recordingId`: an execution's id, or that of a file that was opened. */
export function useEnterReplay(): (recordingId: string, executionId: string) => void {
  const { ui } = usePage();
  return useCallback(
    (recordingId, executionId) => {
      const place = { route: { screen: 'live', executionId }, replay: { recordingId, at: null } } as const;
      ui.setState(place);
      window.history.pushState(null, '', formatPlace(place));
    },
    [ui],
  );
}

/** A larger text travels compressed: a host takes no message over a few megabytes. */
const COMPRESSED_FROM_BYTES = 1_000_000;

/** Hands a file to the console and shows what it holds; tells the operator when it is no recording. */
export function useOpenRecording(): (file: File) => Promise<Recording | null> {
  const command = useCommand();
  const enter = useEnterReplay();
  return useCallback(
    async (file) => {
      const content = file.size < COMPRESSED_FROM_BYTES ? { text: await file.text() } : { gzip: await compressed(file) };
      const opened = await command(t('replay.doOpen', { file: file.name }), (client) =>
        client.replay.open({ fileName: file.name, ...content }),
      );
      if (!opened.ok) return null;
      enter(opened.value.recordingId, opened.value.executionId);
      return opened.value;
    },
    [command, enter],
  );
}

/** By gzip, in base64. */
async function compressed(file: File): Promise<string> {
  const stream = file.stream().pipeThrough(new CompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const CHUNK = 32_768;
  let binary = '';
  for (let from = 0; from < bytes.length; from += CHUNK) binary += String.fromCharCode(...bytes.subarray(from, from + CHUNK));
  return btoa(binary);
}
