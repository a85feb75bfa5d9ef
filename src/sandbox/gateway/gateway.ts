import * as PUPPET from 'wechaty-puppet'
import { PuppetServer } from 'wechaty-puppet-service'
import { type Clock, systemClock } from '../../shared/clock.ts'
import { type Control, serveGatewayControl } from './control.ts'
import { SandboxPuppet } from './sandbox-puppet.ts'
import { freePort, withoutDeprecations } from './server-start.ts'
import type {
  GatewaySandbox,
  GatewaySandboxOptions,
  SandboxContact,
  SandboxContent,
  SandboxRoom,
  SentMessage,
  Utterance,
} from './types.ts'
import { Watch } from './watch.ts'

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
  readonly #watch = new Watch()
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
    const said = () => `the bot did not say it, but: ${JSON.stringify(this.sent.map((message) => message.text))}`
    return this.#watch.until(() => this.sent.find(fits), timeoutMs, said)
  }

  async waitForClient(timeoutMs = 10_000): Promise<void> {
    await this.#watch.until(
      () => this.clientConnected || undefined,
      timeoutMs,
      () => 'no bot has connected',
    )
  }

  showScan(qrcode: string, status: PUPPET.types.ScanStatus = PUPPET.types.ScanStatus.Waiting): void {
    this.#puppet.emit('scan', { qrcode, status })
  }

  login(): void {
    this.#puppet.account(this.accountId)
    this.#flush()
  }

  async logout(): Promise<void> {
    this.#puppet.account(undefined)
    await this.#puppet.logout('logged out on the phone')
  }

  withhold(requests: number): void {
    this.#puppet.unreadable = requests
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
    this.#watch.changed()
  }

  #note(message: SentMessage): void {
    this.sent.push(message)
    this.#watch.changed()
  }
}
