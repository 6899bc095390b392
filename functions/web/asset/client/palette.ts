interface Choice {
  readonly text: string
  readonly key: string
  run(): void
}

const textOf = (element: HTMLElement) =>
  element.dataset.command || element.ariaLabel || element.textContent?.trim() || ''

/** Everything on the page that one can press and that has a name, the places first. */
const choices = (): readonly Choice[] => {
  const seen = new Set<string>()
  return [...document.querySelectorAll<HTMLElement>('[data-command], .places a, [data-key]:is(a, button)')].flatMap(
    (element) => {
      const text = textOf(element)
      if (text === '' || seen.has(text) || element.closest('.palette')) return []
      seen.add(text)
      return [{ text, key: element.dataset.key ?? '', run: () => element.click() }]
    },
  )
}

const folded = (text: string) => text.normalize('NFC').toLowerCase().replaceAll(/\s+/g, '')

/** Letters in order, so that `asme` finds "Assign to me". */
const matches = (text: string, wanted: string) => {
  let from = 0
  for (const letter of folded(wanted)) {
    from = folded(text).indexOf(letter, from) + 1
    if (from === 0) return false
  }
  return true
}

/** Opens the palette: do anything that this page offers, or go to a ticket, by typing. */
export const openPalette = (): void => {
  const sheet = document.querySelector<HTMLElement>('.palette')
  const field = sheet?.querySelector<HTMLInputElement>('input[type=search]')
  const menu = sheet?.querySelector<HTMLElement>('.menu')
  if (!sheet || !field || !menu) return
  const all = choices()
  let chosen = 0
  const show = () => {
    const wanted = field.value.trim()
    const found = all.filter(({ text }) => matches(text, wanted)).slice(0, 12)
    chosen = Math.min(chosen, Math.max(found.length - 1, 0))
    menu.replaceChildren(
      ...found.map((choice, i) => {
        const button = document.createElement('button')
        button.type = 'button'
        button.role = 'option'
        button.id = `palette-${i}`
        button.setAttribute('aria-selected', String(i === chosen))
        button.append(choice.text)
        if (choice.key) {
          const key = document.createElement('kbd')
          key.append(choice.key)
          button.append(key)
        }
        button.onclick = () => {
          sheet.hidePopover()
          choice.run()
        }
        return button
      }),
    )
    field.setAttribute('aria-activedescendant', found.length > 0 ? `palette-${chosen}` : '')
  }
  field.value = ''
  field.oninput = () => {
    chosen = 0
    show()
  }
  field.onkeydown = (event) => {
    const count = menu.children.length
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      chosen = (chosen + (event.key === 'ArrowDown' ? 1 : count - 1)) % Math.max(count, 1)
      show()
    } else if (event.key === 'Enter' && !event.isComposing && menu.children[chosen]) {
      event.preventDefault()
      ;(menu.children[chosen] as HTMLElement).click()
    }
  }
  show()
  sheet.showPopover()
  field.focus()
}
