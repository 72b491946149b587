import { expect, test } from 'vitest';
import { Board } from '../../../shared/domain/boards/board';
import { aFolder } from '../testing/a-folder';
import { at } from '../testing/events';
import { openBoards } from './open-boards';

const actor = { id: 'os:dana', role: 'act', host: 'headless' } as const;
const anyway = { ifMatch: null, ifNoneMatch: null };

function boardCalled(name: string) {
  return Board.parse({ boardId: 'operational', name, widgets: [] });
}

test('a dashboard that is shipped just as somebody had made it can be as shipped again', async () => {
  const dataDir = aFolder();
  const opened = async (shipped: string) => {
    const made = await openBoards({
      dataDir,
      clock: { now: () => at(0) },
      now: at(0),
      owe: () => undefined,
      shipped: [boardCalled(shipped)],
    });
    if (!made.ok) throw new Error(made.error.message);
    return made.value.boards;
  };
  const before = await opened('Operations');
  await before.save('operational', boardCalled('Operations today'), anyway, actor);
  expect(before.get('operational')).toMatchObject({ origin: 'changed' });
  const after = await opened('Operations today');
  await after.remove('operational', anyway, actor);
  expect(after.get('operational')).toMatchObject({ name: 'Operations today', origin: 'shipped' });
});
