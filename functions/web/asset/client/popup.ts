/** Opens the sheet whose form was refused, so that what is wrong is in sight. */
export const openRefused = (): void => {
  const sheet = document.querySelector<HTMLElement>('[popover][data-open]')
  if (!sheet || sheet.matches(':popover-open')) return
  sheet.showPopover()
  sheet.querySelector<HTMLElement>('[aria-invalid]')?.focus()
}
