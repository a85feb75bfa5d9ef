import { CommanderError } from 'commander'
import { exitCode, report } from './cli/exit.ts'
import { createProgram } from './cli/program.ts'

// The launcher (bin/zhibang.js) runs us as its child: when it is killed nobody is left to stop us.
process.channel?.unref()
process.once('disconnect', () => process.exit(exitCode.failed))

try {
  await createProgram().parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? exitCode.done : exitCode.usage
  else {
    report(error)
    // What was begun before it failed (connections, timers, the lock of DATA_DIR) must not keep the process.
    process.exit()
  }
}
