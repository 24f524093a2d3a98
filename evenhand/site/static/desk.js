// Keys for people who work at the desk all day:
//   j / k  next, previous row      Enter  open it      c  new case      /  look for      ?  what the keys do
// A row is anything with data-row that holds a link; c and / use what bears data-key-new and data-key-search.
'use strict'
;(() => {
  const listLinks = () => [...document.querySelectorAll('[data-row] a')].filter((link, at, all) => {
    const row = link.closest('[data-row]')
    return all.findIndex((other) => other.closest('[data-row]') === row) === at
  })

  const move = (by) => {
    const links = listLinks()
    if (!links.length) return
    const here = document.activeElement && document.activeElement.closest('[data-row]')
    const at = links.findIndex((link) => link.closest('[data-row]') === here)
    const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + by, 0), links.length - 1)
    links[next].focus()
    links[next].closest('[data-row]').scrollIntoView({ block: 'nearest' })
  }

  const press = (name) => {
    const target = document.querySelector(`[data-key-${name}]`)
    if (!target) return false
    if (target.matches('a, button, summary')) target.click()
    else target.focus()
    return true
  }

  const help = () => {
    const keys = document.querySelector('[data-key-help]')
    if (!keys) return false
    keys.open = !keys.open
    if (keys.open) keys.scrollIntoView({ block: 'nearest' })
    return true
  }

  const acts = {
    j: () => (move(1), true),
    k: () => (move(-1), true),
    c: () => press('new'),
    '/': () => press('search'),
    '?': help,
  }

  const isTyping = (node) => node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName)

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (event.key === 'Escape' && isTyping(event.target)) event.target.blur()
    if (isTyping(event.target)) return
    const act = acts[event.key]
    if (act && act()) event.preventDefault()
  })
})()
