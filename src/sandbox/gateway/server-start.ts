import { createServer } from 'node:net'

/** puppet-service calls a method of its gRPC server that is no longer necessary; users need not read about it. */
export async function withoutDeprecations(work: () => Promise<void> | undefined): Promise<void> {
  const { noDeprecation } = process
  process.noDeprecation = true
  try {
    await work()
  } finally {
    process.noDeprecation = noDeprecation
  }
}

/** A port nobody listens on at the moment. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
