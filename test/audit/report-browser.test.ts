// The page of a report in a real browser: in light and dark, wide and narrow. Runs where there is Chromium, at
// CHROMIUM_PATH or where Debian puts it; with FIELDSEAL_TEST_REQUIRE_BROWSER=1 it must be there.

import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildReport } from '../../src/audit/report/build-report.js'
import { formatReportPage } from '../../src/audit/report/page/format-page.js'
import { recorded } from './report-database.js'
import { hostileReport, sampleAbout, sampleReport } from './report-sample.js'

const executablePath = process.env.CHROMIUM_PATH || '/usr/bin/chromium'
const isRequired = process.env.FIELDSEAL_TEST_REQUIRE_BROWSER === '1'
const quiet = ['gpu', 'quic', 'background-networking', 'component-update', 'sync'].map(
  name => `--disable-${name}`,
)
const args = ['--headless', '--no-sandbox', '--no-first-run', ...quiet]

const probe = readFileSync(new URL('./report-page-probe.js', import.meta.url), 'utf8')

/** What the browser did while the page was open. */
interface Visit {
  readonly page: Page
  readonly requests: string[]
  readonly complaints: string[]
}

describe.skipIf(!isRequired && !existsSync(executablePath))('the page of a report in a browser', () => {
  let browser: Browser
  let folder: string
  let sample: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fieldseal-page-'))
    sample = formatReportPage(await sampleReport())
    browser = await chromium.launch({ executablePath, args })
  })
  afterAll(async () => {
    await browser?.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function visit(html: string, options: BrowserContextOptions = {}): Promise<Visit> {
    const file = join(folder, `${Math.random()}.html`)
    await writeFile(file, html)
    const page = await browser.newPage(options)
    const [requests, complaints]: [string[], string[]] = [[], []]
    page.on('request', request => requests.push(request.url()))
    page.on('console', message => complaints.push(message.text()))
    page.on('pageerror', error => complaints.push(String(error)))
    page.on('dialog', dialog => {
      complaints.push(dialog.message())
      return dialog.dismiss()
    })
    await page.goto(pathToFileURL(file).href)
    return { page, requests, complaints }
  }

  const looks = [1280, 390].flatMap(width =>
    (['light', 'dark'] as const).map(colorScheme => ({ width, colorScheme })),
  )

  test.each(looks)(
    'has every chart in its place and every text legible, $width px wide and $colorScheme',
    async look => {
      const options = { viewport: { width: look.width, height: 900 }, colorScheme: look.colorScheme }
      const { page } = await visit(sample, options)
      expect(await page.evaluate(probe)).toEqual({
        ...{ misplaced: [], illegible: [], colliding: [], faint: [], overflow: 0 },
        charts: 5,
      })
    },
  )

  test.each([3, 90, 4000])('keeps the labels of %i days apart', async days => {
    const times = [0, days * 86_400_000 - 1].map(ms => new Date(Date.UTC(2026, 0, 1) + ms))
    const [from, last] = times as [Date, Date]
    const filter = { from, to: new Date(last.getTime() + 1) }
    const events = times.map(time => recorded({ time: time.toISOString(), outcome: 'denied' }))
    const html = formatReportPage(await buildReport(events, { ...sampleAbout, filter }))
    for (const width of [1280, 390]) {
      const { page } = await visit(html, { viewport: { width, height: 900 } })
      expect(await page.evaluate(probe)).toMatchObject({ misplaced: [], colliding: [], overflow: 0 })
    }
  })

  test('would be found out: the probe sees planted faults', async () => {
    const faults =
      '.chart svg{width:3000px!important}.lead{color:#eee}.x-axis span{overflow:visible;font-size:60px}'
    const { page } = await visit(sample.replace('</style>', `${faults}.c-change{--change:#f0f0f0}</style>`))
    const found = (await page.evaluate(probe)) as Record<string, unknown[]>
    expect(Object.keys(found).filter(name => found[name]?.length === 0)).toEqual([])
  })

  test('shows every column of its tables on a wide screen', async () => {
    const { page } = await visit(sample, { viewport: { width: 1280, height: 900 } })
    const hidden = await page
      .locator('main > .tables .scroll')
      .evaluateAll(all =>
        all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.getAttribute('aria-label')),
      )
    expect(hidden).toEqual([])
  })

  test('asks nobody for anything, and nothing complains', async () => {
    const { page, requests, complaints } = await visit(sample)
    await page.getByText('The numbers').first().click()
    expect(requests).toHaveLength(1)
    expect(requests[0]).toMatch(/^file:/)
    expect(complaints).toEqual([])
  })

  test('is dark where the reader is, and light on paper', async () => {
    const { page } = await visit(sample, { colorScheme: 'dark' })
    const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
    expect(await background()).toBe('rgb(15, 21, 28)')
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    expect(await background()).toBe('rgb(255, 255, 255)')
  })

  test('names each chart, table and section for those who do not see it', async () => {
    const { page } = await visit(sample)
    expect(await page.getByRole('img', { name: 'Activity over time' }).count()).toBe(1)
    for (const chart of await page.getByRole('img').all())
      expect(await chart.getAttribute('aria-labelledby')).toMatch(/title .*desc$/)
    const names = await page
      .getByRole('region')
      .evaluateAll(all => all.map(one => one.getAttribute('aria-label')))
    expect(names).toEqual(expect.arrayContaining(['Actors', 'Reveals', 'Denied and failed', 'Events']))
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
  })

  test('shows the numbers of a chart on demand', async () => {
    const { page } = await visit(sample)
    const table = page.locator('#activity table')
    expect(await table.isVisible()).toBe(false)
    await page.locator('#activity summary').click()
    expect(await table.isVisible()).toBe(true)
    expect(await table.locator('tbody tr').count()).toBe(31)
  })

  test('runs nothing and loads nothing of what stands in the trail', async () => {
    const { page, requests, complaints } = await visit(formatReportPage(await hostileReport()))
    expect({ requests: requests.length, complaints }).toEqual({ requests: 1, complaints: [] })
    expect(await page.locator('script, img').count()).toBe(0)
    expect(await page.locator('#events td').nth(1).innerText()).toContain('<script>alert(1)</script>')
    expect(await page.evaluate(probe)).toMatchObject({ overflow: 0 })
  })
})
