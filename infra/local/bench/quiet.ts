/** Less than this in a second is what a host does that nobody asks for anything. */
const idleMs = 150

/** Waits until this process has nothing to do any more, so that what follows from earlier work does not count against the next; five minutes at most. */
export const quiet = async (): Promise<void> => {
  for (let second = 0; second < 300; second++) {
    const before = process.cpuUsage()
    await new Promise((done) => setTimeout(done, 1_000))
    const { user, system } = process.cpuUsage(before)
    if ((user + system) / 1000 < idleMs) return
  }
}
