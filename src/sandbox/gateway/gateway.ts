import { createServer } from 'node:net'
import * as PUPPET from 'wechaty-puppet'
import { PuppetServer } from 'wechaty-puppet-service'
import { type Clock, systemClock } from '../../shared/clock.ts'
import { type Control, serveGatewayControl } from './control.ts'
import { SandboxPuppet } from './sandbox-puppet.ts'
import type { SandboxContact, SandboxContent, SandboxRoom, SentMessage, Utterance } from './types.ts'

export interface GatewaySandboxOptions {
  /** @default a free port */
  port?: number
  /** `<name>_<anything>`. @default `insecure_sandbox` */
  token?: string
  /** The WeChat account the bot runs on. @default `account` */
  account?: { contactId: string; name: string }
  contacts?: readonly SandboxContact[]
  rooms?: readonly SandboxRoom[]
  /** Where `POST /say` and `GET /sent` are served on loopback; 0 = a free port. @default none */
  controlPort?: number
  /** How often a connected client hears a heartbeat, ms. @default 5000 */
  heartbeatMs?: number
  clock?: Clock
}

/** A running WeChat gateway that a Wechaty bot connects to over gRPC. */
export interface GatewaySandbox {
  /** `127.0.0.1:PORT`. */
  readonly endpoint: string
  readonly token: string
  readonly accountId: string
  /** Wechaty's environment that connects to this gateway. */
  readonly env: Record<string, string>
  /** Port of the control server, where one was asked for. */
  readonly controlPort: number | undefined
  /** Everything the bot has said. */
  readonly sent: readonly SentMessage[]
  /** A client hears what happens. */
  readonly clientConnected: boolean
  addContact(contact: SandboxContact): void
  addRoom(room: SandboxRoom): void
  /** A contact joins a room, as WeChat reports it. */
  joinRoom(roomId: string, contactIds: readonly string[], inviterId?: string): void
  /** Says something as a contact; returns the message's id. Waits in the gateway while no client hears. */
  say(utterance: Utterance): string
  /** Typed on the account's own phone: the bot sees it as its own message. */
  sayAsAccount(to: string, text: string, options?: { id?: string; sentAt?: number }): string
  /** The speaker takes a message back. */
  recall(messageId: string): string
  /** Resolves to the first message the bot has said or says that fits. Rejects after `timeoutMs` (10 s). */
  waitForSent(fits: (message: SentMessage) => boolean, timeoutMs?: number): Promise<SentMessage>
  waitForClient(timeoutMs?: number): Promise<void>
  login(): void
  logout(): Promise<void>
  /** The gateway dies: connections break, nobody listens on the port. */
  drop(): Promise<void>
  /** The gateway is back on the same port. */
  resume(): Promise<void>
  /** The event stream goes silent while calls still work, as after a stolen token. Ends when a client starts anew. */
  silence(): void
  close(): Promise<void>
}

export async function startGatewaySandbox(options: GatewaySandboxOptions = {}): Promise<GatewaySandbox> {
  const gateway = new Gateway(options)
  await gateway.open()
  return gateway
}

/** Events wait in the queue until a client has both connected and started. */
class Gateway implements GatewaySandbox {
  readonly token: string
  readonly accountId: string
  readonly sent: SentMessage[] = []
  readonly #options: GatewaySandboxOptions
  readonly #clock: Clock
  readonly #puppet: SandboxPuppet
  readonly #queue: Array<() => void> = []
  readonly #watchers = new Set<() => void>()
  #server: PuppetServer | undefined
  #control: Control | undefined
  #port = 0
  #hears = false
  #idleListeners = 0
  #beat: (() => void) | undefined

