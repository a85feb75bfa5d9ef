import { Agent } from 'node:http'
import { performance } from 'node:perf_hooks'
import axios from 'axios'

/** One call to the ERP as a script of one's own would make it. */
export async function bareCaller(baseUrl: string) {
  const http = axios.create({ baseURL: baseUrl, httpAgent: new Agent({ keepAlive: true }) })
  const value = (id: string, val: string | number) => ({ id, val })
  const login = [
    value('user', 'txt:bot'),
    value('password', 'txt:sandbox'),
    value('serialnum', 'txt:B1'),
    value('rndcode', ''),
  ]
  const { data } = await http.post('/webapi/v3/ov1/login', { session: '', datas: login })
  const { session } = (data as { header: { session: string } }).header
  const body = { session, cmdkey: 'refresh', datas: [value('pagesize', 20), value('pageindex', 1)] }
  const call = () => http.post('/sysa/mobilephone/salesmanage/custom/list.asp', body)
  return {
    /** Mean of so many calls, one after the other, ms. */
    async mean(count: number): Promise<number> {
      const started = performance.now()
      for (let n = 0; n < count; n++) await call()
      return (performance.now() - started) / count
    },
  }
}
