/**
 * An object that always is whatever `current` answers: its callers keep one reference while what stands behind it is replaced. Used
 * for the engine, which "play again" ends and starts anew beneath open connections.
 */
export function standIn<T extends object>(current: () => T): T {
  return new Proxy(current(), {
    get(_first, key) {
      const holder = current();
      const value: unknown = Reflect.get(holder, key, holder);
      return typeof value === 'function' ? value.bind(holder) : value;
    },
  });
}
