import type { Recording } from '../../../shared/contract/replay';
import type { StreamItem } from '../../../shared/contract/stream';
import { type Instant, instantOf, msOf } from '../../../shared/domain/primitives';
import type { View } from '../../../shared/domain/view';
import type { Result } from '../../../shared/lib/result';
import type { Core, EngineOptions } from '../engine-api';
import type { Journal } from '../journal/journal';
import type { Ports } from '../ports';
import { checkpointMaker } from '../state/restore';
import { exportRecording } from './export-recording';
import { writeRecording } from './file-format';
import { aboutFile, fileReel } from './file-reel';
import { createJournalReels } from './journal-reels';
import { type OpenedFiles, type OpenProblem, openOpenedFiles } from './opened-files';
import { type EngineAt, play, viewAt } from './play';
import type { Reel } from './recording';

/** Everything that can be played back: the executions of the journal, and files that were opened. */
export interface Replays {
  /** Newest first; files after executions. */
  list(): Promise<Recording[]>;
  find(recordingId: string): Promise<Reel | null>;
  /** The last event that this console's journal held at an instant. */
  lastSeqAt(at: Instant): number;
  /** The view at an instant (epoch milliseconds) within the recording. */
  at(reel: Reel, atMs: number): Promise<{ readonly at: Instant; readonly seq: number; readonly view: View }>;
  /** See the contract's `replay.subscribe`. An instant outside the recording is taken for its nearest end. */
  play(reel: Reel, fromMs: number, speed: number, signal: AbortSignal): AsyncGenerator<StreamItem, void, void>;
  /** The recording as a file; null when there is nothing to be written of it any more. */
  export(reel: Reel): Promise<{ readonly fileName: string; readonly text: string } | null>;
  open(fileName: string, text: string): Promise<Result<Recording, OpenProblem>>;
  /** False when there is no such file. */
  close(recordingId: string): Promise<boolean>;
}

interface ReplaysOptions {
  readonly journal: Journal;
  readonly core: Pick<Core, 'view'>;
  readonly ports: Pick<Ports, 'clock' | 'wall'>;
  readonly options: Pick<EngineOptions, 'host' | 'version' | 'dataDir' | 'rehearsal'>;
  readonly sessionId: string;
}

export function createReplays({ journal, core, ports, options, sessionId }: ReplaysOptions): Replays {
  const { clock, wall } = ports;
  const { version, dataDir, rehearsal } = options;
  const reels = createJournalReels({
    journal,
    core,
    clock,
    wall,
    madeBy: checkpointMaker(version),
    rehearsal: rehearsal !== null,
  });
  let files: Promise<OpenedFiles> | null = null;
  let newestFile: Reel | null = null;
  let plays = 0;

  // Only who replays pays for reading them.
  const openFiles = (): Promise<OpenedFiles> => {
    files ??= openOpenedFiles({ dataDir, now: wall.now });
    return files;
  };

  const engineAt: EngineAt = (reel, domain, { at, speed }) => ({
    id: 'engine',
    version,
    sessionId,
    startedAt: reel.about.from,
    host: options.host,
    clock: { now: at, wallNow: wall.now(), speed, paused: speed === 0 },
    rehearsal: reel.about.rehearsal ? rehearsalOf(reel, rehearsal) : null,
    notifier: { by: 'in-app', why: 'A replay alerts nobody.' },
    warnings: [],
    busy: Object.values(domain.executions).some(({ endedAt }) => endedAt === null),
  });

  async function findFile(recordingId: string): Promise<Reel | null> {
    if (newestFile?.about.recordingId === recordingId) return newestFile;
    const store = await openFiles();
    const kept = store.list().find(({ opened }) => opened.recordingId === recordingId);
    const content = kept === undefined ? null : await store.read(recordingId);
    if (kept === undefined || content === null) return null;
    newestFile = fileReel(content, kept.opened, wall.monoMs);
    return newestFile;
  }

  return {
    async list() {
      const kept = (await openFiles()).list();
      return [...reels.list(), ...kept.map(({ header, opened }) => aboutFile(header, opened))];
    },
    find: async (recordingId) => reels.find(recordingId) ?? findFile(recordingId),
    lastSeqAt: journal.commits.upTo,
    async at(reel, atMs) {
      const { seq, view } = await viewAt(reel, atMs, 0, engineAt);
      return { at: instantOf(atMs), seq, view };
    },
    play(reel, fromMs, speed, signal) {
      plays += 1;
      const within = Math.max(msOf(reel.about.from), Math.min(msOf(reel.about.to), fromMs));
      return play({ reel, fromMs: within, speed, session: `replay ${sessionId} ${plays}`, engineAt, wall, signal });
    },
    async export(reel) {
      const text =
        reel.about.kind === 'execution'
          ? await exportRecording(reel, { journal, consoleVersion: version, now: wall.now() })
          : await textOf(await openFiles(), reel);
      return text === null ? null : { fileName: fileNameOf(reel.about), text };
    },
    async open(fileName, text) {
      const opened = await (await openFiles()).open(fileName, text);
      return opened.ok ? { ok: true, value: aboutFile(opened.value.header, opened.value.opened) } : opened;
    },
    async close(recordingId) {
      if (newestFile?.about.recordingId === recordingId) newestFile = null;
      return (await openFiles()).close(recordingId);
    },
  };
}

/** What is opened is given on as it came. */
async function textOf(files: OpenedFiles, { about }: Reel): Promise<string | null> {
  const content = await files.read(about.recordingId);
  return content === null ? null : writeRecording(content.header, content.entries);
}

/** A file does not say which scenario it was; nothing of a recording is still to come. */
function rehearsalOf({ about }: Reel, own: EngineOptions['rehearsal']): NonNullable<View['engine'][string]['rehearsal']> {
  if (about.kind === 'execution' && own !== null) return { ...own.describe(), ended: true };
  return { scenario: about.planName, variant: null, operator: 'human', ended: true };
}

/** `rehearsal-payroll-dr-2026-03-14T09-00.tocsin-replay.jsonl` */
function fileNameOf({ planName, from, rehearsal }: Recording): string {
  const plan = planName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${rehearsal ? 'rehearsal-' : ''}${plan}-${from.slice(0, 16).replace(':', '-')}.tocsin-replay.jsonl`;
}
