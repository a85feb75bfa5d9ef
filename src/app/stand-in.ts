/** Stands for whatever `current` yields at the moment of use, so that it can be exchanged under those who hold it. */
export function standIn<T extends object>(current: () => T): T {
  return new Proxy({} as T, {
    get(_, name) {
      const now = current()
      const value: unknown = Reflect.get(now, name)
      return typeof value === 'function' ? value.bind(now) : value
    },
  })
}
