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
    if (answer.ok) place.innerHTML = await answer.text()
  }
  const quietly = () => tell().catch(() => undefined)
  quietly()
  setInterval(quietly, every)
  document.addEventListener('visibilitychange', quietly)
}
