import { readFileSync } from 'node:fs';
import { z } from 'zod';
import fortyServers from '../../../resources/scenarios/forty-servers.json';
import nightOfTrouble from '../../../resources/scenarios/night-of-trouble.json';
import payrollDrill from '../../../resources/scenarios/payroll-drill.json';
import realRecovery from '../../../resources/scenarios/real-recovery.json';
import twoRegions from '../../../resources/scenarios/two-regions.json';
import { err, ok, type Result } from '../../../shared/lib/result';
import { faultLibrary } from './fault-library';
import { fleetScenario, parseFleetName } from './fleet';
import { mergePatch } from './merge-patch';
import { brokenReferences } from './references';
import { Scenario } from './schema';

export interface ScenarioProblem {
  readonly code: 'scenario.unknown' | 'scenario.invalid' | 'variant.unknown';
  readonly message: string;
}

/** Scenarios that ship as data. To add one: a file in `resources/scenarios/` and a line here. */
export const SHIPPED: Readonly<Record<string, unknown>> = {
  'payroll-drill': payrollDrill,
  'forty-servers': fortyServers,
  'night-of-trouble': nightOfTrouble,
  'two-regions': twoRegions,
  'real-recovery': realRecovery,
  faults: faultLibrary,
};

/**
 * A scenario by name (`payroll-drill`), from a file (`./my-drill.json`) or generated (`fleet?servers=4000&executions=100`),
 * with a variant's patch applied.
 */
export function loadScenario(name: string, variant?: string): Result<Scenario, ScenarioProblem> {
  const raw = rawScenario(name);
  if (!raw.ok) return raw;
  const base = check(name, raw.value);
  if (!base.ok || variant === undefined) return base;
  const chosen = base.value.variants[variant];
  if (chosen === undefined) {
    const known = Object.keys(base.value.variants).join(', ') || 'none';
    return err({ code: 'variant.unknown', message: `${name} has no variant ${variant}; it has ${known}` });
  }
  return check(`${name}, variant ${variant}`, mergePatch(raw.value, chosen.patch));
}

function check(name: string, value: unknown): Result<Scenario, ScenarioProblem> {
  const parsed = Scenario.safeParse(value);
  if (!parsed.success) return err({ code: 'scenario.invalid', message: `${name}: ${z.prettifyError(parsed.error)}` });
  const broken = brokenReferences(parsed.data);
  return broken.length === 0 ? ok(parsed.data) : err({ code: 'scenario.invalid', message: `${name}: ${broken.join('; ')}` });
}

function rawScenario(name: string): Result<unknown, ScenarioProblem> {
  if (Object.hasOwn(SHIPPED, name)) return ok(SHIPPED[name]);
  const fleet = parseFleetName(name);
  if (fleet !== null) {
    return fleet.success
      ? ok(fleetScenario(fleet.data))
      : err({ code: 'scenario.invalid', message: `${name}: ${z.prettifyError(fleet.error)}` });
  }
  if (!name.endsWith('.json')) {
    return err({
      code: 'scenario.unknown',
      message: `Unknown scenario ${name}; known are ${Object.keys(SHIPPED).join(', ')}, fleet, and files ending in .json`,
    });
  }
  try {
    return ok(JSON.parse(readFileSync(name, 'utf8')));
  } catch (error) {
    return err({
      code: 'scenario.invalid',
      message: `${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
}
