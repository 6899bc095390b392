import { attachFiles } from './attach.ts'
import { copyTexts, offerCopies } from './copy.ts'
import { keepDrafts } from './draft.ts'
import { listenForKeys } from './keys.ts'
import { refresh } from './live.ts'
import { tellNews } from './news.ts'
import { pickMany } from './pick.ts'
import { openRefused } from './popup.ts'
import { announcePresence } from './presence.ts'
import { sendForms } from './send.ts'
import { openSheets } from './sheet.ts'
import { keepTimes } from './time.ts'
import { showToast } from './toast.ts'
import { walk } from './walk.ts'

/**
 * What makes pages pleasant; every page is complete without it. `ready` runs for each new main part, also after a form
 * was answered without a reload.
 */
const ready = () => {
  openRefused()
  pickMany()
  keepDrafts()
  showToast()
  tellNews()
  attachFiles()
  offerCopies()
}

ready()
document.addEventListener('haneul:swapped', ready)
sendForms()
listenForKeys()
refresh()
keepTimes()
announcePresence()
openSheets()
walk()
copyTexts()
