import { onTestFinished } from 'vitest';
import { createScheduler } from '../aws/budget';
import { idleThread } from '../detection/testing/idle-thread';
import type { OpenThread } from '../detection/threads';
import { createEngine } from '../engine';
import type { ContextSpec, Engine, EngineOptions } from '../engine-api';
import type { Sources } from '../sources/start-sources';
import { aFolder } from './a-folder';
import { payroll } from './events';
import { type FakePorts, fakePorts } from './fakes';
import { settle } from './manual-clock';

export const payrollSpec: ContextSpec = {
  contextId: payroll,
  profile: 'payroll',
  region: 'us-east-1',
  endpointUrl: null,
  keys: null,
  mayCreateQueue: false,
};

export interface TestEngine {
  readonly engine: Engine;
  readonly ports: FakePorts;
  readonly dataDir: string;
  /** Sources that were asked to read. */
  readonly nudged: string[];
}

interface Given {
  readonly dataDir?: string;
  readonly ports?: FakePorts;
  readonly options?: Partial<EngineOptions>;
  /** Where detectors run; idle where absent. */
  readonly openThread?: () => OpenThread;
}

/** A whole engine on fakes, with no AWS behind it: tests commit what sources would. Stops with the test. */
export async function anEngine(given: Given = {}): Promise<TestEngine> {
  const dataDir = given.dataDir ?? aFolder();
  const ports = given.ports ?? fakePorts();
  const nudged: string[] = [];
  const created = await createEngine(
    ports,
    {
      host: 'headless',
      version: '0.0.0-test',
      dataDir,
      contexts: [payrollSpec],
      rehearsal: null,
      featureOverrides: {},
      platform: { project: 'aws-drs-orchestration', environment: 'dev' },
      warnings: [],
      ...given.options,
    },
    { startSources: () => noSources(nudged), openThread: given.openThread ?? idleThread },
  );
  if (!created.ok) throw new Error(created.error.message);
  const engine = created.value;
  onTestFinished(() => engine.stop('test ended'));
  await settle();
  return { engine, ports, dataDir, nudged };
}

function noSources(nudged: string[]): Sources {
  return {
    nudge: (contextId, sourceId) => nudged.push(`${contextId}/${sourceId}`),
    awsOf: () => null,
    watched: () => [payrollSpec],
    follow: () => undefined,
    retry: async () => undefined,
    access: () => null,
    scheduler: createScheduler({ nowMs: () => 0 }),
    stop: async () => undefined,
  };
}
