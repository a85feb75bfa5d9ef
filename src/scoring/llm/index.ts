/** A language model behind rules that need none: adds to what they read, and reads a salesperson's free words. */
export { createCommandReader } from './command-reader.ts'
export { createEnricher, type EnricherOptions } from './enricher.ts'
export { createLlm, type Llm } from './llm.ts'
export type { LlmOptions } from './options.ts'
