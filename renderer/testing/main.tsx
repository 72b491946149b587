import '../no-generated-code';
import type { Wall } from '../bridge/wall';
import { startPage } from '../start-page';
import { fixtureTransport } from './fixture-client';
import { scenes } from './scenes';

/** `?scene=failed&theme=light&line=answers|down|refused|breaks#/alerts`: one standing moment, without an engine. */
const query = new URLSearchParams(window.location.search);
const wall: Wall = {
  nowMs: () => Date.now(),
  after: (ms, task) => {
    const timer = window.setTimeout(task, ms);
    return () => window.clearTimeout(timer);
  },
  unit: () => 0.5,
};

const kinds = ['answers', 'busy', 'down', 'refused', 'breaks'] as const;
const root = document.getElementById('root');
const line = query.get('line') ?? 'answers';
const view = scenes[query.get('scene') ?? '']?.(wall.nowMs()) ?? null;
if (root !== null) startPage(fixtureTransport(view, kinds.find((kind) => kind === line) ?? 'answers'), wall, root);
