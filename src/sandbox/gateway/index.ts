export { startGatewaySandbox } from './gateway.ts'
export type {
  GatewaySandbox,
  GatewaySandboxOptions,
  SandboxContact,
  SandboxContent,
  SandboxRoom,
  SentMessage,
  Utterance,
} from './types.ts'
