import { spawn } from 'node:child_process'

/**
 * Runs a command in the foreground: signals go through, its exit code becomes ours. With `channel` the command has an
 * IPC channel by which it learns that we were killed, which no signal tells.
 */
export function runForwardingSignals(command, args, { channel = false } = {}) {
  const child = spawn(command, args, { stdio: ['inherit', 'inherit', 'inherit', ...(channel ? ['ipc'] : [])] })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(`zhibang: 无法启动 ${command}: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGTERM' || signal === 'SIGINT' ? 0 : 1)))
}
