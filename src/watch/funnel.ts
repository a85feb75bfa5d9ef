import { Counter, type Registry } from 'prom-client'

/** From message to owner, counted since this process began. */
export interface Funnel {
  message(role: 'customer' | 'sales'): void
  thread(): void
  lead(): void
  admitted(trigger: string): void
  wouldHave(): void
  created(): void
  linked(by: string): void
  assigned(to: 'users' | 'public_pool'): void
  noted(): void
  question(): void
  ran(job: string, end: 'done' | 'waits' | 'dead'): void
  alert(kind: string): void
}

export function createFunnel(registry: Registry): Funnel {
  const counter = <Name extends string>(name: string, help: string, labelNames: readonly Name[] = []) =>
    new Counter<Name>({ name: `zhibang_${name}`, help, labelNames, registers: [registry] })
  const messages = counter('messages_total', 'Messages durably received', ['role'])
  const threads = counter('threads_total', 'Conversations read for the first time')
  const leads = counter('leads_total', 'Leads found')
  const admitted = counter('admitted_total', 'Leads let through to the ERP', ['trigger'])
  const wouldHave = counter('would_have_total', 'Leads that would have been written with ERP_AUTO_SYNC=true')
  const created = counter('customers_created_total', 'Customers created in the ERP')
  const linked = counter('customers_linked_total', 'Leads tied to a customer that stood in the ERP', ['by'])
  const assigned = counter('assigned_total', 'Customers given an owner', ['to'])
  const notes = counter('notes_total', 'Follow-up notes written')
  const questions = counter('questions_total', 'Questions asked of salespeople')
  const runs = counter('runs_total', 'Runs of ERP entries by how they ended', ['job', 'end'])
  const alerts = counter('alerts_total', 'Alerts told, by kind', ['kind'])
  return {
    message: (role) => messages.inc({ role }),
    thread: () => threads.inc(),
    lead: () => leads.inc(),
    admitted: (trigger) => admitted.inc({ trigger }),
    wouldHave: () => wouldHave.inc(),
    created: () => created.inc(),
    linked: (by) => linked.inc({ by }),
    assigned: (to) => assigned.inc({ to }),
    noted: () => notes.inc(),
    question: () => questions.inc(),
    ran: (job, end) => runs.inc({ job, end }),
    alert: (kind) => alerts.inc({ kind }),
  }
}
