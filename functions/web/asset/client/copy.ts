const shownMilliseconds = 2000

const buttons = () => document.querySelectorAll<HTMLButtonElement>('button[data-copies]')

/** Shows the buttons that copy where the browser lets pages copy; without it they would do nothing. */
export const offerCopies = (): void => {
  if (!navigator.clipboard) return
  for (const button of buttons()) button.hidden = false
}

/** Copies what stands in another element, and says so where the button stands. */
export const copyTexts = (): void => {
  document.addEventListener('click', async ({ target }) => {
    const button = (target as Element).closest<HTMLButtonElement>('button[data-copies]')
    const text = button && document.getElementById(button.dataset.copies!)?.textContent
    const label = button?.querySelector('span')
    if (!button || !text || !label) return
    await navigator.clipboard.writeText(text)
    const before = label.textContent
    if (before === button.dataset.copied) return
    label.textContent = button.dataset.copied!
    setTimeout(() => {
      label.textContent = before
    }, shownMilliseconds)
  })
}
