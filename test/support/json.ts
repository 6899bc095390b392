// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape, and fail where it is another one
export type Json = any
