import type { EngineView } from '../../../shared/domain/view';
import type { Engine } from '../engine-api';

/** The engine itself, as the live view has it; it is there from the first moment. */
export function engineViewOf(engine: Engine): EngineView {
  const { engine: view } = engine.view().engine;
  if (view === undefined) throw new Error('The live view has no engine.');
  return view;
}
