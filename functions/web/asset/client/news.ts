/**
 * Says at the field in which somebody writes that a message came since they began. Who has been told is not asked again when
 * they send.
 */
export const tellNews = (): void => {
  const conversation = document.querySelector<HTMLElement>('#conversation[data-newest]')
  const news = document.querySelector<HTMLElement>('[data-news]')
  const form = news?.closest('form')
  const area = form?.querySelector('textarea')
  if (!conversation || !news || !form || !area) return
  const newest = Number(conversation.dataset.newest)
  if (newest <= Number(news.dataset.seen)) return
  if (area.value !== '') {
    news.hidden = false
    news.querySelector('a')?.setAttribute('href', `#entry-${newest}`)
  }
  news.dataset.seen = String(newest)
  const version = form.querySelector<HTMLInputElement>('[name=version]')
  if (version && conversation.dataset.version) version.value = conversation.dataset.version
}
