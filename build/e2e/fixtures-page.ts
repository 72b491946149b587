import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serveFixtures } from '../../renderer/testing/serve-fixtures.mjs';
import { root, tempDir } from './processes';

/** The page without an engine, on a port of this machine. */
export interface FixturesPage {
  /** Address of a scene at a place: `{ scene: 'unusual', theme: 'dark' }`, `/live`. */
  at(scene: Readonly<Record<string, string>>, place: string): string;
  close(): Promise<void>;
}

/** Builds it into a folder of its own, since several specs do at the same time. Takes half a minute on a busy machine. */
export async function openFixturesPage(): Promise<FixturesPage> {
  const folder = await tempDir();
  await promisify(execFile)(process.execPath, [join(root, 'renderer/testing/build.mjs'), folder.path]);
  const served = await serveFixtures(folder.path);
  return {
    at: (scene, place) => `${served.origin}/?${new URLSearchParams({ line: 'answers', role: 'admin', ...scene })}#${place}`,
    close: async () => {
      served.close();
      await folder.remove();
    },
  };
}
