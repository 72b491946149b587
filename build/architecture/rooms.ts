/**
 * Who may import what, as data. The longest `path` that a file starts with decides its room. See `build/docs/contributing.md`.
 */
export interface Room {
  readonly path: string;
  /** Rooms (path prefixes) whose files may be imported beside its own. */
  readonly uses: readonly string[];
  /** Files of these rooms may be imported as types only. */
  readonly usesTypesOf?: readonly string[];
  readonly node: boolean;
  /** npm packages by name; `'any'` is every package but those in `never`. A trailing `*` matches the rest of the name. */
  readonly packages: readonly string[] | 'any';
  readonly never?: readonly string[];
}

/** Belongs to the screen, and has no business in a process without one. */
const BROWSER_ONLY = [
  'react',
  'react-dom',
  '@mantine/*',
  '@tabler/*',
  'zustand',
  '@tanstack/*',
  '@codemirror/*',
  '@lezer/*',
  'uplot',
];
const OUTSIDE_ENGINE = ['electron', ...BROWSER_ONLY];

/** Packages that run in a page. Add one here when it is pure browser code and worth its weight there. */
const RENDERER_PACKAGES = [
  ...BROWSER_ONLY,
  '@orpc/client',
  '@orpc/contract',
  '@orpc/shared',
  '@orpc/standard-server*',
  'zod',
  'react-grid-layout',
  '@dnd-kit/*',
  'adaptivecards',
  'i18next',
  'liquidjs',
  'react-joyride',
  'react-markdown',
];

export const rooms: readonly Room[] = [
  { path: 'shared/lib', uses: [], node: false, packages: [] },
  // Shipped templates are texts, bundled as they are.
  {
    path: 'shared/domain',
    uses: ['shared/lib', 'resources/templates'],
    node: false,
    packages: ['zod', 'liquidjs', 'canonicalize', 'luxon', 'croner', 'ical.js', 'jsep'],
  },
  { path: 'shared/contract', uses: ['shared/domain', 'shared/lib'], node: false, packages: ['zod', '@orpc/contract'] },
  { path: 'shared/testing', uses: ['shared'], node: false, packages: ['zod', 'fast-check', '@orpc/contract'] },
  // The IAM policies ship with the console, which fills in an account's own names.
  {
    path: 'electron/engine',
    uses: [
      'shared',
      'resources/iam',
      'resources/dashboards',
      'resources/exercises',
      'resources/alert-rules',
      'resources/runbooks',
      'resources/languages',
    ],
    node: true,
    packages: 'any',
    never: OUTSIDE_ENGINE,
  },
  // Scenarios and IAM policies are data the simulator runs with; bundled, so that no path has to be found at run time.
  {
    path: 'electron/simulator',
    uses: ['shared', 'resources/scenarios', 'resources/iam'],
    node: true,
    packages: 'any',
    never: OUTSIDE_ENGINE,
  },
  // What both hosts supply to the engine alike: ports without a window.
  {
    path: 'electron/host',
    uses: ['electron/engine', 'electron/simulator', 'shared'],
    node: true,
    packages: 'any',
    never: OUTSIDE_ENGINE,
  },
  {
    path: 'electron/desktop',
    uses: ['electron/host', 'electron/engine', 'electron/simulator', 'shared'],
    node: true,
    packages: 'any',
    never: BROWSER_ONLY,
  },
  {
    path: 'electron/main.ts',
    uses: ['electron/desktop', 'electron/host', 'electron/engine', 'electron/simulator', 'shared'],
    node: true,
    packages: 'any',
    never: BROWSER_ONLY,
  },
  {
    path: 'electron/headless',
    uses: ['electron/host', 'electron/engine', 'electron/simulator', 'shared'],
    node: true,
    packages: 'any',
    never: OUTSIDE_ENGINE,
  },
  {
    path: 'electron/headless.ts',
    uses: ['electron/headless', 'electron/host', 'electron/engine', 'electron/simulator', 'shared'],
    node: true,
    packages: 'any',
    never: OUTSIDE_ENGINE,
  },
  { path: 'electron/preload.ts', uses: [], usesTypesOf: ['shared'], node: false, packages: ['electron'] },
  {
    path: 'renderer',
    uses: ['shared', 'resources/CHANGELOG.md?raw', 'resources/languages', 'resources/dashboards/templates'],
    node: false,
    packages: RENDERER_PACKAGES,
  },
];

/**
 * Neighbours that must not know each other: what two of them need moves up (`ui/`, `store/`, `domain/`). Each entry is a folder
 * whose direct subfolders are apart, or a pair of folders.
 */
export const strangers = {
  subfoldersOf: ['renderer/features'],
  pairs: [['electron/engine/sources', 'electron/engine/channels']],
} as const;

/** The few files that may read the real clock or draw real chance, each with its reason. */
export const realTimeAndChance: Readonly<Record<string, string>> = {
  'electron/main.ts': 'desktop entry: makes the real ports',
  'electron/headless.ts': 'headless entry: makes the real ports',
  'renderer/main.tsx': 'entry of the page: hands clock and chance in',
  'electron/simulator/clock.ts': 'the one driver of the simulated clock',
};
