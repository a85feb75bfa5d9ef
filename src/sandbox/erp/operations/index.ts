import type { Endpoint } from '../endpoints.ts'
import { type Result, refused } from '../result.ts'
import type { ApiCall } from '../world.ts'
import * as contacts from './contacts.ts'
import * as contracts from './contracts.ts'
import * as actions from './customer-actions.ts'
import * as customers from './customers.ts'
import * as goods from './goods.ts'
import { addNote } from './notes.ts'
import * as people from './people.ts'
import * as projects from './projects.ts'
import { sample } from './samples.ts'
import { saveCustomer } from './save-customer.ts'
import * as v3 from './v3-customers.ts'

export interface ErpOperation {
  /** For the list of calls and for faults: `customer.save`. */
  name: string
  run(call: ApiCall): Result
  /** Parameters that the documentation marks as required and that are checked by the operation itself. */
  ownChecks?: boolean
}

const operation = (name: string, run: ErpOperation['run'], ownChecks = false): ErpOperation => ({
  name,
  run,
  ownChecks,
})

/** Beyond customers: an account whose rights end there is refused. */
const readable = (name: string, run: ErpOperation['run']) =>
  operation(name, (call) => (call.world.variants.mayReadAll ? run(call) : refused('您没有权限')))

const sales = '/mobilephone/salesmanage'
const custom = '/mobilephone/salesmanage/custom'
const person = '/mobilephone/salesmanage/person'
const byPage: Record<string, ErpOperation> = {
  [`${custom}/list.asp`]: operation('customer.list', customers.list),
  [`${custom}/takeback.asp`]: operation('customer.take_back', actions.takeBack),
  [`${custom}/apply.asp`]: operation('customer.apply', actions.apply),
  [`${custom}/approve_set.asp`]: operation('customer.review', actions.review),
  [`${custom}/share.asp`]: operation('customer.share', actions.share),
  [`${person}/list.asp`]: operation('contact.list', contacts.list),
  '/mobilephone/systemmanage/order.asp': operation('customer.assign', actions.assign),
  '/mobilephone/systemmanage/reply.asp': operation('note.add', addNote, true),
  '/webapi/v3/sales/customer/add': operation('customer.add_v3', v3.addCustomer),
  '/webapi/v3/sales/customer/edit': operation('customer.edit_v3', v3.editCustomer),
  '/webapi/v3/orgs/user/list': operation('user.list', people.listUsers),
  '/webapi/v3/orgs/user/detail': operation('user.detail', people.userDetail),
  '/webapi/v3/orgs/user/add': operation('user.add', people.saveUser),
  '/webapi/v3/orgs/user/edit': operation('user.edit', people.saveUser),
  '/webapi/v3/orgs/user/delete': operation('user.delete', people.deleteUser),
  '/webapi/v3/orgs/dept/list': operation('department.list', people.listDepartments),
  '/webapi/v3/orgs/dept/detail': operation('department.detail', people.departmentDetail),
  '/webapi/v3/orgs/dept/add': operation('department.add', people.saveDepartment),
  '/webapi/v3/orgs/dept/edit': operation('department.edit', people.saveDepartment),
  [`${sales}/contract/billlist.asp`]: readable('contract.list', contracts.list),
  '/webapi/v3/sales/contract/detail': readable('contract.detail', contracts.detail),
  '/webapi/v3/sale/contract/add': operation('contract.add_v3', contracts.addWithLines),
  [`${sales}/chance/list.asp`]: readable('project.list', projects.list),
  [`${sales}/chance/add.asp`]: readable('project.detail', projects.detail),
  [`${sales}/product/billlist.asp`]: readable('product.list', goods.listProducts),
  [`${sales}/product/billservice.asp`]: readable('product.detail', goods.productDetail),
  '/webapi/v3/store/product/add': operation('product.add', goods.saveProduct),
  '/webapi/v3/store/product/edit': operation('product.edit', goods.saveProduct),
  '/mobilephone/storemanage/store/list.asp': readable('stock.list', goods.listStock),
  '/mobilephone/storemanage/store/content.asp': readable('stock.detail', goods.stockDetail),
  '/webapi/v3/store/inventory/inventorydetails': readable('stock.details', goods.stockDetails),
  '/webapi/v3/store/inventory/inventorysummary': readable('stock.summary', goods.stockSummary),
}

/** Several operations share these pages: the query and the `cmdkey` tell them apart. */
const byMessage: Record<string, ErpOperation> = {
  [`${custom}/add.asp __sys_dosave`]: operation('customer.save', saveCustomer, true),
  [`${custom}/add.asp profect`]: operation('customer.protect', actions.protect),
  [`${custom}/add.asp unprofect`]: operation('customer.unprotect', actions.unprotect),
  [`${custom}/approve.asp onsave`]: operation('customer.approve', actions.approve),
  [`${sales}/contract/add.asp __sys_dosave`]: operation('contract.save', contracts.save),
  [`${person}/add.asp __sys_dosave`]: operation('contact.save', contacts.save),
}

/** What a documented endpoint does here. */
export function operationOf(endpoint: Endpoint): ErpOperation {
  const { page, cmdkey, deciding } = endpoint
  const known = byMessage[`${page} ${cmdkey}`] ?? byPage[page]
  if (known) return known
  const opens = deciding.some(([name]) => name === 'edit')
  if (page === `${custom}/add.asp`) {
    return opens ? operation('customer.detail', customers.detail) : operation('customer.allocate', customers.allocate)
  }
  if (page === `${person}/add.asp`) return operation('contact.detail', contacts.detail)
  return operation(
    `${page
      .replace(/^\/(?:webapi\/)?/, '')
      .replace(/\.asp$/, '')
      .replaceAll('/', '.')}`,
    sample,
  )
}
