import { idOf, isObject, type Json, pick, pickArray, pickObject, textOf } from './json.ts'
import { optionsOf } from './options.ts'
import type { DocumentField, DocumentResult, ErpOption } from './result.ts'

/** BillClass: a document with its fields in groups. */
export function documentOf(bill: Json): DocumentResult {
  const groups = pickArray(bill, 'groups', 'group') ?? []
  const loose = pickArray(bill, 'fields') ?? []
  const fields = [...groups.flatMap((group) => pickArray(group, 'fields', 'field') ?? []), ...loose].flatMap(fieldOf)
  const own = fields.find((field) => field.id.toLowerCase() === 'ord')
  return {
    kind: 'document',
    id: idOf(pick(bill, 'value')) ?? idOf(own?.value),
    caption: textOf(pick(bill, 'caption')),
    fields,
  }
}

function fieldOf(raw: unknown): DocumentField[] {
  if (!isObject(raw)) return []
  const id = textOf(pick(raw, 'id', 'dbname', 'name'))
  const caption = textOf(pick(raw, 'caption', 'title', 'label'))
  if (id === '' && caption === '') return []
  const wrapped = pick(raw, 'value')
  const value = isObject(wrapped) && pick(wrapped, 'value') !== undefined ? pick(wrapped, 'value') : wrapped
  const text = textOf(pick(raw, 'text', 'valuetext', 'displaytext', 'formattext', 'showtext'))
  const must = textOf(pick(raw, 'required', 'notnull', 'must', 'notempty', 'nonnull'))
  const options = fieldOptions(raw)
  return [
    {
      id: id || caption,
      caption: caption || id,
      type: textOf(pick(raw, 'type', 'uitype')),
      value,
      ...(text && { text }),
      ...(must && { required: /^(?:1|true|yes)$/i.test(must) }),
      ...(options && { options }),
    },
  ]
}

function fieldOptions(raw: Json): ErpOption[] | undefined {
  const source = pickObject(raw, 'source')
  const nodes =
    pickArray(raw, 'options') ?? pickArray(source, 'options') ?? pickArray(pickObject(source, 'trees'), 'nodes')
  return nodes && optionsOf(nodes)
}
