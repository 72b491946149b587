import { compileMatchers, type Matcher } from '../labels';
import type { AlertingSettings, GroupingRule, Inhibition, MaintenanceWindow } from '../settings';
import type { Silence } from '../silence';
import { type SubjectTest, subjectTest } from './labels-of';
import { shippedInhibitions } from './shipped-inhibitions';

export interface CompiledInhibition {
  readonly inhibition: Inhibition;
  readonly isSource: SubjectTest;
  readonly isTarget: SubjectTest;
}

export interface CompiledWindow {
  readonly window: MaintenanceWindow;
  readonly test: SubjectTest;
  /** A matcher asks for a kind: then also alerts about security and about the console itself are meant. */
  readonly namesKind: boolean;
}

/** Settings made ready once: no matcher is compiled per alert. What is switched off, or cannot be compiled, is left out. */
export interface CompiledAlerting {
  readonly grouping: readonly { readonly rule: GroupingRule; readonly test: SubjectTest }[];
  readonly inhibitions: readonly CompiledInhibition[];
  readonly windows: readonly CompiledWindow[];
}

const known = new WeakMap<AlertingSettings, CompiledAlerting>();
const silences = new WeakMap<Silence, SubjectTest>();
const nothing: SubjectTest = () => false;

export function compiledOf(settings: AlertingSettings): CompiledAlerting {
  const held = known.get(settings);
  if (held !== undefined) return held;
  const compiled: CompiledAlerting = {
    grouping: settings.grouping.rules.map((rule) => ({ rule, test: testOf(rule.matchers) })),
    inhibitions: (settings.inhibitions ?? shippedInhibitions)
      .filter(({ enabled }) => enabled)
      .map((inhibition) => ({ inhibition, isSource: testOf(inhibition.source), isTarget: testOf(inhibition.target) })),
    windows: settings.windows
      .filter(({ enabled }) => enabled)
      .map((window) => ({ window, test: testOf(window.matchers), namesKind: window.matchers.some(asksForKind) })),
  };
  known.set(settings, compiled);
  return compiled;
}

/** Whether a silence means an alert. */
export function silenceTest(silence: Silence): SubjectTest {
  const held = silences.get(silence);
  if (held !== undefined) return held;
  const test = testOf(silence.matchers);
  silences.set(silence, test);
  return test;
}

/** What cannot be compiled holds for nothing: better told than kept quiet by mistake. */
function testOf(matchers: readonly Matcher[]): SubjectTest {
  const test = compileMatchers(matchers);
  return test.ok ? subjectTest(matchers, test.value) : nothing;
}

function asksForKind({ label, op, value }: Matcher): boolean {
  return label === 'kind' && (op === '=' || op === '=~') && value !== '' && value !== '.*';
}
