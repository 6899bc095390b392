const shownMilliseconds = 8000

/** What was done is said once: a reload does not say it again, and it goes away by itself. */
export const showToast = (): void => {
  const toast = document.querySelector<HTMLElement>('[data-toast]')
  if (!toast) return
  const here = new URL(location.href)
  if (here.searchParams.has('done')) {
    here.searchParams.delete('done')
    history.replaceState(null, '', here)
  }
  setTimeout(() => toast.remove(), shownMilliseconds)
}
