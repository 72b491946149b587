/**
 * Defects of the platform as deployed, each switchable. `on` is the state of the designed trace: what the trace shows by
 * itself (a termination that is never recorded, a paused run that is never stopped) is on, what would break it is off.
 */
export const PLATFORM_FAULTS = {
  H1: { on: false, title: 'Update step drops the state: every run dies with States.Runtime about 40 s after its start' },
  H2: { on: false, title: 'Pause gate cannot read its task token: the run dies with States.Runtime instead of pausing' },
  H3: { on: true, title: 'A termination is never recorded: instancesTerminated stays unset' },
  H4: { on: true, title: 'list and get operations answer CONFIGURATION_ERROR; cached rows of terminated instances remain' },
  H5: { on: true, title: 'Index name in the wrong case: start and conflict checks scan the whole table' },
  H6: { on: true, title: 'Cancelling a paused run leaves it open: StopExecution is never accepted' },
  H7: { on: true, title: 'A pause asked for while a wave runs is ignored and overwritten' },
  H8: { on: true, title: 'Platform alarms watch a dimension the metric lacks: always OK' },
  H9: { on: false, title: 'The topic key refuses EventBridge: nothing reaches drs-alerts, FailedInvocations count up' },
  H10: { on: true, title: 'drs-alerts messages carry an empty server id and the literal $.time' },
  H11: { on: true, title: 'The pause topic stays silent: pause mails go to execution-notifications only' },
  H12: { on: false, title: 'Per-plan subscriptions fail silently: snsSubscriptionArn is empty' },
  H13: { on: true, title: 'Any caller that may invoke the function may do everything' },
  H14: { on: false, title: 'State is sent twice: a state above 128 KiB ends the run with States.DataLimitExceeded' },
  R9: { on: false, title: 'A cancel written between poll and update is overwritten by RUNNING' },
  R10: { on: false, title: 'A poller pass right after StartRecovery stores wave status PENDING and never looks again' },
} as const satisfies Readonly<Record<string, { readonly on: boolean; readonly title: string }>>;

export type PlatformFault = keyof typeof PLATFORM_FAULTS;

export function isPlatformFault(name: string): name is PlatformFault {
  return Object.hasOwn(PLATFORM_FAULTS, name);
}

export const PLATFORM_FAULT_NAMES: readonly PlatformFault[] = Object.keys(PLATFORM_FAULTS).filter(isPlatformFault);

/** Which platform faults are on just now; read at the moment something happens, so a switch takes effect at once. */
export interface FaultSwitches {
  isOn(fault: PlatformFault): boolean;
  set(fault: PlatformFault, on: boolean): void;
  all(): Readonly<Record<string, boolean>>;
  /** Called after each switch, for what must be set up anew. */
  onChange(listener: () => void): void;
}

export function createFaultSwitches(initial: Readonly<Record<string, boolean>> = {}): FaultSwitches {
  const state = new Map(PLATFORM_FAULT_NAMES.map((name) => [name, initial[name] ?? PLATFORM_FAULTS[name].on]));
  const listeners: (() => void)[] = [];
  return {
    isOn: (fault) => state.get(fault) ?? false,
    set(fault, on) {
      state.set(fault, on);
      for (const listener of listeners) listener();
    },
    onChange: (listener) => void listeners.push(listener),
    all: () => Object.fromEntries(state),
  };
}
