import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

/** A way to a server that can go dead without being closed, as when a cable is pulled. */
export async function startHole(port: number) {
  const pairs = new Set<[Socket, Socket]>()
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    for (const socket of pair) sockets.add(socket)
    near.on('error', () => {}).on('data', (bytes) => far.write(bytes))
    far.on('error', () => {}).on('data', (bytes) => near.write(bytes))
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    port: (server.address() as AddressInfo).port,
    /** The connections of this moment carry nothing any more, in either direction; new ones work. */
    swallow() {
      for (const pair of pairs) for (const socket of pair) socket.removeAllListeners('data').pause()
      pairs.clear()
    },
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
