import { AuditSettings } from '../../../shared/domain/audit/audit-settings';
import type { AuditStatus } from '../../../shared/domain/audit/status';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { Core, EngineOptions } from '../engine-api';
import type { Actor, Ports } from '../ports';
import type { LiveView } from '../state/live-view';
import type { Recorder } from '../state/recorder';
import { chainOf, createAnswers, headOf, notSigned } from './answers';
import type { AuditHead, AuditRefusal, PluggedWitnesses, RunningAudit } from './audit-api';
import { createSelfCheck, type SelfCheck } from './check/self-check';
import type { SignedMark } from './log/audit-marks';
import type { AuditTables } from './log/audit-tables';
import { createRemover, type Remover } from './retention/remover';
import { type AuditSettingsStore, openAuditSettings } from './settings/audit-settings-store';
import { type Identity, openIdentity } from './signer/identity';
import { createHeadKeeper } from './signer/kept-head';
import { rotateKey } from './signer/rotate-key';
import { createSigner, type Signer } from './signer/signer';
import { KEY_LOST, NOT_SIGNED, notSigning, ROLLED_BACK, type Trouble } from './signer/troubles';

export interface AuditParts {
  readonly ports: Ports;
  readonly options: Pick<EngineOptions, 'rehearsal' | 'dataDir'>;
  readonly tables: AuditTables;
  readonly core: Pick<Core, 'state'>;
  readonly recorder: Pick<Recorder, 'owe' | 'commit'>;
  readonly live: Pick<LiveView, 'warn' | 'unwarn' | 'setAudit'>;
}

/** All that runs once it is known which log this is. */
interface Begun {
  readonly identity: Identity;
  readonly signer: Signer;
  readonly check: SelfCheck;
  readonly remover: Remover;
  readonly settings: AuditSettingsStore;
}

const CATCH_UP_AT_A_TIME = 2_000;

