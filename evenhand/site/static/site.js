// Small helps for every page; all of them can be done without.
'use strict'
;(() => {
  const root = document.documentElement
  root.classList.add('eh-js')

  // After a form came back with faults, start at what is wrong.
  const first = document.querySelector('[data-focus]')
  if (first) first.focus()

  // A link in a summary of faults goes to its box and puts the cursor in it.
  document.addEventListener('click', (event) => {
    const link = event.target.closest('.govuk-error-summary a[href^="#"]')
    const box = link && document.getElementById(link.hash.slice(1))
    if (!box) return
    event.preventDefault()
    ;(box.closest('.govuk-form-group') || box).scrollIntoView()
    box.focus({ preventScroll: true })
  })

  // One press sends once; the button works again if the reader comes back to the page.
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (!form.matches('[data-once]')) return
    if (form.dataset.sent) event.preventDefault()
    form.dataset.sent = 'yes'
  })
  window.addEventListener('pageshow', () => {
    document.querySelectorAll('[data-sent]').forEach((form) => delete form.dataset.sent)
  })

  // One menu at a time; Escape or a click elsewhere closes it.
  const closeMenus = (but) =>
    document.querySelectorAll('.eh-menu[open]').forEach((menu) => {
      if (menu !== but) menu.open = false
    })
  document.addEventListener('click', (event) => closeMenus(event.target.closest('.eh-menu')))

  // Leave this page: the page goes blank at once, and the way back does not lead here.
  const exit = document.querySelector('[data-exit]')
  const leave = () => {
    document.body.classList.add('eh-gone')
    document.title = '…'
    window.location.replace(exit.href)
  }
  let presses = []
  if (exit) {
    exit.addEventListener('click', (event) => {
      event.preventDefault()
      leave()
    })
  }
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') {
      presses = []
      return
    }
    closeMenus(null)
    const now = Date.now()
    presses = presses.filter((at) => now - at < 3000).concat(now)
    if (exit && presses.length >= 3) leave()
  })
})()
