import type { Operation, Parameter } from '../catalogue/index.ts'
import { textOf } from '../wire/json.ts'
import { flatten } from '../wire/options.ts'
import { type DocumentField, type DocumentResult, fieldOf } from '../wire/result.ts'

/**
 * A document's own values in the form in which they are saved. Whether absent fields are blanked is not documented, so
 * all that stands there goes back; what cannot be sent back, such as a label where an id is wanted, is left out.
 */
export function savedValues(document: DocumentResult, save: Operation): Record<string, string> {
  return Object.fromEntries(
    save.params.flatMap((param) => {
      const field = fieldOf(document, param.id)
      const value = field && savedValue(field, param)
      return value === undefined ? [] : [[param.id, value]]
    }),
  )
}

const isNumber = (text: string) => /^-?\d+(?:\.\d+)?$/.test(text)

function savedValue(field: DocumentField, param: Parameter): string | undefined {
  const value = textOf(field.value)
  if (value === '') return undefined
  const wantsNumber = param.type === 'int' || param.type === 'decimal'
  if (!wantsNumber || isNumber(value)) return value
  return flatten(field.options ?? []).find((option) => option.text === value)?.id
}