  constructor(options: GatewaySandboxOptions) {
    this.#options = options
    this.#clock = options.clock ?? systemClock
    this.token = options.token ?? 'insecure_sandbox'
    const account = options.account ?? { contactId: 'account', name: '销售助手' }
    this.accountId = account.contactId
    this.#puppet = new SandboxPuppet({
      clock: this.#clock,
      sent: (message) => this.#note(message),
      clientStarted: () => this.#clientStarted(),
    })
    // A puppet without an error listener would take the process down with it.
    this.#puppet.on('error', () => {})
    this.#idleListeners = this.#puppet.listenerCount('message')
    this.addContact({ id: account.contactId, name: account.name })
    this.addContact({ id: 'filehelper', name: '文件传输助手' })
    for (const contact of options.contacts ?? []) this.addContact(contact)
    for (const room of options.rooms ?? []) this.addRoom(room)
    this.#puppet.account(this.accountId)
  }

  get endpoint() {
    return `127.0.0.1:${this.#port}`
  }

  get env() {
    return {
      WECHATY_PUPPET: 'wechaty-puppet-service',
      WECHATY_PUPPET_SERVICE_TOKEN: this.token,
      WECHATY_PUPPET_SERVICE_ENDPOINT: this.endpoint,
      WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT: 'true',
    }
  }

  get controlPort() {
    return this.#control?.port
  }

  get clientConnected() {
    return this.#hears && this.#puppet.listenerCount('message') > this.#idleListeners
  }

  async open(): Promise<void> {
    this.#port = this.#options.port || (await freePort())
    await this.resume()
    const { controlPort } = this.#options
    if (controlPort !== undefined) this.#control = await serveGatewayControl(this, controlPort)
  }

  addContact(contact: SandboxContact): void {
    const { id, name, alias, weixin, phone = [] } = contact
    this.#puppet.contacts.set(id, {
      id,
      name,
      alias,
      handle: weixin,
      phone: typeof phone === 'string' ? [phone] : [...phone],
      avatar: '',
      gender: PUPPET.types.ContactGender.Unknown,
      type: PUPPET.types.Contact.Individual,
      friend: true,
    })
    this.#puppet.cache.contact.delete(id)
  }

  addRoom(room: SandboxRoom): void {
    const memberIdList = [...new Set([this.accountId, ...room.memberIds])]
    this.#puppet.rooms.set(room.id, { id: room.id, topic: room.topic, memberIdList, adminIdList: [] })
    this.#puppet.cache.room.delete(room.id)
  }

  joinRoom(roomId: string, contactIds: readonly string[], inviterId = this.accountId): void {
    this.#puppet.changeMembers(roomId, (members) => [...new Set([...members, ...contactIds])])
    const timestamp = this.#clock.now()
    this.#deliver(() =>
      this.#puppet.emit('room-join', { roomId, inviteeIdList: [...contactIds], inviterId, timestamp }),
    )
  }

  say(utterance: Utterance): string {
    const { from, room, to = this.accountId, text = '', id, sentAt = this.#clock.now() } = utterance
    if (!this.#puppet.contacts.has(from)) this.addContact({ id: from, name: from })
    const content: SandboxContent = utterance.content ?? { kind: 'text', text }
    const messageId = this.#puppet.keep({ id, from, to: room ?? to, room: room !== undefined, content, sentAt })
    this.#deliver(() => this.#puppet.emit('message', { messageId }))
    return messageId
  }

  sayAsAccount(to: string, text: string, options: { id?: string; sentAt?: number } = {}): string {
    const room = this.#puppet.rooms.has(to) ? to : undefined
    return this.say({ from: this.accountId, room, to, text, ...options })
  }

  recall(messageId: string): string {
    const { payload } = this.#puppet.stored.get(messageId) ?? {}
    if (!payload) throw new Error(`no message ${messageId} in the sandbox`)
    const { talkerId: from, roomId: room, listenerId: to } = payload
    return this.say({ from, room, to, content: { kind: 'recall', messageId } })
  }

  waitForSent(fits: (message: SentMessage) => boolean, timeoutMs = 10_000): Promise<SentMessage> {
    return this.#until(() => this.sent.find(fits), timeoutMs, 'the bot has not said what was waited for')
  }

  async waitForClient(timeoutMs = 10_000): Promise<void> {
    await this.#until(() => this.clientConnected || undefined, timeoutMs, 'no bot has connected')
  }

  login(): void {
    this.#puppet.account(this.accountId)
    this.#flush()
  }

  async logout(): Promise<void> {
    this.#puppet.account(undefined)
    await this.#puppet.logout('logged out on the phone')
  }

  async drop(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    this.#hears = false
    await server?.stop()
  }

  async resume(): Promise<void> {
    if (this.#server) return
    const { endpoint, token } = this
    this.#server = new PuppetServer({ endpoint, puppet: this.#puppet, token, tls: { disable: true } })
    await withoutDeprecations(() => this.#server?.start())
    this.#beat ??= this.#keepBeating()
  }

  silence(): void {
    this.#hears = false
  }

  async close(): Promise<void> {
    this.#beat?.()
    await this.#control?.close()
    await this.drop()
    await this.#puppet.stop()
  }

  #keepBeating(): () => void {
    let cancel = () => {}
    const beat = () => {
      if (this.clientConnected) this.#puppet.emit('heartbeat', { data: 'sandbox' })
      cancel = this.#clock.after(this.#options.heartbeatMs ?? 5000, beat)
    }
    beat()
    return () => cancel()
  }

  #clientStarted(): void {
    this.#hears = true
    // The answer to `start` goes out first, then what waited.
    setImmediate(() => this.#flush())
  }

  #deliver(event: () => void): void {
    this.#queue.push(event)
    this.#flush()
  }

  #flush(): void {
    if (!this.clientConnected || !this.#puppet.isLoggedIn) return
    for (const event of this.#queue.splice(0)) event()
    this.#changed()
  }

  #note(message: SentMessage): void {
    this.sent.push(message)
    this.#changed()
  }

  #changed(): void {
    for (const look of [...this.#watchers]) look()
  }

  #until<T>(look: () => T | undefined, timeoutMs: number, otherwise: string): Promise<T> {
    return new Promise((done, fail) => {
      const check = () => {
        const value = look()
        if (value === undefined) return
        stop()
        done(value)
      }
      const stop = () => {
        cancel()
        this.#watchers.delete(check)
      }
      const cancel = systemClock.after(timeoutMs, () => {
        stop()
        fail(new Error(`${otherwise} within ${timeoutMs} ms; it said: ${JSON.stringify(this.sent.map((s) => s.text))}`))
      })
      this.#watchers.add(check)
      check()
    })
  }
}

/** puppet-service calls a method of its gRPC server that is no longer necessary; users need not read about it. */
async function withoutDeprecations(work: () => Promise<void> | undefined): Promise<void> {
  const { noDeprecation } = process
  process.noDeprecation = true
  try {
    await work()
  } finally {
    process.noDeprecation = noDeprecation
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
