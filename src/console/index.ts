/** The operator's web page: state, figures, queue and leads of a running bot. */
export type { AlertNote, ConsolePorts } from './ports.ts'
export { type ConsoleOptions, serveConsole } from './server.ts'
