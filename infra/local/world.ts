/** One resource of the synthesized template after every intrinsic in it has been resolved. */
export interface Resource {
  /** Name of the stack that declares it, such as `haneul-local-data`. */
  readonly stack: string
  readonly logicalId: string
  /** CloudFormation type, such as `AWS::Lambda::Function`. */
  readonly type: string
  /** What `Ref` answers: a name, a URL (queues) or an ARN (topics), as the type's documentation says. */
  readonly ref: string
  /** The resource's ARN; empty for types that have none. */
  readonly arn: string
  /** Resolved properties, exactly as CloudFormation would hand them to the service. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape is CloudFormation's, one per type
  readonly properties: Record<string, any>
}

/** The template as a set of things that exist: what every part of the local host reads, and nobody changes. */
export interface World {
  readonly account: string
  readonly region: string
  readonly resources: readonly Resource[]
  /** Folder of the cloud assembly; asset paths are relative to it. */
  readonly assembly: string
  ofType(type: string): readonly Resource[]
  /** The resource with this ARN; undefined when the template has none. */
  byArn(arn: string): Resource | undefined
}

/** Runs functions of the template, as the Lambda service does. */
export interface Functions {
  /** Runs the function (by ARN) now and answers what it returned; rejects with `FunctionFailed` when it threw or timed out. */
  invoke(functionArn: string, event: unknown): Promise<unknown>
  /** Accepts an event for asynchronous invocation. On return it is on disk: it is retried and dead-lettered as the
   *  function's EventInvokeConfig says, over restarts and `kill -9` of the host. */
  invokeLater(functionArn: string, event: unknown): void
}

/** A part of the host that runs on its own: started after provisioning, stopped before the host ends. */
export interface Part {
  stop(): Promise<void>
}

/** One AWS API call as the gateway hands it to the part that plays the service: caller known, IAM already asked. */
export interface ApiCall {
  /** Service as its endpoint prefix says: `events`, `lambda`, `sns`, `states`. */
  readonly service: string
  /** Operation, such as `PutEvents`. */
  readonly action: string
  /** ARN of the calling role, or `host` for the host's own key. */
  readonly caller: string
  readonly method: string
  /** Path and query string as sent. */
  readonly url: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

/** What the service answers; a status of 400 and above carries the service's own error shape in `body`. */
export interface ApiAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

/** Plays one service behind the gateway. */
export type ApiHandler = (call: ApiCall) => ApiAnswer | Promise<ApiAnswer>

/** What a part can do with the gateway. */
export interface ApiRoutes {
  /** All calls to `service` go to `handler` from now on. */
  route(service: string, handler: ApiHandler): void
}

/** Access key of a role, or of the host itself. */
export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}
