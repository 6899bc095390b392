import { join } from 'node:path'
import type { Credentials, World } from '../world.ts'
import type { Definition } from './definition.ts'

/**
 * The whole environment of a function: what the template says and the variables Lambda defines itself (Developer Guide,
 * "Defined runtime environment variables"), with the gateway as the endpoint of every service. Nothing of the host's.
 */
export function environmentOf(
  { environment, handler, memoryMb, name }: Definition,
  gatewayUrl: string,
  world: World,
  { accessKeyId, secretAccessKey }: Credentials,
): Record<string, string> {
  return {
    ...environment,
    AWS_REGION: world.region,
    AWS_DEFAULT_REGION: world.region,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_ENDPOINT_URL: gatewayUrl,
    _HANDLER: handler,
    TZ: 'UTC',
    // A second start of a thread is 35 ms faster with compiled code at hand (measured: 61 to 26 ms for the bare thread).
    NODE_COMPILE_CACHE: join(world.assembly, '..', '.compile-cache'),
  }
}
