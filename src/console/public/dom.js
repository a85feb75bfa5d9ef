/**
 * Builds an element. Text goes in as text, never as markup: nothing a customer writes can become part of the page.
 * `props`: `class`, `on*` listeners, and attributes; undefined and false are left out.
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === false) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else if (name === 'width%') element.style.setProperty('--width', `${value}%`)
    else element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false))
  return element
}

export const byId = (id) => document.getElementById(id)

/** Puts new children in place of the old ones, but only where `data` differs from the last time. */
export function renderInto(id, data, build) {
  const place = byId(id)
  const mark = JSON.stringify(data)
  if (place.mark === mark) return
  place.mark = mark
  place.replaceChildren(...[build(data)].flat().filter(Boolean))
}
