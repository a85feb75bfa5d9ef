export { startGatewaySandbox } from './gateway.ts'
export type {
  GatewaySandbox,
  SandboxContact,
  SandboxContent,
  SandboxRoom,
  SentMessage,
  Utterance,
} from './types.ts'
