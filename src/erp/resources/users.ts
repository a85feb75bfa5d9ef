import { type CallContext, CrmError } from '../../domain/crm.ts'
import type { Employee } from '../../domain/customer.ts'
import type { ErpUserId } from '../../domain/ids.ts'
import type { Call } from '../client.ts'
import type { OptionBook } from '../option-book.ts'
import { idOf, pick, textOf } from '../wire/json.ts'
import type { flatten } from '../wire/options.ts'
import type { ErpRow } from '../wire/result.ts'
import { allPages, listOf, pageOf } from './pages.ts'

export interface Department {
  id: number
  name: string
  parentId?: number
}

const pageSize = 100

/** 账号 and 部门, read only. */
export function createUsers(call: Call, book: OptionBook) {
  const list = (context?: CallContext): AsyncGenerator<Employee, void> =>
    allPages(async (index) => {
      const result = await call('system.user.list', { page_size: pageSize, page_index: index }, context)
      return pageOf(listOf('system.user.list', result), employeeOf)
    })

  const departments = (context?: CallContext): AsyncGenerator<Department, void> =>
    allPages(async (index) => {
      const result = await call('system.department.list', { page_size: pageSize, page_index: index }, context)
      return pageOf(listOf('system.department.list', result), departmentOf)
    })

  /** Everybody; where the account may not read the list of accounts, the people it may choose from. */
  async function all(context?: CallContext): Promise<Employee[]> {
    try {
      const employees: Employee[] = []
      for await (const one of list(context)) employees.push(one)
      return employees
    } catch (error) {
      if (!(error instanceof CrmError && error.failure === 'refused')) throw error
      return fromOptions(await book.people(context))
    }
  }

  return { list, all, departments }
}

export type Users = ReturnType<typeof createUsers>

const text = (row: unknown, ...names: string[]) => textOf(pick(row, ...names))

function employeeOf(row: ErpRow): Employee | undefined {
  const userId = idOf(pick(row, 'ord', '账号ID', 'userid', 'id'))
  const name = text(row, 'name', '员工姓名', '姓名') || text(row, 'username', '账号名称')
  if (userId === undefined || name === '') return undefined
  const status = text(row, 'status', '员工状态', 'userstatus', '账号状态')
  const department = text(row, 'partname', '部门名称', 'orgsname') || undefined
  return { userId: userId as ErpUserId, name, department, active: !/^(?:2|3)$|冻结|离职|停用/.test(status) }
}

function departmentOf(row: ErpRow): Department | undefined {
  const id = idOf(pick(row, 'ord', 'id', 'orgsid', '部门ID'))
  const name = text(row, 'name', '部门名称', 'orgsname', 'partname')
  return id === undefined || name === '' ? undefined : { id, name, parentId: idOf(pick(row, 'pid', '上级部门ID')) }
}

/** Leaves of the tree are people, what holds them are departments. */
function fromOptions(options: Parameters<typeof flatten>[0], department?: string): Employee[] {
  return options.flatMap((option) => {
    if (option.nodes.length > 0) return fromOptions(option.nodes, option.text)
    const userId = idOf(option.id)
    return userId === undefined ? [] : [{ userId: userId as ErpUserId, name: option.text, department, active: true }]
  })
}
