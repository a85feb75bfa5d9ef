import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The environment of `zhibang run` between the two sandboxes, in a hurry: what waits minutes waits a fraction of a second. */
export function runEnv(
  dir: string,
  { erp, gateway }: { erp: { env: Record<string, string> }; gateway: { env: Record<string, string> } },
  salesConfig: Record<string, unknown>,
  more: Record<string, string> = {},
): Record<string, string> {
  const sales = join(dir, 'sales.json')
  writeFileSync(sales, JSON.stringify(salesConfig))
  return {
    ...erp.env,
    ...gateway.env,
    ERP_RATE_PER_SECOND: '50',
    ERP_SENIOR_USER_IDS: '63',
    SALES_CONFIG: sales,
    DATA_DIR: join(dir, 'data'),
    SYNC_DEBOUNCE_MS: '100',
    HOLD_MS: '0',
    ...more,
  }
}
