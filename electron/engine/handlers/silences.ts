import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ShownSilence, SilencePreview, WantedSilence } from '../../../shared/contract/silences';
import type { Alert } from '../../../shared/domain/alerting/alert';
import type { Matcher } from '../../../shared/domain/alerting/labels';
import { type Fault, narrow } from '../../../shared/domain/alerting/quiet/check-matchers';
import { silenceTest } from '../../../shared/domain/alerting/quiet/compiled';
import { changedSilence, endedSilence, newSilence, type SilenceWish } from '../../../shared/domain/alerting/quiet/edit-silence';
import { matcherOf, matchersOf } from '../../../shared/domain/alerting/quiet/matcher-text';
import { stateOf } from '../../../shared/domain/alerting/quiet/silence-state';
import type { Silence } from '../../../shared/domain/alerting/silence';
import { type Instant, instantOf, msOf } from '../../../shared/domain/primitives';
import type { Engine } from '../engine-api';
import type { Actor } from '../ports';
import { done, runCommand } from './commands';
import type { Implementer } from './implementer';
import { pageAfter, pageOf } from './paging';
import { invalid, notFound, notRecording } from './problems';

const LATELY_MS = 7 * 86_400_000;
/** Alerts of the past that a preview looks at. */
const MOST_LOOKED_AT = 5_000;
/** Read at once: some milliseconds. */
const ROWS_AT_A_TIME = 200;
/** Alerts that a preview lists; all are counted. */
const MOST_LISTED = 20;

/** Silences: read by everybody, made and ended by whoever may act. Recorded before they are answered. */
export function silenceHandlers(os: Implementer, engine: Engine) {
  const { silences } = os;
  const { clock, ids } = engine.ports;

  function find(silenceId: string): Silence {
    const silence = engine.inside.alerting.tables.silence(silenceId);
    if (silence === null) throw notFound('silence', silenceId);
    return silence;
  }

  function keep(changed: readonly Silence[], actor: Actor): void {
    const at = clock.now();
    const recorded = engine.commit(
      changed.map((silence) => ({ type: 'silence.changed' as const, at, silence, actor: actor.id })),
      actor,
    );
    if (!recorded.ok) throw notRecording(recorded.error);
  }

  const doing = (actor: Actor) => ({
    now: clock.now(),
    actor: actor.id,
    isAdmin: actor.role === 'admin',
    makeId: () => ids.next('sil'),
  });

  return {
    list: silences.list.handler(({ input }) => {
      const { tables } = engine.inside.alerting;
      const { state } = input;
      const now = clock.now();
      const hidden = hiddenBy(engine);
      const shown = (silence: Silence) => asShown(silence, now, hidden.get(silence.silenceId) ?? 0);
      if (state === 'active' || state === 'pending') {
        const lasting = tables.silences({ endAfter: now, endUpTo: null, before: null, limit: null }).map(shown);
        return pageOf(
          lasting.filter((one) => one.state === state),
          input,
          placeOf,
          'descending',
        );
      }
      // Those that ended are many after a while: no more are read than are asked for.
      const endUpTo = state === 'expired' ? now : null;
      return pageAfter(input, placeOf, (before, limit) => tables.silences({ endAfter: null, endUpTo, before, limit }).map(shown));
    }),
    make: silences.make.handler(({ input, context: { actor } }) =>
      runCommand(engine, { command: 'silences.make', need: 'act', actor, note: input.reason }, async () => {
        const made = newSilence(wishOf(input), doing(actor));
        if (!made.ok) throw refused(made.error);
        keep([made.value], actor);
        return done(`Silenced until ${made.value.endsAt}.`, shownNow(engine, made.value));
      }),
    ),
    change: silences.change.handler(({ input: { silenceId, ...wanted }, context: { actor } }) =>
      runCommand(engine, { command: 'silences.change', need: 'act', actor, note: silenceId }, async () => {
        const changed = changedSilence(find(silenceId), wishOf(wanted), doing(actor));
        if (!changed.ok) throw refused(changed.error);
        keep(changed.value, actor);
        const holds = changed.value[changed.value.length - 1];
        return done('The silence was changed.', shownNow(engine, holds ?? find(silenceId)));
      }),
    ),
    end: silences.end.handler(({ input: { silenceId }, context: { actor } }) =>
      runCommand(engine, { command: 'silences.end', need: 'act', actor, note: silenceId }, async () => {
        const held = find(silenceId);
        const ended = endedSilence(held, doing(actor));
        if (ended === held) return done('It had ended already.', shownNow(engine, held));
        keep([ended], actor);
        return done('The silence was ended.', shownNow(engine, ended));
      }),
    ),
    preview: silences.preview.handler(({ input }) => previewOf(matchersIn(input) ?? [], engine)),
  };
}

