import type { View } from '../../shared/domain/view';
import type { OpenConsole } from './open-console';

/** Calls `look` with the present view, after each change, and with the view of each engine that "play again" starts. */
export function watchView(console: OpenConsole, look: (view: View) => void): () => void {
  let stopFormer = console.engine.onView(look);
  const stopReplaced = console.onReplaced(() => {
    stopFormer();
    stopFormer = console.engine.onView(look);
    look(console.engine.view());
  });
  look(console.engine.view());
  return () => {
    stopFormer();
    stopReplaced();
  };
}
