import type { Host } from '../../infra/local/host.ts'
import { type Browser, openBrowser } from './browser-less.ts'

/** Goes to where the sign-in service asks who one is. */
export const toTheChoice = async (browser: Browser, to = '/'): Promise<string> => {
  const choice = await browser.follow(`/sign-in?${new URLSearchParams({ to })}`)
  await choice.body?.cancel()
  return choice.at.href
}

/** A click on a person's name; answers the URL with which the sign-in service sends the browser back to the desk. */
export const choose = async (browser: Browser, choice: string, personId: string): Promise<string> => {
  let answer = await browser.ask(choice, { form: { person: personId } })
  while (!answer.headers.get('location')?.includes('/sign-in/callback')) {
    if (answer.status !== 303) throw new Error(`${personId} was not chosen: ${answer.status} ${await answer.text()}`)
    answer = await browser.ask(new URL(answer.headers.get('location')!, choice).href)
  }
  return answer.headers.get('location')!
}

/** Signs in as this person in a browser; answers what the desk said, a redirect to where they wanted to go when all is well. */
export const signInWith = async (browser: Browser, personId: string, to?: string): Promise<Response> =>
  browser.ask(await choose(browser, await toTheChoice(browser, to), personId))

/** Signs a person in through the local provider; answers the Cookie header (`name=value`) of their session. */
export const signIn = async ({ url }: Pick<Host, 'url'>, personId: string): Promise<string> => {
  const browser = openBrowser(url)
  const answer = await signInWith(browser, personId)
  const name = `haneul-${new URL(url).port}`
  const value = browser.cookies.get(name)
  if (value === undefined) throw new Error(`${personId} was not signed in: ${answer.status} ${await answer.text()}`)
  return `${name}=${value}`
}
