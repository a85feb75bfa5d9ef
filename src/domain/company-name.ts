import type { CallContext, Crm } from './crm.ts'
import type { CustomerRow } from './customer.ts'

const legalForms = /(?:股份有限责任公司|股份有限公司|有限责任公司|集团有限公司|有限公司|责任公司|总公司|公司|集团)+$/u
// 深圳市华强 and 深圳华强 are one; 深圳华强 and 广州华强 are two.
const placeWords =
  /^([\u4e00-\u9fff]{2,3})省(?=[\u4e00-\u9fff]{3})|(^|省)([\u4e00-\u9fff]{2,3})市(?=[\u4e00-\u9fff]{2})/gu

/** A company's name without what varies between two writings of it: legal form, brackets, 省 and 市, spaces, width, case. */
export function normalizeCompany(name: string): string {
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[()（）【】[\]\s·.,，。、'"“”‘’\-_/&]/gu, '')
    .replace(placeWords, '$1$3')
  const core = plain.replace(legalForms, '')
  return [...core].length >= 2 ? core : plain
}

/** Could be two writings of one company: equal, or one is the other's short form. */
export function sameCompany(a: string, b: string): boolean {
  const [x, y] = [normalizeCompany(a), normalizeCompany(b)]
  return x === y || (x.length >= 2 && y.length >= 2 && (x.includes(y) || y.includes(x)))
}

/** What a substring filter finds a company by under most writings of its name: without place in front and legal form. */
const searchText = (name: string): string => {
  const text = name.trim().replace(legalForms, '').replace(placeWords, '')
  return [...text].length >= 2 ? text : name.trim()
}

const pageSize = 100
/** Beyond so many rows of alike names the ERP's own check of duplicates has to do. */
const mostPages = 3

/** Customers of the ERP whose name is another writing of this company's. Throws CrmError. */
export async function companiesNamed(
  list: Crm['listCustomers'],
  company: string,
  call?: CallContext,
): Promise<CustomerRow[]> {
  const wanted = normalizeCompany(company)
  const found: CustomerRow[] = []
  for (let index = 1; index <= mostPages; index++) {
    const { rows, pages } = await list({ name: searchText(company) }, { index, size: pageSize }, call)
    found.push(...rows.filter((row) => normalizeCompany(row.name) === wanted))
    if (index >= pages) break
  }
  return found
}
