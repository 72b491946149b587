import type { OnCallNow } from '../../../shared/contract/on-call';
import type { Doing, IncidentCommand } from '../../../shared/domain/alerting/commands/command';
import { escalateIncident, stillOnIncident } from '../../../shared/domain/alerting/escalate/commands';
import type { Incident } from '../../../shared/domain/alerting/incident';
import { fromOpsgenie } from '../../../shared/domain/alerting/on-call/from-opsgenie';
import { qualityOf } from '../../../shared/domain/alerting/on-call/quality';
import { Override, type Schedule } from '../../../shared/domain/alerting/on-call/schedule';
import type { OnCallSettings } from '../../../shared/domain/alerting/on-call/settings';
import { shiftsBetween } from '../../../shared/domain/alerting/on-call/shifts';
import { DAY } from '../../../shared/domain/alerting/on-call/zones';
import { type Instant, instantOf, msOf } from '../../../shared/domain/primitives';
import type { Engine } from '../engine-api';
import type { Actor } from '../ports';
import { done, runCommand } from './commands';
import type { Implementer } from './implementer';
import { incidentBook } from './incident-book';
import { incidentRefused } from './incident-refusals';
import { writeRefused } from './notification-refusals';
import { pageOf } from './paging';
import { invalid, notFound, notRecording } from './problems';

const MOST_DAYS = 400;
/** How far back and ahead it is looked for the ends of a shift, and for the next one. */
const LOOKED_DAYS = 35;

/** Who is on call: read by everybody, set by administrators, overridden by whoever may act. */
export function onCallHandlers(os: Implementer, engine: Engine) {
  const { onCall } = os;
  const inside = () => engine.inside.onCall;

  function find(scheduleId: string): Schedule {
    const schedule = inside()
      .store.current()
      .schedules.find(({ id }) => id === scheduleId);
    if (schedule === undefined) throw notFound('schedule', scheduleId);
    return schedule;
  }

  function carryOut(
    name: 'escalate' | 'stillOnIt',
    incidentId: string,
    actor: Actor,
    make: (doing: Doing) => IncidentCommand,
  ): Promise<Incident> {
    const book = incidentBook(engine);
    const held = book.incident(incidentId);
    if (held === undefined) throw notFound('incident', incidentId);
    const about = { executionId: held.executionId ?? undefined, contextId: held.contextId ?? undefined };
    return runCommand(engine, { command: `onCall.${name}`, need: 'act', actor, ...about }, async () => {
      const made = make({ book, at: engine.ports.clock.now(), actor: actor.id });
      if (!made.ok) throw incidentRefused(made.error, incidentId);
      const recorded = engine.commit(made.value, actor);
      if (!recorded.ok) throw notRecording(recorded.error);
      return done(`Incident ${held.number}: done.`, book.incident(incidentId) ?? held);
    });
  }

  return {
    now: onCall.now.handler(({ input }) => ({ ...nowOf(engine, input), heartbeat: { ...inside().heartbeat() } })),
    settings: {
      get: onCall.settings.get.handler(() => ({ headers: { etag: inside().store.etag() }, body: inside().store.current() })),
      put: onCall.settings.put.handler(({ input: { headers, body }, context: { actor } }) =>
        runCommand(engine, { command: 'onCall.settings.put', need: 'admin', actor }, async () => {
          const replaced = await inside().store.replace(body, headers['if-match'] ?? null, actor);
          if (!replaced.ok) throw writeRefused('on-call', replaced.error);
          void inside().look();
          return done('People, schedules and policies were replaced.', {
            headers: { etag: inside().store.etag() },
            body: replaced.value,
          });
        }),
      ),
    },
    checks: onCall.checks.handler(() => ({
      items: inside()
        .checks()
        .map((check) => ({ ...check })),
    })),
    shifts: onCall.shifts.handler(({ input }) => {
      const schedule = find(input.scheduleId);
      const from = instantOf(Date.parse(input.from));
      const to = instantOf(Date.parse(input.to));
      if (to <= from) throw invalid('on-call.invalid', 'to', 'a moment after `from`');
      if (msOf(to) - msOf(from) > MOST_DAYS * DAY)
        throw invalid('on-call.invalid', 'to', `at most ${MOST_DAYS} days after \`from\``);
      const facts = factsOf(engine);
      const { gaps, overlaps, hours, ...quality } = qualityOf(schedule, facts, from, to);
      return {
        items: shiftsBetween(schedule, facts, from, to),
        gaps: [...gaps],
        overlaps: [...overlaps],
        hours: [...hours],
        ...quality,
      };
    }),
    addOverride: onCall.addOverride.handler(({ input: { scheduleId, ...said }, context: { actor } }) =>
      runCommand(engine, { command: 'onCall.addOverride', need: 'act', actor, note: scheduleId }, async () => {
        find(scheduleId);
        const override = Override.safeParse({
          ...said,
          from: instantOf(Date.parse(said.from)),
          to: instantOf(Date.parse(said.to)),
          id: engine.ports.ids.next('evt'),
          createdAt: engine.ports.clock.now(),
          createdBy: actor.id.slice(0, 100),
        });
        if (!override.success) throw invalid('on-call.invalid', 'to', 'an end after its beginning');
        if (
          !inside()
            .store.current()
            .people.some(({ id }) => id === said.personId)
        )
          throw invalid('on-call.invalid', 'personId', 'there is no such person here');
        await change(scheduleId, actor, (overrides) => [...withRoom(overrides, engine.ports.clock.now()), override.data]);
        return done('The override holds.', override.data);
      }),
    ),
    removeOverride: onCall.removeOverride.handler(({ input: { scheduleId, overrideId }, context: { actor } }) =>
      runCommand(
        engine,
        { command: 'onCall.removeOverride', need: 'act', actor, note: `${scheduleId} ${overrideId}` },
        async () => {
          const override = find(scheduleId).overrides.find(({ id }) => id === overrideId);
          if (override === undefined) throw notFound('override', overrideId);
          await change(scheduleId, actor, (overrides) => overrides.filter(({ id }) => id !== overrideId));
          return done('The override no longer holds.', override);
        },
      ),
    ),
    refresh: onCall.refresh.handler(({ context: { actor } }) =>
      runCommand(engine, { command: 'onCall.refresh', need: 'act', actor }, async () => {
        await inside().look();
        return done('Calendars were read.', nowOf(engine, { limit: 1000 }));
      }),
    ),
    importOpsgenie: onCall.importOpsgenie.handler(({ input }) => {
      const read = fromOpsgenie(input.schedule, inside().store.current().people);
      if (!read.ok) throw invalid('on-call.invalid', `schedule.${read.error.field}`, read.error.message);
      const { schedules, people, left } = read.value;
      return { schedules: [...schedules], people: [...people], left: [...left] };
    }),
    escalate: onCall.escalate.handler(({ input: { incidentId, token }, context: { actor } }) =>
      carryOut('escalate', incidentId, actor, (doing) => escalateIncident(incidentId, token ?? null, doing)),
    ),
    stillOnIt: onCall.stillOnIt.handler(({ input: { incidentId }, context: { actor } }) =>
      carryOut('stillOnIt', incidentId, actor, (doing) => stillOnIncident(incidentId, doing)),
    ),
  };

  /** Changes the overrides that stand there then, so that two who override at once both do. */
  async function change(scheduleId: string, actor: Actor, make: (overrides: readonly Override[]) => Override[]): Promise<void> {
    const changed = await inside().store.change((current) => withOverrides(current, scheduleId, make), actor);
    if (!changed.ok) throw writeRefused('on-call', changed.error);
    if (changed.value === null) throw notFound('schedule', scheduleId);
    void inside().look();
  }
}

