const every = 45_000

/** Tells the desk who has a ticket open, and shows who else has. */
export const announcePresence = (): void => {
  const tell = async () => {
    const place = document.querySelector<HTMLElement>('[data-presence]')
    if (!place || document.hidden) return
    const isWriting = (document.querySelector<HTMLTextAreaElement>('textarea[data-draft]')?.value ?? '') !== ''
    const answer = await fetch(place.dataset.presence!, {
      method: 'POST',
      body: new URLSearchParams({ isWriting: String(isWriting) }),
    })
    if (!answer.ok) return
    const html = await answer.text()
    // What stays as it is says nothing new to a screen reader.
    const shown = document.querySelector<HTMLElement>('[data-presence]')
    if (shown && shown.innerHTML !== html) shown.innerHTML = html
  }
  const quietly = () => tell().catch(() => undefined)
  quietly()
  setInterval(quietly, every)
  document.addEventListener('visibilitychange', quietly)
}
