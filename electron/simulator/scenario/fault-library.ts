import { z } from 'zod';
import accounts from '../../../resources/scenarios/faults/accounts.json';
import combined from '../../../resources/scenarios/faults/combined.json';
import harmless from '../../../resources/scenarios/faults/harmless.json';
import launch from '../../../resources/scenarios/faults/launch.json';
import orchestration from '../../../resources/scenarios/faults/orchestration.json';
import replication from '../../../resources/scenarios/faults/replication.json';
import sources from '../../../resources/scenarios/faults/sources.json';
import base from '../../../resources/scenarios/faults.json';

/** What the simulator needs of a labelled fault; the label itself belongs to whoever examines the console. */
const Fault = z.object({ title: z.string(), german: z.string(), patch: z.record(z.string(), z.unknown()) });

/** Labelled faults as they are written, by file. To add one: an entry in its file. */
export const FAULT_FILES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  launch,
  replication,
  orchestration,
  sources,
  accounts,
  combined,
  harmless,
};

/** The scenario `faults`: each labelled fault is one of its variants. */
export const faultLibrary = { ...base, variants: variants() };

function variants(): Record<string, z.infer<typeof Fault>> {
  const all = Object.values(FAULT_FILES).flatMap((file) => Object.entries(file));
  return Object.fromEntries(all.map(([name, fault]) => [name, Fault.parse(fault)]));
}
