/** Values under the ERP's field ids, as the mobile family sends them: ids, not labels. */
export type Fields = Record<string, string>

export interface Customer {
  ord: number
  /** 1 单位客户, 2 个人客户. */
  intsort: 1 | 2
  fields: Fields
  /** User ids; empty with `pool`. */
  owners: number[]
  /** 公海: open to all. */
  pool: boolean
  /** User id of who protects it (保护). */
  protectedBy?: number
  /** 共享: to everyone, or to these users. */
  shared?: { everyone: boolean; users: number[] }
  /** 申请: who asked for it, until 审批. */
  applicant?: number
  /** 审核: `waiting` until reviewed. */
  review?: 'waiting' | 'approved' | 'rejected'
  /** Id of the contact that came with the customer. */
  person: number
  addedBy: number
  /** Epoch ms. */
  createdAt: number
  /** Latest 洽谈进展. */
  latestNote: string
}

export interface Contact {
  person: number
  /** `ord` of the customer. */
  company: number
  fields: Fields
  addedBy: number
  createdAt: number
}

/** What a 洽谈进展 is about. */
export type NoteSubject = 'tel' | 'person' | 'chance' | 'contract'

export interface Note {
  id: number
  subject: NoteSubject
  /** Id of the customer, contact, project or contract. */
  ord: number
  text: string
  /** Template, where one was chosen. */
  template?: string
  /** 跟进方式. */
  sort: string
  plantype: string
  /** The schedule's fields as they were sent. */
  schedule: Fields
  by: number
  at: number
}

/** 合同. */
export interface Contract {
  ord: number
  /** 合同编号, unique. */
  number: string
  title: string
  customer: string
  /** User id of the salesperson. */
  owner: number
  category: string
  status: string
  currency: string
  /** Yuan. */
  amount: number
  signedOn: string
  beginsOn: string
  lines: ContractLine[]
  createdAt: number
}

export interface ContractLine {
  product: string
  code: string
  count: number
  price: number
}

/** 项目. */
export interface Project {
  ord: number
  number: string
  title: string
  customer: string
  owner: number
  status: string
  stage: string
  foundAt: number
}

/** 产品. */
export interface Product {
  ord: number
  code: string
  title: string
  model: string
  unit: string
  category: string
  price: number
  createdAt: number
}

/** What of a product lies in a warehouse. */
export interface Stock {
  ord: number
  /** `ord` of the product. */
  product: number
  warehouse: string
  count: number
  frozen: number
}

export interface Department {
  id: number
  name: string
  parentId: number
}

export interface User {
  userId: number
  username: string
  name: string
  departmentId: number
  frozen: boolean
}
