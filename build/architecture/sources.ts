import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

export interface Source {
  /** Relative to the checkout, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** The text without comments, so that prose cannot trip a guard. Line breaks stay. */
  readonly code: string;
}

export interface Import {
  readonly specifier: string;
  /** Where a relative specifier points, relative to the checkout and without extension; null for packages. */
  readonly target: string | null;
  readonly typeOnly: boolean;
}

const SKIPPED = new Set(['node_modules', 'out', 'dist', '.cache', '.git', 'test-results', 'playwright-report']);

/** Every file under `folder` with one of the endings, in a stable order. */
export function readSources(root: string, folder: string, endings: readonly string[]): Source[] {
  return listFiles(root, folder)
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .map((path) => sourceOf(path, readFileSync(join(root, path), 'utf8')));
}

export function sourceOf(path: string, text: string): Source {
  return { path, text, code: withoutComments(text) };
}

/** Static imports, re-exports, `import()` and `require()` of one file. */
export function importsOf(source: Source): Import[] {
  const pattern =
    /\b(?:(import|export)(\s+type\b)?[^'"`;()]*?\bfrom\s*|import\s*\(\s*|require\s*\(\s*|import\s+)['"]([^'"\n]+)['"]/g;
  return [...source.code.matchAll(pattern)].map(([, , type, specifier = '']) => ({
    specifier,
    target: specifier.startsWith('.') ? posix.join(posix.dirname(source.path), specifier) : null,
    typeOnly: type !== undefined,
  }));
}

/** `@scope/name/deep/file` → `@scope/name`; `node:fs` stays. */
export function packageName(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

/** Tests and the helpers that only tests use. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.includes('/testing/');
}

function listFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => a.name.localeCompare(b.name))
    .flatMap((entry) => {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : listFiles(root, path);
      return entry.isFile() ? [path] : [];
    });
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, '')).replace(/(^|[^:'"`\\])\/\/[^\n]*/g, '$1');
}
