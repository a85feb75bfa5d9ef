import { isIP } from 'node:net'

const bare = (host: string) => host.replace(/^\[|\]$/g, '').toLowerCase()

/** Only this machine reaches it. */
export function isLoopback(host: string): boolean {
  const name = bare(host)
  return name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'))
}

/** Name or address in a Host header, without its port; undefined: not a host at all. */
export function hostOf(header: string | undefined): string | undefined {
  const match = /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?$/.exec(header ?? '')
  return match?.[1] && bare(match[1])
}

/**
 * Whether a request may be for us. Another site can let its own name point here (DNS rebinding), but not an address:
 * addresses are taken, and of names only localhost and those that were configured.
 */
export function knownHost(header: string | undefined, names: readonly string[]): boolean {
  const host = hostOf(header)
  if (host === undefined) return false
  return host === 'localhost' || isIP(host) !== 0 || names.some((name) => bare(name) === host)
}
