import { post } from './api.js'
import { byId } from './dom.js'

const nameKey = 'zhibang-console-by'
const words = {
  retry: { verb: '重试', text: '再写一次 ERP。', kind: 'primary' },
  discard: { verb: '丢弃', text: '丢弃后不会再写入 ERP，也不会再提醒。', kind: 'danger' },
}

const dialog = byId('dialog')
const by = byId('dialog-by')
const error = byId('dialog-error')
let current

/** Asks for a confirmation and for who it is, then does it. `again` is called when it is done. */
export function decide(entry, decision, again) {
  const { verb, text, kind } = words[decision]
  current = { path: `/api/outbox/${entry.id}/${decision}`, again }
  byId('dialog-title').textContent = `${verb} #${entry.id} ${entry.what}`
  byId('dialog-text').textContent = entry.about ? `${entry.about}：${text}` : text
  const yes = byId('dialog-yes')
  yes.textContent = verb
  yes.className = kind
  by.value = localStorage.getItem(nameKey) ?? ''
  error.hidden = true
  dialog.showModal()
}

byId('dialog-no').addEventListener('click', () => dialog.close())
byId('dialog-form').addEventListener('submit', async (event) => {
  event.preventDefault()
  const yes = byId('dialog-yes')
  yes.disabled = true
  try {
    await post(current.path, { by: by.value })
    localStorage.setItem(nameKey, by.value.trim())
    dialog.close()
    current.again()
  } catch (problem) {
    error.textContent = problem.message
    error.hidden = false
  } finally {
    yes.disabled = false
  }
})
