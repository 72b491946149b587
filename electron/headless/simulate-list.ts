import { FAULT_KINDS, faultNames } from '../simulator/faults';
import { PLATFORM_FAULTS } from '../simulator/scenario/faults';
import { loadScenario, SHIPPED } from '../simulator/scenario/load';
import { SERVICE_IDS } from '../simulator/services/registry';

type Entry = readonly [name: string, says: string];

/** `simulate --list`: every scenario, variant and fault by name, with a line on each. */
export function listAll(): string {
  return [
    section('Scenarios', scenarios()),
    section('Variants of payroll-drill (--variant)', variants('payroll-drill')),
    section('Faults of the platform (--fault; no-NAME switches off what is on)', platformFaults()),
    section('Faults of the services (--fault SERVICE:KIND)', serviceFaults()),
  ].join('\n');
}

function scenarios(): Entry[] {
  const shipped = Object.keys(SHIPPED).map((name): Entry => {
    const loaded = loadScenario(name);
    return [name, loaded.ok ? loaded.value.title : loaded.error.message];
  });
  return [
    ...shipped,
    ['fleet', 'generated for size, such as fleet?servers=4000&executions=100'],
    ['FILE.json', 'a scenario of your own'],
  ];
}

function variants(scenario: string): Entry[] {
  const loaded = loadScenario(scenario);
  return loaded.ok ? Object.entries(loaded.value.variants).map(([name, { title }]): Entry => [name, title]) : [];
}

function platformFaults(): Entry[] {
  return Object.entries(PLATFORM_FAULTS).map(([name, { on, title }]): Entry => [name, `${title}${on ? ' (on by itself)' : ''}`]);
}

/** Kinds are the same for every service, so each is named once. */
function serviceFaults(): Entry[] {
  const kinds = Object.entries(FAULT_KINDS).map(([kind, says]): Entry => [`*:${kind}`, says]);
  const own = faultNames(SERVICE_IDS).filter(({ name }) => !Object.hasOwn(FAULT_KINDS, name.split(':')[1] ?? ''));
  return [['*', `one of all, ${SERVICE_IDS.join(', ')}`], ...kinds, ...own.map(({ name, says }): Entry => [name, says])];
}

function section(title: string, entries: readonly Entry[]): string {
  const width = Math.max(...entries.map(([name]) => name.length));
  return `${title}\n${entries.map(([name, says]) => `  ${name.padEnd(width)}  ${says}\n`).join('')}`;
}
