import type { MessageContent } from '../domain/index.ts'

/** What scoring reads of a message; empty where there are no words. */
export function textOf(content: MessageContent): string {
  switch (content.kind) {
    case 'text':
      return content.text
    case 'card':
      return content.name
    case 'location':
      return [content.address, content.name].filter(Boolean).join(' ')
    case 'link':
      return [content.title, content.description].filter(Boolean).join('\n')
    case 'record':
      return [content.title, content.text].filter(Boolean).join('\n')
    default:
      return ''
  }
}
