import type { Child } from 'hono/jsx'
import { X } from 'lucide'
import type { Reader } from '../reader.ts'
import { Icon } from './icon.tsx'

/** The button that opens a popup; works without script (HTML `popover`). */
export const PopupButton = (props: {
  opens: string
  class?: string
  label?: string
  /** Key that presses it. */
  shortcut?: string
  children?: Child
}) => (
  <button
    type="button"
    class={props.class ?? 'button quiet'}
    popovertarget={props.opens}
    aria-haspopup="dialog"
    aria-label={props.label}
    aria-keyshortcuts={props.shortcut}
    data-key={props.shortcut}
  >
    {props.children}
  </button>
)

/** A sheet above the page: in the middle on a desk, from below on a phone. Open from the start when a form in it was refused. */
export const Popup = (props: { id: string; heading: string; reader: Reader; isOpen?: boolean; children?: Child }) => (
  <section
    id={props.id}
    class="popup"
    popover="auto"
    role="dialog"
    aria-labelledby={`${props.id}-heading`}
    data-open={props.isOpen ? '' : undefined}
  >
    <header>
      <h2 id={`${props.id}-heading`}>{props.heading}</h2>
      <button
        type="button"
        class="button ghost square"
        popovertarget={props.id}
        popovertargetaction="hide"
        aria-label={props.reader.texts.close}
      >
        <Icon of={X} />
      </button>
    </header>
    {props.children}
  </section>
)
