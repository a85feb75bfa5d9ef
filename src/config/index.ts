export * from './config.ts'
export * from './env.ts'
export type { SalesConfig } from './sales-config.ts'
export { type SettingName, secretSettings, settings } from './settings.ts'
