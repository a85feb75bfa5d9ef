import type { ErpSandbox } from '../../src/sandbox/erp/index.ts'

/** One customer as it counts: no ids and markers, which differ from run to run. */
export interface Content {
  khid: string | undefined
  name: string | undefined
  owners: number[]
  pool: boolean
  contacts: string[]
  notes: string[]
}

const withoutMarker = (text: string) => text.replace(/^〔[^〕]*〕/, '')

export const contentOf = (erp: ErpSandbox): Content[] =>
  erp
    .customers()
    .map(
      ({ ord, fields, owners, pool }): Content => ({
        khid: fields.khid,
        name: fields.name,
        owners,
        pool,
        contacts: erp
          .contacts(ord)
          .map((contact) => `${contact.fields.person_name} ${contact.fields.mobile}`)
          .sort(),
        notes: erp
          .notes(ord)
          .map(({ text }) => withoutMarker(text))
          .sort(),
      }),
    )
    .sort((a, b) => `${a.name} ${a.khid}`.localeCompare(`${b.name} ${b.khid}`))
