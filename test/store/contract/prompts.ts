import { describe, expect } from 'vitest'
import type { Prompt } from '../../../src/domain/index.ts'
import { start } from '../records.ts'
import type { OpenStore } from '../store-contract.ts'
import { withStore } from './setup.ts'

const prompt = (id: string, extra: Partial<Prompt> = {}): Prompt => ({
  id,
  contactId: 'wq',
  conversationId: 'wq',
  kind: 'lead_question',
  data: { leadId: 'l1', options: [1, 2] },
  createdAt: start,
  expiresAt: start + 1_000,
  ...extra,
})

export function promptContract(open: OpenStore): void {
  const it = withStore(open)
  describe('questions', () => {
    it('wait for one person in one chat, the latest first, over a restart', async (under) => {
      await under.store.savePrompt(prompt('p1'))
      await under.store.transact((tx) => tx.savePrompt(prompt('p2', { createdAt: start + 1 })))
      await under.store.savePrompt(prompt('p3', { contactId: 'zm', createdAt: start + 2 }))
      const store = await under.reopen()
      expect(await store.prompt('wq', 'wq')).toEqual(prompt('p2', { createdAt: start + 1 }))
      expect(await store.prompt('wq', 'room')).toBeUndefined()
    })

    it('are taken once', async ({ store }) => {
      await store.savePrompt(prompt('p1'))
      const taken = await Promise.all(Array.from({ length: 5 }, () => store.takePrompt('p1')))
      expect(taken.filter(Boolean)).toHaveLength(1)
      expect(await store.prompt('wq', 'wq')).toBeUndefined()
    })
  })
}
