import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { JournalEntry } from '../../../../shared/domain/events';
import type { PickedNames } from '../../../../shared/domain/setup/picked-names';
import { subjectsOf } from '../../../../shared/domain/subjects';
import { ok } from '../../../../shared/lib/result';
import type { ContextSpec } from '../../engine-api';
import type { Actor } from '../../ports';
import { type AgainstSimulator, againstSimulator } from '../../sources/testing/against-simulator';
import { type AccountSetup, createAccountSetup } from '../account-setup';

export const admin: Actor = { id: 'dana', role: 'admin', host: 'headless' };
export const targetPlace = { accountId: '444455556666', region: 'us-east-1' };

export interface AnAccount extends AgainstSimulator {
  readonly setup: AccountSetup;
  /** The same account as another process sees it, which knows only what was recorded. One that is `killed` records nothing more. */
  another(killed?: () => boolean): AccountSetup;
  /** What set-ups picked by hand, newest last; null for the usual names. */
  readonly picks: readonly (PickedNames | null)[];
}

/** A simulated account to set up, with sources running that would read our queue. */
export async function anAccount(given: Parameters<typeof againstSimulator>[0] = {}): Promise<AnAccount> {
  const spec: Partial<ContextSpec> = { mayCreateQueue: false };
  const account = await againstSimulator({ speed: 60, ...given, spec: { ...spec, ...given.spec } });
  const { core, ports, sources, contextId } = account;
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-setup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const picks: (PickedNames | null)[] = [];
  const another = (killed = () => false) =>
    createAccountSetup({
      awsOf: sources.awsOf,
      nudge: (id) => sources.nudge(id, 'sqs-messages'),
      core: {
        state: () => core.state(),
        commit: (events) => (killed() ? ok({ lastSeq: 0 }) : core.commit(events)),
      },
      history: {
        events: ({ subjects, limit }): JournalEntry[] =>
          core.events
            .map((event, seq) => ({ seq, event }))
            .filter(({ event }) => subjects.every((subject) => subjectsOf(event, core.state()).includes(subject)))
            .reverse()
            .slice(0, limit),
      },
      pick: async (_, picked) => {
        picks.push(picked);
        return ok(null);
      },
      ports,
    });
  await account.until('the account', () => sources.awsOf(contextId) !== null);
  return { ...account, setup: another(), another, picks };
}
