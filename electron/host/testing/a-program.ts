import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { ok } from '../../../shared/lib/result';
import { memorySecrets } from '../../engine/testing/fakes';
import { inAppNotifier } from '../alerts/notifiers';
import type { ConsoleFlags } from '../flags';
import { createIds } from '../ids';
import { createLog } from '../log';
import type { HostParts } from '../open-console';
import { startOwnSimulator } from '../own-simulator';
import type { Program } from '../program';
import { createRandom, createWall } from '../wall';

/** A folder of this test's own, gone afterwards. */
export function aDataDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'tocsin-host-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

export interface TestProgram extends Program {
  readonly told: string[];
  readonly complaints: string[];
  /** As a signal would. */
  end(): void;
}

/** A process of this machine, with a home of its own, whose output is kept. */
export function aProgram(env: Readonly<Record<string, string>> = {}): TestProgram {
  const ending = new AbortController();
  const told: string[] = [];
  const complaints: string[] = [];
  return {
    machine: { epochMs: () => Date.now(), monoMs: () => performance.now(), unit: () => Math.random() },
    place: { platform: process.platform, env: { PATH: process.env.PATH, ...env }, home: aDataDir() },
    pid: process.pid,
    uid: 0,
    nodeVersion: process.version,
    root: fileURLToPath(new URL('../../..', import.meta.url)),
    version: '0.0.0-test',
    tell: (text) => void told.push(text),
    complain: (text) => void complaints.push(text),
    atTerminal: false,
    ending: ending.signal,
    told,
    complaints,
    end: () => ending.abort(),
  };
}

/** Flags as the command line gives them when nothing is said, but for the data directory and what the test says. */
export function someFlags(dataDir: string, given: Partial<ConsoleFlags> = {}): ConsoleFlags {
  return {
    speed: undefined,
    seed: undefined,
    past: undefined,
    variant: undefined,
    fault: [],
    operator: undefined,
    policy: [],
    dataDir,
    profile: [],
    region: [],
    endpointUrl: undefined,
    rehearse: undefined,
    clock: undefined,
    passphraseFile: undefined,
    feature: {},
    project: 'aws-drs-orchestration',
    environment: 'dev',
    logLevel: 'error',
    ...given,
  };
}

/** What a host brings along, with secrets in memory and alerts nowhere. */
export function someParts(program: TestProgram, given: Partial<HostParts> = {}): HostParts {
  const secrets = memorySecrets();
  return {
    host: 'headless',
    version: program.version,
    pid: program.pid,
    place: program.place,
    wall: createWall(program.machine),
    random: createRandom(program.machine),
    ids: createIds(),
    log: createLog('error', program.complain),
    notifier: inAppNotifier('a test'),
    openSecrets: async () => ok(secrets),
    startSimulator: (flags, operator) => startOwnSimulator(flags, operator, program),
    operator: 'script',
    onBroken: (problem) => program.complaints.push(problem.message),
    ...given,
  };
}
