const headers = { 'x-zhibang-console': '1', 'content-type': 'application/json' }

async function ask(path, options) {
  const response = await fetch(path, { credentials: 'same-origin', cache: 'no-store', ...options })
  const body = await response.json().catch(() => ({}))
  if (response.status === 401 && path !== '/api/login') location.replace('/login')
  if (!response.ok) throw new Error(body.error ?? `服务器回答 ${response.status}`)
  return body
}

export const get = (path) => ask(path)
export const post = (path, body = {}) => ask(path, { method: 'POST', headers, body: JSON.stringify(body) })
