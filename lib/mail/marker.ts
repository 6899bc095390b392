/** First line of every mail we send, in both languages: what an answer has below it is our own text coming back. */
export const replyMarker = '--- Reply above this line · 이 줄 위에 답장을 써 주세요 ---'

/** What must survive of the marker to be recognised: mail clients rewrap lines and change dashes and dots. */
const remains = ['Reply above this line', '이 줄 위에 답장을 써 주세요']

/** Whether a line of a mail, quoted or not, is our marker. */
export const isReplyMarker = (line: string): boolean => remains.some((words) => line.includes(words))
