import { isDeepStrictEqual } from 'node:util';
import { type CompiledRule, compileRule } from '../../../../shared/domain/alerting/rules/compile';
import type { AlertConfiguration } from '../../../../shared/domain/alerting/rules/configuration';
import type { Instant } from '../../../../shared/domain/primitives';
import { err, ok, type Result } from '../../../../shared/lib/result';
import { stillHolds } from '../../notifications/notification-file';
import { createSecretKeeper } from '../../notifications/secret-keeper';
import type { WriteProblem } from '../../notifications-api';
import type { Actor, Ports } from '../../ports';
import type { Recorder } from '../../state/recorder';
import type { DocumentError } from '../../storage/document';
import { createTurns } from '../../storage/turns';
import { defaultRules } from './library';
import { MOST_RULES, readRule, readRules } from './read-rules';
import { etagOfRule, openRuleFile, type RuleFile } from './rule-file';
import { asNotifications, takeInSecrets } from './rule-secrets';

export interface RuleConditions {
  readonly ifMatch: string | null;
  readonly ifNoneMatch: string | null;
}

/** The operator's rules. Whoever writes without conditions writes over whatever is there. */
export interface RuleStore {
  /** One list as long as nothing changes. */
  current(): readonly AlertConfiguration[];
  /** The same, ready to judge by. */
  compiled(): readonly CompiledRule[];
  get(alertId: string): AlertConfiguration | null;
  etag(): string;
  replace(sent: unknown, ifMatch: string | null, actor: Actor): Promise<Result<readonly AlertConfiguration[], WriteProblem>>;
  save(
    alertId: string,
    sent: unknown,
    conditions: RuleConditions,
    actor: Actor,
  ): Promise<Result<AlertConfiguration, WriteProblem>>;
  remove(alertId: string, conditions: RuleConditions, actor: Actor): Promise<Result<null, WriteProblem>>;
}

export interface OpenedRules {
  readonly store: RuleStore;
  readonly movedAside: { readonly file: string; readonly reason: string } | null;
}

interface Options {
  readonly dataDir: string;
  readonly ports: Pick<Ports, 'clock' | 'secrets' | 'ids' | 'log'>;
  /** Wall clock: part of the name of a file that is moved aside. */
  readonly now: Instant;
  /** The file is written by then, so this must not be lost. */
  readonly owe: Recorder['owe'];
}

export async function openRules({ dataDir, ports, now, owe }: Options): Promise<Result<OpenedRules, DocumentError>> {
  const opened = await openRuleFile(dataDir, now, defaultRules);
  if (!opened.ok) return opened;
  const { file, movedAside } = opened.value;
  return ok({ movedAside, store: createRuleStore(file, ports, owe) });
}

