import { post } from './api.js'
import { byId } from './dom.js'

byId('login').addEventListener('submit', async (event) => {
  event.preventDefault()
  const error = byId('error')
  error.hidden = true
  try {
    await post('/api/login', { token: byId('token').value })
    location.replace('/')
  } catch (problem) {
    error.textContent = problem.message
    error.hidden = false
    byId('token').select()
  }
})
byId('token').focus()
