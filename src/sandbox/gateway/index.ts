export { type GatewaySandbox, type GatewaySandboxOptions, startGatewaySandbox } from './gateway.ts'
export type { SandboxContact, SandboxContent, SandboxRoom, SentMessage, Utterance } from './types.ts'
