import type { Wechaty } from 'wechaty'
import type { Clock } from '../shared/clock.ts'

/** What a phone has to scan before the account is logged in. */
export interface LoginScan {
  code: string
  status: 'waiting' | 'scanned' | 'confirmed' | 'expired' | 'cancelled'
  /** When this state of it was heard of, epoch ms. */
  at: number
}

export interface AccountWatch {
  /** Nickname of the account that is logged in. */
  name(): string | undefined
  /** Absent: nothing waits to be scanned. */
  scan(): LoginScan | undefined
  stop(): void
}

/** Wechaty's numbers of the states of a login code. */
const statuses: Record<number, LoginScan['status']> = { 1: 'cancelled', 3: 'scanned', 4: 'confirmed', 5: 'expired' }

/** Follows the login of a bot's account. */
export function watchAccount(
  bot: Pick<Wechaty, 'on' | 'off' | 'isLoggedIn' | 'currentUser'>,
  clock: Clock,
): AccountWatch {
  let name = nameOf(bot)
  let scan: LoginScan | undefined
  const onScan = (code: string, status: number) => {
    // Some puppets repeat only the state once the code was scanned.
    const shown = code || scan?.code
    scan = shown ? { code: shown, status: statuses[status] ?? 'waiting', at: clock.now() } : undefined
  }
  const onLogin = (user: { name(): string }) => {
    name = user.name()
    scan = undefined
  }
  const onLogout = () => {
    name = undefined
  }
  bot.on('scan', onScan).on('login', onLogin).on('logout', onLogout)
  return {
    name: () => name,
    scan: () => scan,
    stop: () => void bot.off('scan', onScan).off('login', onLogin).off('logout', onLogout),
  }
}

/** A bot that has not been started yet has no puppet, and says so by an error. */
function nameOf(bot: Pick<Wechaty, 'isLoggedIn' | 'currentUser'>): string | undefined {
  try {
    return bot.isLoggedIn ? bot.currentUser.name() : undefined
  } catch {
    return undefined
  }
}
