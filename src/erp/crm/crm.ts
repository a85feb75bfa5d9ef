import type { Crm, CrmHealth } from '../../domain/crm.ts'
import type { RateGate } from '../../domain/erp-shared.ts'
import type { ErpClient } from '../client.ts'
import type { Session } from '../session/session.ts'
import type { Latency } from '../transport/latency.ts'

export interface CrmParts {
  client: ErpClient
  session: Session
  gate: RateGate
  latency: Latency
}

/** The product's port over the client: nothing but names. */
export function createCrm({ client, session, gate, latency }: CrmParts): Crm {
  const { customers, contacts, followUps, users, options } = client
  return {
    findByKhid: customers.findByKhid,
    findByMobile: contacts.findByMobile,
    listCustomers: customers.page,
    getCustomer: customers.get,
    allocate: customers.allocate,
    saveCustomer: customers.save,
    updateCustomer: customers.update,
    assign: customers.assign,
    addFollowUp: (ord, note, context) => followUps.add('customer', ord, note, context),
    customerAction: customers.act,
    share: customers.share,
    listContacts: contacts.ofCustomer,
    addContact: contacts.add,
    categories: async (context) => (await options.categories(context)).map(({ text }) => text),
    employees: users.all,
    health: (): CrmHealth => {
      const { waiting, perSecond, ratePerSecond } = gate.state()
      return {
        loggedIn: session.loggedIn(),
        loginTrouble: session.trouble(),
        waiting,
        perSecond,
        ratePerSecond,
        meanLatencyMs: latency.mean(),
        lastError: latency.lastError(),
        away: latency.away(),
      }
    },
  }
}
