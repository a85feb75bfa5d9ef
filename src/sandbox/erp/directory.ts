import type { Department, User } from './model.ts'
import type { SandboxAccount, SandboxPerson } from './types.ts'

/** Users and departments. */
export class Directory {
  readonly users = new Map<number, User>()
  readonly departments = new Map<number, Department>()

  constructor(people: readonly SandboxPerson[], accounts: readonly SandboxAccount[]) {
    this.addDepartment('总公司', 0)
    for (const { userId, name, department, frozen = false } of people) {
      const username = accounts.find((account) => account.userId === userId)?.user ?? `user${userId}`
      this.users.set(userId, { userId, username, name, departmentId: this.#departmentNamed(department), frozen })
    }
  }

  addDepartment(name: string, parentId: number): number {
    const id = Math.max(0, ...this.departments.keys()) + 1
    this.departments.set(id, { id, name, parentId })
    return id
  }

  addUser(user: Omit<User, 'userId'>): number {
    const userId = Math.max(0, ...this.users.keys()) + 1
    this.users.set(userId, { ...user, userId })
    return userId
  }

  #departmentNamed(name: string): number {
    for (const department of this.departments.values()) if (department.name === name) return department.id
    return this.addDepartment(name, 1)
  }

  nameOf(userId: number): string {
    return this.users.get(userId)?.name ?? ''
  }

  userNamed(name: string): User | undefined {
    for (const user of this.users.values()) if (user.name === name) return user
    return undefined
  }

  /** User ids out of `63,64`; undefined when one of them is unknown or frozen. */
  parseUsers(text: string): number[] | undefined {
    const ids = text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean)
      .map(Number)
    return ids.every((id) => this.users.get(id)?.frozen === false) ? [...new Set(ids)] : undefined
  }
}
