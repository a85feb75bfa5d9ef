#!/usr/bin/env node
import { entry, findRuntime, refuse } from './runtime.js'
import { runForwardingSignals } from './spawn.js'

const runtime = findRuntime()
if (runtime === undefined) refuse()
else
  runForwardingSignals(runtime, ['--disable-warning=ExperimentalWarning', entry, ...process.argv.slice(2)], {
    channel: true,
  })