const MOST_OVERRIDES = 1_000;

/** Whoever overrides at night does not tidy up first: where there is no room, those that ended longest ago go. */
function withRoom(overrides: readonly Override[], now: Instant): readonly Override[] {
  const tooMany = overrides.length - MOST_OVERRIDES + 1;
  if (tooMany <= 0) return overrides;
  const ended = overrides.filter(({ to }) => to <= now).sort((one, other) => (one.to < other.to ? -1 : 1));
  const leaving = new Set(ended.slice(0, tooMany));
  return overrides.filter((one) => !leaving.has(one));
}

function withOverrides(
  settings: OnCallSettings,
  scheduleId: string,
  make: (overrides: readonly Override[]) => Override[],
): OnCallSettings | null {
  if (!settings.schedules.some(({ id }) => id === scheduleId)) return null;
  const schedules = settings.schedules.map((schedule) =>
    schedule.id === scheduleId ? { ...schedule, overrides: make(schedule.overrides) } : schedule,
  );
  return { ...settings, schedules };
}

function factsOf(engine: Engine) {
  const { settings, feeds } = engine.inside.onCall.world();
  return { people: settings.people, feeds };
}

function nowOf(engine: Engine, input: { readonly limit: number; readonly nextToken?: string | undefined }) {
  const now = engine.ports.clock.now();
  const { schedules } = engine.inside.onCall.store.current();
  const { items, nextToken } = pageOf(schedules, input, ({ id }) => id, 'ascending');
  return { items: items.map((schedule) => scheduleNow(schedule, engine, now)), nextToken };
}

function scheduleNow(schedule: Schedule, engine: Engine, now: Instant): OnCallNow {
  const facts = factsOf(engine);
  const name = (personId: string) => facts.people.find(({ id }) => id === personId)?.name ?? personId;
  const from = instantOf(msOf(now) - LOOKED_DAYS * DAY);
  const to = instantOf(msOf(now) + LOOKED_DAYS * DAY);
  const shifts = shiftsBetween(schedule, facts, from, to);
  const on = shifts.filter((shift) => shift.from <= now && now < shift.to);
  const next = shifts.find((shift) => shift.from > now && !on.some(({ personId }) => personId === shift.personId));
  const feed = engine.inside.onCall.feeds().find(({ scheduleId }) => scheduleId === schedule.id);
  return {
    scheduleId: schedule.id,
    name: schedule.name,
    timeZone: schedule.timeZone,
    onCall: on.map((shift) => ({
      personId: shift.personId,
      personName: name(shift.personId),
      since: shift.from === from ? null : shift.from,
      until: shift.to === to ? null : shift.to,
    })),
    next: next === undefined ? null : { personId: next.personId, personName: name(next.personId), from: next.from },
    feed:
      feed === undefined
        ? null
        : { fetchedAt: feed.fetchedAt, checkedAt: feed.checkedAt, problem: feed.problem, troubles: [...feed.troubles] },
  };
}
