import { Person } from '../../../shared/domain/alerting/on-call/person';
import { EscalationPolicy } from '../../../shared/domain/alerting/on-call/policy';
import { Schedule } from '../../../shared/domain/alerting/on-call/schedule';
import type { OnCallSettings } from '../../../shared/domain/alerting/on-call/settings';
import { draftsPlace } from '../../store/drafts';
import { freeId, type Items } from '../../store/items';
import { problemsBy } from '../../store/refusal';

/** Where people, schedules and policies are within the settings. */
export const peopleItems: Items<OnCallSettings, Person> = {
  list: ({ people }) => people,
  withList: (settings, people) => ({ ...settings, people: [...people] }),
  idOf: ({ id }) => id,
  named: (person, taken) => ({ ...person, id: freeId(person.id, taken) }),
  nameOf: ({ name }) => name,
  problemsOf: (person) => problemsBy(Person, person),
  fieldOf: (index) => `people[${index}]`,
};

export const scheduleItems: Items<OnCallSettings, Schedule> = {
  list: ({ schedules }) => schedules,
  withList: (settings, schedules) => ({ ...settings, schedules: [...schedules] }),
  idOf: ({ id }) => id,
  named: (schedule, taken) => ({ ...schedule, id: freeId(schedule.id, taken) }),
  nameOf: ({ name }) => name,
  problemsOf: (schedule) => problemsBy(Schedule, schedule),
  fieldOf: (index) => `schedules[${index}]`,
};

export const policyItems: Items<OnCallSettings, EscalationPolicy> = {
  list: ({ policies }) => policies,
  withList: (settings, policies) => ({ ...settings, policies: [...policies] }),
  idOf: ({ id }) => id,
  named: (policy, taken) => ({ ...policy, id: freeId(policy.id, taken) }),
  nameOf: ({ name }) => name,
  problemsOf: (policy) => problemsBy(EscalationPolicy, policy),
  fieldOf: (index) => `policies[${index}]`,
};

export const peopleDrafts = draftsPlace<Person>();
export const scheduleDrafts = draftsPlace<Schedule>();
export const policyDrafts = draftsPlace<EscalationPolicy>();