function createRuleStore(file: RuleFile, ports: Options['ports'], owe: Recorder['owe']): RuleStore {
  const keeper = createSecretKeeper(ports);
  const inTurn = createTurns();
  let ready: { readonly of: readonly AlertConfiguration[]; readonly rules: readonly CompiledRule[] } | null = null;

  /** Writes the whole, and records the rules that changed as they were and as they are. */
  async function write(next: readonly AlertConfiguration[], actor: Actor): Promise<Result<null, WriteProblem>> {
    const before = file.current();
    const taken = await takeInSecrets(next, before, keeper);
    if (!taken.ok) return taken;
    const { rules, added } = taken.value;
    if (isDeepStrictEqual(rules, before)) return ok(null);
    const written = await file.write(rules);
    if (!written.ok) {
      await keeper.drop(added);
      return err({ code: 'not-writable', field: null, message: written.error.message });
    }
    await keeper.sweep(asNotifications(before), asNotifications(rules));
    owe([{ type: 'alert-rules.changed', at: ports.clock.now(), ...changedOf(before, rules), actor: actor.id }], actor);
    return ok(null);
  }

  const get = (alertId: string) => file.current().find((rule) => rule.AlertId === alertId) ?? null;

  return {
    current: file.current,
    compiled() {
      const of = file.current();
      if (ready?.of !== of) ready = { of, rules: of.flatMap(compiledOf) };
      return ready.rules;
    },
    get,
    etag: file.etag,
    replace: (sent, ifMatch, actor) =>
      inTurn(async () => {
        if (!stillHolds(ifMatch, file.etag())) return err(changedMeanwhile);
        const read = readRules(sent);
        if (!read.ok) return read;
        const written = await write(read.value, actor);
        return written.ok ? ok(file.current()) : written;
      }),
    save: (alertId, sent, conditions, actor) =>
      inTurn(async () => {
        const before = get(alertId);
        const conflict = conflictOf(alertId, before, conditions);
        if (conflict !== null) return err(conflict);
        const read = readRule(withId(sent, alertId));
        if (!read.ok) return read;
        if (read.value.AlertId !== alertId)
          return err({
            code: 'invalid',
            field: 'AlertId',
            message: `the address says ${alertId}, the rule ${read.value.AlertId}`,
          });
        if (before === null && file.current().length >= MOST_RULES)
          return err({ code: 'invalid', field: null, message: `There are ${MOST_RULES} rules already, and no more are kept.` });
        const others = file.current().map((rule) => (rule.AlertId === alertId ? read.value : rule));
        const written = await write(before === null ? [...others, read.value] : others, actor);
        if (!written.ok) return written;
        return ok(get(alertId) ?? read.value);
      }),
    remove: (alertId, conditions, actor) =>
      inTurn(async () => {
        const before = get(alertId);
        if (before === null)
          return err({ code: 'unknown', field: 'alertId', message: `There is no alert rule ${alertId} here.` });
        const conflict = conflictOf(alertId, before, conditions);
        if (conflict !== null) return err(conflict);
        return write(
          file.current().filter((rule) => rule.AlertId !== alertId),
          actor,
        );
      }),
  };
}

/** What lies in the file was written by us, perhaps by another version of us: a rule it cannot judge by is kept, and judges nothing. */
function compiledOf(rule: AlertConfiguration): CompiledRule[] {
  const compiled = compileRule(rule);
  return compiled.ok ? [compiled.value] : [];
}

function changedOf(before: readonly AlertConfiguration[], after: readonly AlertConfiguration[]) {
  const without = (list: readonly AlertConfiguration[], others: readonly AlertConfiguration[]) => {
    const known = new Map(others.map((rule) => [rule.AlertId, rule]));
    return list.filter((rule) => !isDeepStrictEqual(known.get(rule.AlertId), rule));
  };
  return { before: without(before, after), after: without(after, before) };
}

function conflictOf(
  alertId: string,
  rule: AlertConfiguration | null,
  { ifMatch, ifNoneMatch }: RuleConditions,
): WriteProblem | null {
  if (ifNoneMatch !== null && rule !== null)
    return problem(`There is a rule ${alertId} already (${rule.Name}). Save this one under another id.`);
  if (ifMatch === null) return null;
  if (rule === null) return problem('Somebody deleted this rule meanwhile. Save yours as a new one to keep it.');
  return stillHolds(ifMatch, etagOfRule(rule))
    ? null
    : problem('Somebody changed this rule after you began. Nothing was saved: read it again, and repeat the change.');
}

const changedMeanwhile = problem(
  'Somebody changed the alert rules since they were read. Read them again, and repeat the change.',
);

function problem(message: string): WriteProblem {
  return { code: 'conflict', field: null, message };
}

/** The address says which rule it is, where the rule itself does not. */
function withId(sent: unknown, alertId: string): unknown {
  const isOne = typeof sent === 'object' && sent !== null && !Array.isArray(sent);
  return isOne && !('AlertId' in sent) ? { AlertId: alertId, ...sent } : sent;
}