/** Opens the audit log of a journal. Signing begins once the key store has answered; what is recorded until then is signed with it. */
export function openAudit({ ports, options, tables, core, recorder, live }: AuditParts): RunningAudit {
  const { clock, wall, log, secrets } = ports;
  const rehearsal = options.rehearsal !== null;
  const foundSize = tables.size();
  const listeners: ((head: AuditHead) => void)[] = [];
  let begun: Begun | null = null;
  let newest: SignedMark | null = null;
  let troubles: readonly Trouble[] = [];
  let refusal: Trouble | null = null;
  let witnesses: PluggedWitnesses = { statuses: () => [], anchor: async () => ok(null) };
  let isStopped = false;
  tables.onWritten((_, kinds) => begun?.signer.written(kinds));

  function vkey(): string | null {
    return begun === null ? null : (tables.marks.keys(begun.identity.origin).at(-1)?.vkey ?? null);
  }

  const show = () => live.setAudit(status());
  const allTroubles = (): readonly Trouble[] => (refusal === null ? troubles : [...troubles, refusal]);

  function warnOfAll(): void {
    const all = allTroubles();
    for (const code of [ROLLED_BACK, KEY_LOST, NOT_SIGNED]) if (!all.some((one) => one.code === code)) live.unwarn(code);
    for (const one of all) live.warn(one);
  }

  function refused(reason: string | null): void {
    if (reason === (refusal?.message ?? null)) return;
    refusal = reason === null ? null : notSigning(reason);
    warnOfAll();
    show();
  }

  function signed(mark: SignedMark): void {
    newest = mark;
    show();
    for (const listener of listeners) listener(headOf(mark, vkey() ?? ''));
  }

  /** In slices: an older version's journal may be long. */
  async function catchUp(): Promise<void> {
    while (tables.tree.size() < tables.size() && !isStopped) {
      const caughtUp = tables.catchUp(CATCH_UP_AT_A_TIME);
      if (!caughtUp.ok) throw new Error(caughtUp.error.message);
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }

  async function openSettings(): Promise<AuditSettingsStore> {
    const opened = await openAuditSettings({
      dataDir: options.dataDir,
      clock,
      secrets,
      now: wall.now(),
      owe: recorder.owe,
    });
    if (!opened.ok) throw new Error(opened.error.message);
    const { store, movedAside } = opened.value;
    if (movedAside !== null)
      live.warn({
        code: 'audit-settings.moved-aside',
        message: `The settings of the audit log could not be understood and were moved aside as ${movedAside.file}; there are no witnesses, no retention and no legal holds now.`,
        next: 'Correct that file and put it back while the console is stopped, or set things anew.',
      });
    return store;
  }

  async function begin(): Promise<void> {
    await catchUp();
    const settings = await openSettings();
    const identity = await openIdentity({ tables, secrets, rehearsal, now: clock.now(), foundSize });
    const { origin } = identity;
    troubles = identity.troubles;
    newest = tables.marks.newest(origin);
    const keeper = createHeadKeeper(secrets, log);
    const signer = createSigner({ tables, identity, keeper, wall, log, onSigned: signed, onRefused: refused });
    const check = createSelfCheck({ tables, origin, rehearsal, ports, core, recorder, live, onChange: show });
    const remover = createRemover({
      ports,
      tables,
      settings,
      recorder,
      sign: signer.sign,
      anchor: () => witnesses.anchor(),
    });
    begun = { identity, signer, check, remover, settings };
    log.info({ origin, vkey: identity.signer.key.text }, 'the audit log is signed with this key');
    recorder.owe(identity.events);
    // The first checkpoint follows at once, and with it the first status.
    signer.written(['audit.began']);
    warnOfAll();
  }

  const ready = begin().catch((thrown) => {
    log.error({ error: thrown }, 'the audit log cannot be signed');
    refused(`The audit log cannot be signed: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  });

  function status(): AuditStatus {
    return {
      origin: begun?.identity.origin ?? '',
      vkey: vkey(),
      size: tables.size(),
      checkpoint:
        newest === null
          ? null
          : { size: newest.size, rootHex: Buffer.from(newest.root).toString('hex'), signedAt: newest.signedAt },
      verification: begun?.check.state() ?? { state: 'not-yet', through: 0, at: null, firstWrongSeq: null, reason: null },
      witnesses: witnesses.statuses(),
      troubles: [...allTroubles()],
    };
  }

  async function rotate(reason: string | null, actor: Actor): Promise<Result<null, AuditRefusal>> {
    await ready;
    if (begun === null) return err(notSigned);
    const { signer, identity } = begun;
    const rotated = await rotateKey({ ports, tables, recorder, origin: identity.origin, signer, reason, actor });
    // Whoever begins a new key has dealt with what was wrong with the old one, and has said why.
    if (rotated.ok && troubles.length > 0 && tables.marks.setTrouble(null).ok) troubles = [];
    warnOfAll();
    show();
    return rotated;
  }

  return {
    tables,
    ready,
    status,
    settings: {
      current: () => begun?.settings.current() ?? AuditSettings.parse({}),
      etag: () => begun?.settings.etag() ?? '',
      replace: async (sent, etag, actor) => {
        await ready;
        return begun === null ? err(settingsAway) : begun.settings.replace(sent, etag, actor);
      },
      tokenOf: async (witness) => (begun === null ? null : begun.settings.tokenOf(witness)),
      onChange: (listener) => void ready.then(() => begun?.settings.onChange(listener)),
    },
    head: () => (newest === null ? null : headOf(newest, vkey() ?? '')),
    ...createAnswers(tables, () => newest),
    storeCosignatures(size, lines) {
      if (begun === null) return err(notSigned);
      const { origin } = begun.identity;
      const kept = tables.marks.cosign(origin, size, lines);
      if (!kept.ok) return err({ code: 'not-writable', message: `The journal cannot be written: ${kept.error.message}.` });
      newest = tables.marks.newest(origin);
      return ok(null);
    },
    onHead: (listener) => {
      listeners.push(listener);
    },
    signText: (text) => begun?.signer.signText(text) ?? null,
    plugWitnesses: (plugged) => {
      witnesses = plugged;
    },
    statusChanged: show,
    vkeys: () => (begun === null ? [] : chainOf(tables, begun.identity.origin).map((key) => key.vkey)),
    async verify(actor) {
      await ready;
      await begun?.check.run(actor);
    },
    rotateKey: rotate,
    async remove(policyId, approval) {
      await ready;
      return begun === null ? err(notSigned) : begun.remover.remove(policyId, approval);
    },
    erase: (text, approval) => (begun === null ? err(notSigned) : begun.remover.erase(text, approval)),
    async stop() {
      isStopped = true;
      await ready;
      begun?.check.stop();
      begun?.remover.stop();
      await begun?.signer.stop();
    },
  };
}

const settingsAway = {
  code: 'not-writable' as const,
  field: null,
  message: 'The settings of the audit log could not be opened at the start; the log of the console says why.',
};
