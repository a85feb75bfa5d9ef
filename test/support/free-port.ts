import { createServer, type Server } from 'node:net'

/** A listener on a port of its own. */
export const listen = (): Promise<{ port: number; server: Server }> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      done({ port: typeof address === 'object' && address ? address.port : 0, server })
    })
  })

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
  const { port, server } = await listen()
  await new Promise((done) => server.close(done))
  return port
}
