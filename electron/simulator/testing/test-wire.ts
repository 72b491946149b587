import { type Callers, createCallers } from '../callers';
import { seededChance } from '../chance';
import { createFaults, type Faults } from '../faults';
import { allowAll, type Enforcer } from '../policy/enforcer';
import type { Service } from '../service';
import { SERVICE_IDS } from '../services/registry';
import { createSignIns, type SignIns } from '../sign-ins';
import { type CallRecorder, createCallRecorder } from '../wire/calls';
import type { ControlHandler } from '../wire/control';
import { startWire, type Wire } from '../wire/server';
import type { Chance } from '../world';
import { type ManualTime, type ManualWall, manualTime, manualWall } from './manual-time';

/** 2026-03-14T09:00:00Z, where the drill of the contract reference begins. */
const DRILL_START = Date.UTC(2026, 2, 14, 9);

const ACCOUNTS = [
  { id: '111122223333', name: 'dr-platform' },
  { id: '444455556666', name: 'payroll-dr' },
];

/** What services under test are made of. */
export interface TestParts {
  readonly time: ManualTime;
  readonly wall: ManualWall;
  readonly chance: Chance;
  readonly faults: Faults;
  readonly callers: Callers;
  readonly signIns: SignIns;
  readonly endpoint: () => string;
}

export interface TestWire extends Wire {
  readonly parts: TestParts;
  readonly recorder: CallRecorder;
  /** Options every AWS client of a test needs. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly maxAttempts: number;
  };
}

/** A wire on a free port with the given services on hand-driven clocks. Stop it in `afterEach`. */
export async function startTestWire(
  make: (parts: TestParts) => readonly Service[],
  options: { readonly enforce?: Enforcer; readonly control?: ControlHandler } = {},
): Promise<TestWire> {
  let url = '';
  const time = manualTime(DRILL_START);
  const wall = manualWall(DRILL_START);
  const callers = createCallers(wall, seededChance('test:callers'));
  const parts: TestParts = {
    time,
    wall,
    chance: seededChance('test'),
    faults: createFaults(SERVICE_IDS, seededChance('test:faults')),
    callers,
    signIns: createSignIns({ wall, chance: seededChance('test:sign-ins'), callers, accounts: ACCOUNTS }),
    endpoint: () => url,
  };
  const services = make(parts);
  const recorder = createCallRecorder(time.now);
  const wire = await startWire({
    services: () => services,
    port: 0,
    wall,
    chance: seededChance('test:wire'),
    callers: parts.callers,
    faults: parts.faults,
    enforce: options.enforce ?? allowAll,
    record: recorder.record,
    control: options.control ?? (() => ({ status: 404, body: {} })),
    onBug: (problem) => console.error(problem),
  });
  url = wire.url;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return { ...wire, parts, recorder, client: { endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 } };
}
