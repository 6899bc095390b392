const pause = 1500

/** Keeps what is being written, a moment after the last key, so that nothing is lost with the page. */
export const keepDrafts = (): void => {
  for (const area of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-draft]')) {
    let timer: ReturnType<typeof setTimeout> | undefined
    area.addEventListener('input', () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        const visibility = area.form?.querySelector<HTMLInputElement>('[name=visibility]:checked')?.value ?? 'public'
        // A draft that could not be kept is still in the field.
        fetch(area.dataset.draft!, {
          method: 'POST',
          body: new URLSearchParams({ text: area.value, visibility }),
          keepalive: true,
        }).catch(() => undefined)
      }, pause)
    })
    area.form?.addEventListener('submit', () => clearTimeout(timer))
  }
}
