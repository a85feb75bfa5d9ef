import type { AddressInfo, Server } from 'node:net'

export interface Listening {
  /** `http://127.0.0.1:8090`. */
  readonly url: string
  /** Waits for nobody: connections that are open are cut. */
  close(): Promise<void>
}

/** Puts an HTTP server on a port; 0 = a free one. Rejects where the port cannot be had. */
export async function listen(
  server: Server & { closeAllConnections?(): void },
  { host, port }: { host: string; port: number },
): Promise<Listening> {
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(port, host, done)
  })
  const name = host.includes(':') ? `[${host}]` : host
  return {
    url: `http://${name}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections?.()
      }),
  }
}
