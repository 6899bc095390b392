import {
  Alarm,
  type AlarmProps,
  type ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { DeskStack } from './desk-stack.ts'

/** What an alarm must say about itself before it compiles. */
export interface DeskAlarmProps {
  /** Also the anchor of its heading in `infra/runbook.md`. */
  readonly name: string
  /** Whom it hurts when it goes off. */
  readonly ifItGoesOff: string
  readonly metric: IMetric
  readonly comparison: ComparisonOperator
  readonly threshold: number
  /** Consecutive periods of the metric beyond the threshold; 1 unless told. */
  readonly periods?: number
  /** What no data means: nothing to report, unless told. */
  readonly missingData?: AlarmProps['treatMissingData']
  /** Who hears of it. */
  readonly topic: ITopic
}

/** An alarm that says whom it hurts and where its page of the runbook is; it tells when it is over, too. */
export class DeskAlarm extends Alarm {
  constructor(stack: DeskStack, props: DeskAlarmProps) {
    const { name, ifItGoesOff, metric, comparison, threshold, topic, periods = 1 } = props
    super(stack, name, {
      alarmName: `haneul-${stack.deployment.name}-${name}`,
      alarmDescription: `${ifItGoesOff} What to do: infra/runbook.md#${name}`,
      metric,
      comparisonOperator: comparison,
      threshold,
      evaluationPeriods: periods,
      treatMissingData: props.missingData ?? TreatMissingData.NOT_BREACHING,
    })
    this.addAlarmAction(new SnsAction(topic))
    this.addOkAction(new SnsAction(topic))
  }
}
