import { describe, expect, test } from 'vitest'
import { fault, reading } from './a-payload.ts'
import { azure, azureFast, azureOld } from './an-alarm.ts'

describe('Azure’s common alert schema', () => {
  test('names the configuration item and what is hurt', async () => {
    const found = await reading(azure('Fired'))
    expect(found).toMatchObject({
      severity: 'Sev2',
      level: 'medium',
      host: 'till-vm-3',
      at: '2026-03-02T08:15:04.123Z',
      title: 'till-memory',
    })
    expect(found.identifiers[0]).toMatch(/virtualMachines\/Till-VM-3$/)
  })

  test('the portal’s test of a budget, which has no rule, is a test', async () => {
    const essentials = {
      alertId: '/subscriptions/s/providers/Microsoft.CostManagement/alerts/Test_Alert',
      alertRule: null,
      monitorCondition: 'Fired',
    }
    const context = { AlertCategory: 'budgets', AlertData: { BudgetName: 'Tills' } }
    expect(await reading({ data: { essentials, alertContext: context } })).toMatchObject({
      kind: 'test',
      title: 'Tills',
    })
  })

  test('a recovery keeps the severity and has its own time', async () => {
    expect(await reading(azure('Resolved'))).toMatchObject({ severity: 'Sev2', at: '2026-03-02T08:45:04.765Z' })
  })

  test('without configuration items the resource is hurt', async () => {
    expect(await reading(azure('Fired', { configurationItems: undefined }))).toMatchObject({ host: 'Till-VM-3' })
    expect(await reading(azure('Fired', { configurationItems: null, alertTargetIDs: null }))).toMatchObject({
      host: null,
    })
  })

  test.each([
    ['Sev0', 'critical'],
    ['Sev1', 'high'],
    ['Sev4', 'low'],
  ])('%s is %s', async (severity, level) => {
    expect(await reading(azure('Fired', { severity }))).toMatchObject({ level })
  })

  test('the portal’s test has masked ids and is a test', async () => {
    const ones = '11111111-1111-1111-1111-111111111111'
    const alertId = `/subscriptions/${ones}/providers/Microsoft.AlertsManagement/alerts/12345678-1234-1234-1234-1234567890ab`
    expect(await reading(azure('Fired', { alertId, alertRule: 'test-rule' }))).toMatchObject({ kind: 'test' })
  })

  test('an unknown condition is refused', async () => {
    expect(await fault(azure('Maybe'))).toMatch(/monitorCondition/)
  })
})

describe('Azure’s older schemas', () => {
  test.each([
    ['azure-classic', azureOld('Activated')],
    ['azure-metric', azureFast('Activated')],
  ])('%s is known by its rule', async (format, body) => {
    expect(await reading(body)).toMatchObject({
      format,
      status: 'firing',
      severity: null,
      host: 'till-vm-4',
      key: '/subscriptions/9d7b/alertrules/till-cpu',
    })
  })

  test('a rule over several resources is an alert for each', async () => {
    const of = (resourceId: string) => {
      const body = azureFast('Activated')
      return reading({
        ...body,
        data: {
          ...body.data,
          context: { ...body.data.context, resourceId, conditionType: 'MultipleResourceMultipleMetricCriteria' },
        },
      })
    }
    expect((await of('/vm/1')).key).not.toBe((await of('/vm/2')).key)
  })

  test('logs and activity logs fire and never recover', async () => {
    const log = {
      AlertRuleName: 'errors',
      SearchQuery: 'x',
      SubscriptionId: 's',
      WorkspaceId: 'w',
      Severity: '3',
      LinkToSearchResults: 'https://portal.azure.test/x',
    }
    expect(await reading({ schemaId: 'Microsoft.Insights/LogAlert', data: log })).toMatchObject({
      format: 'azure-log',
      severity: '3',
      level: 'low',
    })
    const activityLog = {
      operationName: 'restart',
      resourceId: '/vm/till-vm-4',
      level: 'Warning',
      eventTimestamp: '2026-03-02T08:15:04+00:00',
    }
    expect(
      await reading({
        schemaId: 'Microsoft.Insights/activityLogs',
        data: { status: 'Activated', context: { activityLog } },
      }),
    ).toMatchObject({
      format: 'azure-activity',
      status: 'firing',
      host: 'till-vm-4',
    })
  })
})

describe('a resource’s health in the activity log', () => {
  const health = (step: string, status: string) => ({
    schemaId: 'Microsoft.Insights/activityLogs',
    data: {
      status: 'Activated',
      context: {
        activityLog: {
          eventSource: 'ResourceHealth',
          operationName: `Microsoft.Resourcehealth/healthevent/${step}/action`,
          resourceId: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/till-vm-3',
          status,
        },
      },
    },
  })

  test('fires and is over under one key', async () => {
    const [fired, over] = [await reading(health('Activated', 'Active')), await reading(health('Resolved', 'Resolved'))]
    expect([fired.status, over.status]).toEqual(['firing', 'resolved'])
    expect(over.key).toBe(fired.key)
  })
})

describe('a log search outside the common schema', () => {
  test('is about the item that it names', async () => {
    const body = {
      AlertRuleName: 'Queue',
      SearchQuery: 'Perf',
      AffectedConfigurationItems: ['till-vm-3'],
      Severity: '1',
    }
    expect(await reading(body)).toMatchObject({ format: 'azure-log', host: 'till-vm-3' })
  })
})
