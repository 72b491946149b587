/**
 * An object that always is whatever `current` answers: its callers keep one reference while what stands behind it is replaced. Used
 * for the engine, which "play again" ends and starts anew beneath open connections. The same holds for its parts (`engine.inside`, a
 * clock of `engine.ports`), so that nobody who keeps one goes on asking the former engine.
 */
export function standIn<T extends object>(current: () => T): T {
  return new Proxy(current(), {
    get(_first, key) {
      const holder = current();
      const value: unknown = Reflect.get(holder, key, holder);
      if (typeof value === 'function') return value.bind(holder);
      return isPart(value) ? standIn(() => partOf(current(), key) ?? value) : value;
    },
  });
}

function partOf(holder: object, key: PropertyKey): object | null {
  const value: unknown = Reflect.get(holder, key, holder);
  return isPart(value) ? value : null;
}

/** Plain objects only: lists, dates and the like are values. */
function isPart(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
