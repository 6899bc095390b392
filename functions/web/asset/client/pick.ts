/** Picks all rows of a list at once, and says how many are picked. */
export const pickMany = (): void => {
  for (const form of document.querySelectorAll<HTMLFormElement>('.queue-form')) {
    const all = form.querySelector<HTMLInputElement>('[data-pick-all]')
    const boxes = () => [...form.querySelectorAll<HTMLInputElement>('.pick input')]
    const tell = () => {
      const picked = boxes().filter((box) => box.checked).length
      const count = form.querySelector('[data-picked]')
      if (count) count.textContent = String(picked)
      if (all) {
        all.checked = picked > 0 && picked === boxes().length
        all.indeterminate = picked > 0 && !all.checked
      }
    }
    all?.addEventListener('change', () => {
      for (const box of boxes()) box.checked = all.checked
      tell()
    })
    form.addEventListener('change', tell)
    tell()
  }
}
