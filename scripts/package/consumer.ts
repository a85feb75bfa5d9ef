// A stranger's project: compiled against the packed types and run with neither Wechaty nor a database installed.
import { CrmError, createErp, operations } from 'wechaty-plugin-zhibang/erp'
import { scoreThread } from 'wechaty-plugin-zhibang/scoring'

const said = (id: string, text: string) =>
  ({ id, role: 'customer', kind: 'text', text, sentAt: 1_794_000_000_000 }) as const
const { score, band, fields, admission } = scoreThread([
  said('1', '采购50台空压机今天签合同'),
  said('2', '台州博运塑业有限公司 郑海涛 13905762841'),
])
band satisfies 'hot' | 'warm' | 'cold'
// @ts-expect-error scores are numbers
score satisfies string
if (band !== 'hot' || fields.mobile !== '13905762841' || !admission.passed)
  throw new Error(`scored otherwise: ${score} ${band} ${JSON.stringify(fields)}`)

const erp = createErp({ baseUrl: 'http://127.0.0.1:9', username: 'bot', password: 'none' })
// @ts-expect-error the password is required
const incomplete: Parameters<typeof createErp>[0] = { baseUrl: '', username: '' }
void incomplete
try {
  await erp.client.customers.get(1 as never)
  throw new Error('nobody listens there')
} catch (error) {
  if (!(error instanceof CrmError) || error.failure !== 'unreachable') throw error
}
await erp.close()
console.log(`scored ${score}, ${operations.length} operations, ${'unreachable'} told apart`)
