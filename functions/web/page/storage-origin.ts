import type { ApiDesk } from '../../api/operation.ts'

/** Where the script puts files: pages that have a place for them must be allowed to reach it. */
export const storageOrigin = async ({ incoming }: Pick<ApiDesk, 'incoming'>): Promise<string> =>
  new URL((await incoming.invite('uploads/-', { mediaType: 'text/plain', size: 1 }, 1)).url).origin
