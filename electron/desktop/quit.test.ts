import { app } from 'electron';
import { expect, test, vi } from 'vitest';
import { evolveAll } from '../../shared/domain/evolve/evolve';
import { viewOf } from '../../shared/domain/reconcile/view-of';
import { emptyState } from '../../shared/domain/state';
import { anItem, aRun, at } from '../engine/testing/events';
import { handleQuit } from './quit';

vi.mock('electron', () => ({ app: { on: vi.fn(), exit: vi.fn() }, dialog: { showMessageBox: vi.fn() } }));

test('a question that cannot be asked leaves the console watching, and is asked again at the next wish to quit', async () => {
  const view = viewOf(evolveAll(emptyState, [anItem(), aRun('RUNNING')]), null, at(60));
  const window = vi.fn(() => {
    throw new TypeError('Object has been destroyed');
  });
  const stop = vi.fn(() => Promise.resolve());
  const quitting = handleQuit({ runs: () => Object.values(view.executions), window, stop });
  quitting.quit();
  await vi.waitFor(() => expect(window).toHaveBeenCalledTimes(1));
  await vi.waitFor(() => {
    quitting.quit();
    expect(window).toHaveBeenCalledTimes(2);
  });
  expect([quitting.isEnding(), stop.mock.calls.length]).toEqual([false, 0]);
  quitting.endNow();
  await vi.waitFor(() => expect(app.exit).toHaveBeenCalledWith(0));
});
