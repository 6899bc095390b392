import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, Stack } from 'aws-cdk-lib'
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Bucket } from 'aws-cdk-lib/aws-s3'
import { AwsSolutionsChecks, type NagPack, ServerlessChecks } from 'cdk-nag'
import { afterAll, describe, expect, test } from 'vitest'
import { accepted, addChecks } from '../../infra/checks.ts'
import { environmentNames } from '../../infra/environments.ts'
import { deskOf } from './synthesized.ts'

const outdir = mkdtempSync(join(tmpdir(), 'haneul-checks-'))
afterAll(() => rmSync(outdir, { recursive: true }))

const findings = (packs: readonly NagPack[], app: App): string[] =>
  packs.flatMap((pack) =>
    pack
      .validateScope(app)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map((resource) => `${ruleName} at ${resource.constructPath}`),
      ),
  )

describe('the templates', () => {
  test.each(environmentNames)('of %s are synthesized and pass every check', (environment) => {
    const folder = join(outdir, environment)
    const run = spawnSync(process.execPath, ['infra/app.ts', '-c', `env=${environment}`], {
      env: { PATH: process.env.PATH, CDK_OUTDIR: folder },
      encoding: 'utf8',
    })
    expect(run).toMatchObject({ status: 0, stderr: '' })
    expect(JSON.parse(readFileSync(join(folder, 'validation-report.json'), 'utf8')).pluginReports).toEqual([])
  })
})

describe('a check', () => {
  test('finds what is not accepted', () => {
    const app = deskOf('prod')
    const careless = new Stack(app, 'careless')
    new Bucket(careless, 'open')
    new Role(careless, 'mighty', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        all: new PolicyDocument({ statements: [new PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })] }),
      },
    })
    expect(findings(addChecks(app), app)).toEqual([
      'AwsSolutions-S10 at careless/open/Resource',
      'AwsSolutions-IAM5[Resource::*] at careless/mighty/Resource',
      'Serverless-LambdaStarPermissions at careless/mighty/Resource',
    ])
  })

  test('is accepted only where it finds something', () => {
    const app = deskOf('prod')
    const found = findings([new AwsSolutionsChecks(app), new ServerlessChecks(app)], app)
    const stale = accepted.filter(
      ({ id, at }) => !found.some((finding) => finding.startsWith(`${id} at `) && (at?.test(finding) ?? true)),
    )
    expect(stale).toEqual([])
  })
})
