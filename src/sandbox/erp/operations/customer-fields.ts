import type { Endpoint, Parameter } from '../endpoints.ts'
import { endpointsByPage } from '../endpoints.ts'
import { labelOf, type Options } from '../lists.ts'
import type { Customer, Fields } from '../model.ts'
import type { Document, DocumentField } from '../result.ts'
import type { World } from '../world.ts'

const page = '/mobilephone/salesmanage/custom/add.asp'

/** Fields that belong to the contact who comes with the customer. */
export const contactIds = [
  'mobile',
  'phone',
  'email',
  'qq',
  'weixinAcc',
  'job',
  'part1',
  'sex',
  'mobile2',
  'phone2',
  'fax',
] as const

/** The documented save of companies (1) or individuals (2). */
export function saveEndpoint(intsort: 1 | 2): Endpoint {
  const found = endpointsByPage()
    .get(page)
    ?.find(({ deciding }) => deciding.some(([name, value]) => name === 'intsort' && value === String(intsort)))
  if (!found) throw new Error('the documentation has no save of customers')
  return found
}

/** A document's fields with their values and the labels of chosen options. */
export function customerDocument(
  world: World,
  { ord, intsort, values, caption }: { ord: number; intsort: 1 | 2; values: Fields; caption: string },
): Document {
  const required = new Set(world.variants.requiredFields)
  const fields = saveEndpoint(intsort)
    .params.filter(({ id }) => id !== 'ord')
    .map((param) => documentField(param, values[param.id] ?? '', world, required))
  return { id: 'tel', caption, value: ord, groups: [{ id: 'base', caption: '基本信息', fields }] }
}

function documentField(param: Parameter, value: string, world: World, required: ReadonlySet<string>): DocumentField {
  const { id, label, maxLength } = param
  const text = labelled(id, value, world)
  return {
    id,
    caption: label,
    type: param.type === 'datetime' ? 'date' : 'text',
    value,
    ...(text && { text }),
    required: Boolean(param.required) || required.has(id),
    ...(maxLength !== undefined && { maxlength: maxLength }),
  }
}

/** What people see instead of an option's id. */
export function labelled(id: string, value: string, { variants }: Pick<World, 'variants'>): string {
  const list = optionsOf(id, variants.options)
  if (list) return labelOf(list, value)
  if (id !== 'sort1') return ''
  const category = variants.categories.find((one) => String(one.id) === value.split(',')[0])
  return category?.name ?? ''
}

/** The option list behind a field; undefined where it has none. */
export function optionsOf(id: string, options: World['variants']['options']): Options | undefined {
  return id === 'ly' ? options[13] : id === 'trade' ? options[11] : id === 'jz' ? options[14] : undefined
}

/** Class and stage of a `sort1` path; undefined where it names none. */
export function categoryOf(path: string, { variants }: Pick<World, 'variants'>) {
  const [classId, stageId] = path.split(',').map((part) => part.trim())
  const category = variants.categories.find((one) => String(one.id) === classId)
  if (!category) return undefined
  const stage = stageId ? category.stages.find((one) => String(one.id) === stageId) : undefined
  return stageId && !stage ? undefined : { category, stage }
}

/** The customer's own fields and those of its contact, as one document shows them. */
export function shownFields(customer: Customer, world: World): Fields {
  const contact = world.state.contacts.get(customer.person)
  const person: Fields = customer.intsort === 1 ? { person_name: contact?.fields.person_name ?? '' } : {}
  const own = Object.fromEntries(contactIds.map((id) => [id, contact?.fields[id] ?? '']))
  return { ...own, ...person, ...customer.fields }
}
