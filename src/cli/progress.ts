import type { SyncProgress } from '../app/sync-now.ts'

const width = 24

/** One line that says how far a sync is. */
export function progressLine(progress: SyncProgress): string {
  if (progress.phase === 'push') return `写入 ERP：还有 ${progress.left} 条`
  const { page, pages, customers } = progress
  const share = pages > 0 ? Math.min(1, page / pages) : 1
  const full = Math.round(share * width)
  return `拉取 [${'█'.repeat(full)}${'░'.repeat(width - full)}] ${page}/${pages} 页，${customers} 个客户`
}

/** Draws over the line before, in a terminal only: logs and pipes stay clean. */
export function progressBar(out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr) {
  let drawn = false
  return {
    tell(progress: unknown): void {
      if (!out.isTTY) return
      drawn = true
      out.write(`\r\u001b[2K${progressLine(progress as SyncProgress)}`)
    },
    /** Takes the line away: what follows begins at the left. */
    end(): void {
      if (drawn) out.write('\r\u001b[2K')
    },
  }
}
