import { describe, expect, test } from 'vitest';
import type { Execution } from '../../../shared/domain/view';
import type { ActionName } from '../engine-api';
import { type AgainstSimulator, againstSimulator } from '../sources/testing/against-simulator';
import { platformActions } from './platform-actions';

const e2 = '5b8d2c14-93ae-4f07-a1c5-6d2e8f907b31';

function act({ sources, ports, core }: AgainstSimulator, name: ActionName, id: string) {
  const execution: Execution | undefined = core.view().executions[id];
  if (execution === undefined) throw new Error(`no execution ${id}`);
  return platformActions({ awsOf: sources.awsOf, nudge: sources.nudge, ports })(name, execution);
}

describe('actions go through the platform', () => {
  test('resume answers a pause, terminate cleans up, and neither may be repeated', { timeout: 90_000 }, async () => {
    const given = await againstSimulator({ speed: 600, operator: 'human', policy: ['observe', 'alert', 'setup', 'manage'] });
    const { core, until, control } = given;
    const status = () => core.view().executions[e2]?.status;
    await until('the pause', () => status() === 'PAUSED', 60_000);
    const refused = await act(given, 'resume', e2);
    expect(refused).toMatchObject({ ok: false, error: { code: 'not-permitted', action: 'lambda:InvokeFunction' } });
    await control('approve', {});
    expect(await act(given, 'resume', e2)).toMatchObject({ ok: true, value: { outcome: 'accepted' } });
    expect(await act(given, 'resume', e2)).toMatchObject({
      ok: true,
      value: { outcome: 'refused', message: expect.stringContaining('INVALID_STATE') },
    });
    await until('the end', () => status() === 'COMPLETED', 30_000);
    expect(await act(given, 'terminate', e2)).toMatchObject({ ok: true, value: { outcome: 'accepted' } });
    await until('no instances', () => Object.keys(core.view().instances).length === 0, 30_000);
  });

  test('a run left open by a cancellation is stopped', { timeout: 60_000 }, async () => {
    const given = await againstSimulator({ speed: 600, variant: 'D' });
    const { core, until, control } = given;
    const isOpen = () => core.view().executions[e2]?.detail.includes('run-left-open') ?? false;
    await until('a run left open', isOpen, 40_000);
    await control('approve', {});
    expect(await act(given, 'stop', e2)).toMatchObject({ ok: true, value: { outcome: 'accepted' } });
    await until('its end', () => !isOpen(), 20_000);
    expect(core.state().executions[e2]?.run?.fact.status).toBe('ABORTED');
  });
});
