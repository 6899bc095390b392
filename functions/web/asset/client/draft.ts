const pause = 1500

const tell = ({ form, value }: HTMLTextAreaElement, isKept: boolean) => {
  const note = form?.querySelector<HTMLElement>('[data-draft-note]')
  if (note) note.textContent = isKept && value !== '' ? (note.dataset.kept ?? '') : ''
}

/** Fields that are listened to already; what a swap leaves in place is not listened to twice. */
const known = new WeakSet<HTMLTextAreaElement>()

/** Keeps what is being written, a moment after the last key, so that nothing is lost with the page. */
export const keepDrafts = (): void => {
  for (const area of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-draft]')) {
    if (known.has(area)) continue
    known.add(area)
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
        })
          .then(({ ok }) => tell(area, ok))
          .catch(() => tell(area, false))
      }, pause)
    })
    area.form?.addEventListener('submit', () => clearTimeout(timer))
  }
}
