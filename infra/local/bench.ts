import { startBenchDesk } from './bench/desk.ts'
import { oneByOne, throughput } from './bench/latency.ts'

const desk = await startBenchDesk()
const one = await oneByOne(desk, 150)
console.log(one)
console.log(await throughput(desk, 4, 200, 'warm'))
console.log(await throughput(desk, 4, 600, 'four'))
await desk.stop()
