import { builtinModules } from 'node:module';
import { type Room, rooms, strangers } from './rooms';
import { type Import, importsOf, isTest, packageName, type Source } from './sources';

/** What tests may use on top of their room's own rule. */
const TEST_PACKAGES = ['vitest', 'fast-check', '@testing-library/*', 'electron'];

export function roomOf(path: string): Room | null {
  const matching = rooms.filter((room) => isInside(path, room.path));
  return matching.sort((a, b) => b.path.length - a.path.length)[0] ?? null;
}

/** Every import of `source` that the table forbids, as a sentence that names both sides. */
export function forbiddenImports(source: Source): string[] {
  const room = roomOf(source.path);
  if (room === null) return [`${source.path} is in no room: add its folder to build/architecture/rooms.ts`];
  return importsOf(source)
    .map((one) => complaint(source, room, one))
    .filter((text) => text !== null);
}

function complaint(source: Source, room: Room, one: Import): string | null {
  const reason = one.target === null ? packageComplaint(source, room, one) : fileComplaint(source, room, one, one.target);
  return reason === null ? null : `${source.path} imports ${one.specifier}: ${reason}`;
}

function packageComplaint(source: Source, room: Room, one: Import): string | null {
  const name = packageName(one.specifier);
  const test = isTest(source.path);
  if (name.startsWith('node:')) return room.node || test ? null : `${room.path} must run without Node`;
  if (builtinModules.includes(name)) return 'write the node: prefix';
  if (test && TEST_PACKAGES.some((pattern) => matches(name, pattern))) return null;
  if (room.never?.some((pattern) => matches(name, pattern))) return `${room.path} must not know ${name}`;
  if (room.packages === 'any' || room.packages.some((pattern) => matches(name, pattern))) return null;
  return `${name} is not in the list of ${room.path}`;
}

function fileComplaint(source: Source, room: Room, one: Import, target: string): string | null {
  if (isTest(source.path)) return null;
  if (isTest(`${target}.ts`)) return 'shipped code must not use test helpers';
  if (areStrangers(source.path, target)) return 'neighbours must not know each other; move what both need up';
  const to = roomOf(`${target}.ts`) ?? roomOf(target);
  if (to?.path === room.path) return null;
  if (room.uses.some((path) => isInside(target, path))) return null;
  if (one.typeOnly && room.usesTypesOf?.some((path) => isInside(target, path))) return null;
  return `${room.path} must not import ${to?.path ?? target}`;
}

function areStrangers(from: string, to: string): boolean {
  const apart = strangers.subfoldersOf.some((folder) => {
    const [a, b] = [subfolder(from, folder), subfolder(to, folder)];
    return a !== null && b !== null && a !== b;
  });
  return (
    apart || strangers.pairs.some(([a, b]) => (isInside(from, a) && isInside(to, b)) || (isInside(from, b) && isInside(to, a)))
  );
}

function subfolder(path: string, folder: string): string | null {
  return isInside(path, folder) ? (path.slice(folder.length + 1).split('/')[0] ?? null) : null;
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function matches(name: string, pattern: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
