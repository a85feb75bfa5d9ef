import type { Outcome } from '../calls.ts'

/** An HTTP answer. */
export interface Answer {
  status: number
  type: 'json' | 'html'
  body: string
  headers?: Record<string, string>
  outcome: Outcome
}

export const json = (body: unknown, outcome: Outcome): Answer => ({
  status: 200,
  type: 'json',
  body: JSON.stringify(body),
  outcome,
})

const page = (title: string, text: string): string =>
  `<html><head><title>${title}</title></head><body><h2>${title}</h2><p>${text}</p></body></html>`

/** What IIS shows for an unknown path; some servers send their error pages with status 200. */
export const noSuchPage = (errorStatus: 200 | 500): Answer => ({
  status: errorStatus === 200 ? 200 : 404,
  type: 'html',
  body: page('404 - 找不到文件或目录。', '您要查找的资源可能已被删除，已更改名称或者暂时不可用。'),
  outcome: 'error',
})

/** What IIS shows when a page breaks down; some servers send it with status 200. */
export const serverError = (status: 200 | 500): Answer => ({
  status,
  type: 'html',
  body: page('500 - 内部服务器错误。', '您查找的资源存在问题，因而无法显示。'),
  outcome: 'error',
})
