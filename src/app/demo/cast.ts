import type { ThreadMessage } from '../../domain/index.ts'
import type { SandboxContact, SandboxContent, SandboxRoom, Utterance } from '../../sandbox/gateway/index.ts'
import type { DemoThread } from './conversations.ts'

/** The house: who sells, with the user ids of the sandbox ERP. */
export const house = [
  { name: '李娜', contactId: 'wx-lina', erpUserId: 63, role: 'sales', department: '销售一部' },
  { name: '王强', contactId: 'wx-wangqiang', erpUserId: 64, role: 'sales', department: '销售一部' },
  { name: '赵敏', contactId: 'wx-zhaomin', erpUserId: 65, role: 'sales', department: '销售二部' },
  { name: '陈静', contactId: 'wx-chenjing', erpUserId: 70, role: 'manager', department: '销售部' },
  { name: '周工', contactId: 'wx-zhougong', role: 'operator' },
] as const
export const firstSeller = house[0]

const customerOf = (thread: DemoThread) => `wxid-${thread.id}`
const otherOf = (thread: DemoThread, speaker: string | undefined) => `${customerOf(thread)}-${speaker ?? 'other'}`
const roomOf = (thread: DemoThread) => `${thread.id}@chatroom`

/** Who is in the WeChat of the demo: the house, the customers, and bystanders in groups. */
export function castOf(threads: readonly DemoThread[]): { contacts: SandboxContact[]; rooms: SandboxRoom[] } {
  const contacts = new Map<string, SandboxContact>(
    house.map(({ contactId, name }) => [contactId, { id: contactId, name }]),
  )
  const rooms: SandboxRoom[] = []
  for (const thread of threads) {
    const shown = thread.messages.find((message) => message.role === 'customer')?.speaker
    contacts.set(customerOf(thread), { id: customerOf(thread), name: shown ?? thread.nickname })
    if (thread.topic === undefined) continue
    const others = thread.messages.filter((message) => message.role === 'other')
    for (const { speaker } of others) {
      const id = otherOf(thread, speaker)
      contacts.set(id, { id, name: speaker ?? '群友' })
    }
    const memberIds = [customerOf(thread), firstSeller.contactId, ...others.map((m) => otherOf(thread, m.speaker))]
    rooms.push({ id: roomOf(thread), topic: thread.topic, memberIds })
  }
  return { contacts: [...contacts.values()], rooms }
}

/** What the gateway has to say for one message of a conversation. */
export function utteranceOf(thread: DemoThread, message: ThreadMessage, accountId: string): Utterance {
  const said = { id: message.id, sentAt: message.sentAt, content: contentOf(message) }
  if (thread.topic !== undefined) return { from: speakerOf(thread, message), room: roomOf(thread), ...said }
  if (message.role === 'sales') return { from: accountId, to: customerOf(thread), ...said }
  return { from: customerOf(thread), ...said }
}

function speakerOf(thread: DemoThread, message: ThreadMessage): string {
  if (message.role === 'sales') return firstSeller.contactId
  return message.role === 'customer' ? customerOf(thread) : otherOf(thread, message.speaker)
}

function contentOf({ kind, text }: ThreadMessage): SandboxContent {
  if (kind === 'location') return { kind, name: text, address: text }
  if (kind === 'record') return { kind, text }
  if (kind === 'image' || kind === 'audio') return { kind }
  return { kind: 'text', text }
}
