import { parseId } from '../check.ts'
import type { Department, User } from '../model.ts'
import { done, type Result, refused } from '../result.ts'
import type { ApiCall } from '../world.ts'
import { tableResult } from './paging.ts'

const userColumns = [
  { id: 'ord', caption: '账号ID' },
  { id: 'username', caption: '账号名称' },
  { id: 'ygid', caption: '员工编号' },
  { id: 'name', caption: '员工姓名' },
  { id: 'status', caption: '员工状态' },
  { id: 'orgsid', caption: '部门id' },
  { id: 'partname', caption: '部门名称' },
]

export function listUsers({ params, world }: ApiCall): Result {
  const { name = '', username = '', orgsid, userstatus } = params
  const found = [...world.directory.users.values()].filter(
    (user) =>
      user.name.includes(name) &&
      user.username.includes(username) &&
      (!orgsid || user.departmentId === Number(orgsid)) &&
      (!userstatus || user.frozen === (userstatus === '2')),
  )
  const row = (user: User) => userRecord(user, world.directory.departments.get(user.departmentId)?.name ?? '')
  return tableResult(found, params, userColumns, row)
}

const userRecord = ({ userId, username, name, departmentId, frozen }: User, partname: string) => ({
  ord: userId,
  username,
  ygid: `YG${userId}`,
  name,
  status: frozen ? '冻结' : '正常',
  orgsid: departmentId,
  partname,
})

export function userDetail({ params, world }: ApiCall): Result {
  const user = world.directory.users.get(parseId(params.ord) ?? 0)
  if (!user) return refused('账号不存在')
  const partname = world.directory.departments.get(user.departmentId)?.name ?? ''
  return { kind: 'record', fields: userRecord(user, partname) }
}

/** Also edits, where an `ord` is given. */
export function saveUser({ params, world }: ApiCall): Result {
  const { users, departments } = world.directory
  const departmentId = parseId(params.Orgsid) ?? 0
  if (!departments.has(departmentId)) return refused('所属部门不存在')
  if (params.Pw !== params.ConfirmPassword) return refused('两次输入的密码不一致')
  const user = { username: params.Username ?? '', name: params.Name ?? '', departmentId, frozen: false }
  const ord = parseId(params.ord)
  if (ord !== undefined && !users.has(ord)) return refused('账号不存在')
  if (ord === undefined) world.directory.addUser(user)
  else users.set(ord, { ...user, userId: ord })
  return done('保存成功')
}

export function deleteUser({ params, world }: ApiCall): Result {
  return world.directory.users.delete(parseId(params.ord) ?? 0) ? done('删除成功') : refused('账号不存在')
}

const departmentColumns = [
  { id: 'ord', caption: '部门ID' },
  { id: 'name', caption: '部门名称' },
  { id: 'pid', caption: '上级部门ID' },
]
const departmentRecord = ({ id, name, parentId }: Department) => ({ ord: id, name, pid: parentId })

export function listDepartments({ params, world }: ApiCall): Result {
  const { orgsname = '' } = params
  const found = [...world.directory.departments.values()].filter(({ name }) => name.includes(orgsname))
  return tableResult(found, params, departmentColumns, departmentRecord)
}

export function departmentDetail({ params, world }: ApiCall): Result {
  const department = world.directory.departments.get(parseId(params.ord) ?? 0)
  return department ? { kind: 'record', fields: departmentRecord(department) } : refused('部门不存在')
}

export function saveDepartment({ params, world }: ApiCall): Result {
  const { departments } = world.directory
  const { name = '' } = params
  const parentId = parseId(params.pid) ?? 0
  if (!departments.has(parentId)) return refused('上级部门不存在')
  const ord = parseId(params.ord)
  if (ord !== undefined && !departments.has(ord)) return refused('部门不存在')
  if (ord === undefined) world.directory.addDepartment(name, parentId)
  else departments.set(ord, { id: ord, name, parentId })
  return done('保存成功')
}
