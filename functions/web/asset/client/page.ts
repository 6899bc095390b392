/** A page as the server answered it. */
export const pageOf = async (answer: Response): Promise<Document> =>
  new DOMParser().parseFromString(await answer.text(), 'text/html')

/** Puts the main part of a page in the place of what is shown, and tells everybody who has to do with it. */
export const swap = (page: Document): void => {
  const fresh = page.querySelector('#content')
  const shown = document.querySelector('#content')
  if (!fresh || !shown) {
    location.reload()
    return
  }
  document.title = page.title
  shown.replaceWith(fresh)
  document.dispatchEvent(new CustomEvent('haneul:swapped'))
}