function placeOf({ endsAt, silenceId }: Silence): string {
  return `${endsAt} ${silenceId}`;
}

function refused({ field, message }: Fault) {
  return invalid('silence.invalid', field, message);
}

function wishOf(input: WantedSilence): SilenceWish {
  const { startsAt, endsAt, durationMinutes, reason } = input;
  if (endsAt !== undefined && durationMinutes !== undefined)
    throw invalid('silence.invalid', 'durationMinutes', 'give endsAt or durationMinutes, not both');
  return { matchers: matchersIn(input), startsAt: momentOf(startsAt), endsAt: momentOf(endsAt), durationMinutes, reason };
}

/** The contract has seen that it is a moment; ours are UTC with milliseconds. */
function momentOf(text: string | undefined): Instant | undefined {
  return text === undefined ? undefined : instantOf(Date.parse(text));
}

/** Both spellings, as objects, as texts, or all in one text. */
function matchersIn({ matchers, Matchers }: Pick<WantedSilence, 'matchers' | 'Matchers'>): readonly Matcher[] | undefined {
  const field = matchers === undefined ? 'Matchers' : 'matchers';
  const sent = matchers ?? Matchers;
  if (sent === undefined) return undefined;
  if (typeof sent === 'string') {
    const read = matchersOf(sent);
    if (!read.ok) throw invalid('silence.invalid', field, read.error);
    return read.value;
  }
  return sent.map((one, index) => {
    if (typeof one !== 'string') return one;
    const read = matcherOf(one);
    if (!read.ok) throw invalid('silence.invalid', `${field}[${index}]`, read.error);
    return read.value;
  });
}

function asShown(silence: Silence, now: Instant, hides: number): ShownSilence {
  return { ...silence, state: stateOf(silence, now), hides };
}

function shownNow(engine: Engine, silence: Silence): ShownSilence {
  return asShown(silence, engine.ports.clock.now(), hiddenBy(engine).get(silence.silenceId) ?? 0);
}

function firing(engine: Engine): Alert[] {
  const { book } = engine.inside.alerting;
  return [...book.openIncidents()].flatMap(({ incidentId }) =>
    book.alertsIn(incidentId).filter(({ status }) => status === 'FIRING'),
  );
}

/** How many alerts each silence keeps quiet now, by its id. */
function hiddenBy(engine: Engine): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { suppression } of firing(engine))
    if (suppression?.by === 'silence') counts.set(suppression.id, (counts.get(suppression.id) ?? 0) + 1);
  return counts;
}

async function previewOf(matchers: readonly Matcher[], engine: Engine): Promise<SilencePreview> {
  const [fault] = narrow(matchers, 'matchers');
  if (fault !== undefined) throw refused(fault);
  const { clock } = engine.ports;
  const now = clock.now();
  const test = silenceTest({
    silenceId: '',
    matchers: [...matchers],
    startsAt: now,
    endsAt: now,
    author: '',
    reason: '-',
    madeAt: now,
    endedBy: null,
  });
  const hidden = firing(engine)
    .filter(test)
    .sort((one, other) => (one.startedAt < other.startedAt ? 1 : -1));
  const looked = await alertsSince(instantOf(msOf(now) - LATELY_MS), engine);
  const lately = looked.slice(0, MOST_LOOKED_AT).filter(test);
  return {
    matchers: [...matchers],
    now: { count: hidden.length, alerts: hidden.slice(0, MOST_LISTED) },
    lately: {
      count: lately.length,
      looked: Math.min(looked.length, MOST_LOOKED_AT),
      isCut: looked.length > MOST_LOOKED_AT,
      alerts: lately.slice(0, MOST_LISTED),
    },
  };
}

/** Newest first, and one more than are looked at where there are more. Others have their turn in between. */
async function alertsSince(from: Instant, engine: Engine): Promise<Alert[]> {
  const found: Alert[] = [];
  const query = { status: null, from, to: null, incidentId: null };
  for (let last: Alert | undefined; found.length <= MOST_LOOKED_AT; await nextTurn()) {
    const before = last === undefined ? null : `${last.startedAt} ${last.alertId}`;
    const limit = Math.min(ROWS_AT_A_TIME, MOST_LOOKED_AT + 1 - found.length);
    const rows = engine.inside.alerting.tables.alerts({ ...query, before, limit });
    found.push(...rows);
    last = rows.at(-1);
    if (rows.length < limit) break;
  }
  return found;
}
