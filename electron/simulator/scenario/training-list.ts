import type { Lesson, ListedFault, ListedScenario, Listing } from '../../../shared/domain/training/listing';
import { faultNames } from '../faults';
import { SERVICE_IDS } from '../services/registry';
import { germanOfFault, germanOfKind } from './fault-words';
import { PLATFORM_FAULT_NAMES, PLATFORM_FAULTS } from './faults';
import { loadScenario, SHIPPED } from './load';
import type { Scenario } from './schema';

/** Everything that can be played, in words for whoever chooses what to practise. */
export function trainingListing(): Listing {
  return { scenarios: Object.keys(SHIPPED).flatMap(listed), faults: [...platformFaults(), ...otherFaults()] };
}

function listed(name: string): readonly ListedScenario[] {
  const loaded = loadScenario(name);
  if (!loaded.ok) return [];
  const { variants } = loaded.value;
  return [
    {
      name,
      ...(loaded.value.lesson ?? plainLesson(loaded.value)),
      variants: Object.entries(variants).map(([letter, { title, german }]) => ({
        name: letter,
        says: { en: title, de: german ?? title },
      })),
    },
  ];
}

/** Of a scenario that says nothing about teaching. */
function plainLesson({ title, description }: Scenario): Lesson {
  const says = { en: description, de: description };
  return { title: { en: title, de: title }, says, teaches: says, difficulty: 2, minutes: 60 };
}

function platformFaults(): readonly ListedFault[] {
  return PLATFORM_FAULT_NAMES.map((name) => {
    const { on, title } = PLATFORM_FAULTS[name];
    return { name, group: 'platform', service: null, says: { en: title, de: germanOfFault(name) ?? title }, byDefault: on };
  });
}

function otherFaults(): readonly ListedFault[] {
  return faultNames(SERVICE_IDS).map(({ name, says }) => {
    const [service = '', kind = ''] = name.split(':');
    const own = germanOfFault(name);
    const common = { name, service, byDefault: false, says: { en: says, de: own ?? germanOfKind(kind) ?? says } };
    if (own === null) return { ...common, group: 'service' as const };
    return { ...common, group: service === 'sqs' ? ('messages' as const) : ('sending' as const) };
  });
}
