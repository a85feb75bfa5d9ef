import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { ConsoleOptions } from '../../src/console/index.ts'
import { closeAll, emptyWorld, entryOf, leadOf, onClose, openConsole, type World } from './house.ts'

const executablePath = '/usr/bin/chromium'
const here = it.skipIf(!existsSync(executablePath))
/** Generous: the machine may be busy. The page looks again every few seconds. */
const patience = 20_000

let browser: Browser | undefined

beforeAll(async () => {
  if (!existsSync(executablePath)) return
  browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    ],
  })
}, 60_000)
afterAll(() => browser?.close())
afterEach(closeAll)

interface Opened {
  page: Page
  world: World
  /** What the browser complained of: scripts that failed, things the policy forbade. */
  complaints: string[]
}

async function open(
  given: { world?: World; options?: Partial<Omit<ConsoleOptions, 'ports'>>; width?: number; dark?: boolean } = {},
): Promise<Opened> {
  if (!browser) throw new Error('no browser')
  const { url, world } = await openConsole(given.options, given.world)
  const context = await browser.newContext({
    viewport: { width: given.width ?? 1280, height: 800 },
    colorScheme: given.dark ? 'dark' : 'light',
  })
  onClose(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(patience)
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(url)
  return { page, world, complaints }
}

here(
  'lets in with the token and out again',
  async () => {
    const { page } = await open({ options: { token: 'correct-horse-battery' } })
    await page.getByLabel('口令').fill('wrong-horse-battery-x')
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByText('口令不对').waitFor()
    await page.getByLabel('口令').fill('correct-horse-battery')
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByText('宁波海川机械有限公司').first().waitFor()
    await page.getByRole('button', { name: '退出' }).click()
    await page.getByLabel('口令').waitFor()
  },
  60_000,
)

here(
  'shows leads with their reasons, the funnel, the trend and the figures, and nothing the policy forbids',
  async () => {
    const { page, complaints } = await open()
    await page.locator('#trend canvas').waitFor()
    await page.locator('.leads summary').first().click()
    const details = page.locator('.leads details[open]')
    await details.getByText('138****5520', { exact: true }).waitFor()
    await details.getByText('交期').waitFor()
    await details.getByText('这周五前能到吗').waitFor()
    expect(await page.locator('.funnel li').allInnerTexts()).toHaveLength(4)
    await page.getByText('72%').waitFor()
    const bars = await page.locator('.funnel .bar > span').evaluateAll((all) => all.map((bar) => bar.clientWidth))
    expect(bars).toEqual([...bars].sort((a, b) => b - a))
    expect(bars[0]).toBeGreaterThan(100)
    expect(await page.content()).not.toContain('13867815520')
    expect(complaints).toEqual([])
  },
  60_000,
)

here(
  'shows what customers write as text, whatever it is',
  async () => {
    const hostile = '<img src=x onerror="window.caught=1"><script>window.caught=1</script>'
    const world = emptyWorld()
    world.leads = [
      leadOf('l1', {
        nickname: hostile,
        reasons: [{ signal: 'chat', label: hostile, points: 6, quote: hostile }],
      }),
    ]
    world.entries = [entryOf(9, { state: 'dead', reason: hostile, actor: hostile })]
    world.wechat = { connection: 'waiting', reason: hostile, account: hostile }
    world.incidents = [{ key: 'x', text: hostile, since: 0 }]
    world.alerts = [{ text: hostile, at: 0, over: false }]
    const { page, complaints } = await open({ world })
    await page.locator('.leads summary').first().click()
    await page.locator('.leads .reasons q').waitFor()
    await page.locator('.dead li').waitFor()
    await page.getByRole('button', { name: '丢弃 #9' }).click()
    await page.locator('dialog[open]').waitFor()
    expect(await page.locator('.leads .who strong').textContent()).toBe(hostile)
    expect(await page.locator('#dialog-text').textContent()).toContain(hostile)
    expect(await page.locator('img[onerror], main script').count()).toBe(0)
    expect(await page.evaluate(() => 'caught' in globalThis)).toBe(false)
    expect(complaints).toEqual([])
  },
  60_000,
)

here(
  'retries what failed after asking who it is, and takes the name as given the next time',
  async () => {
    const world = emptyWorld()
    world.entries.push(entryOf(11, { state: 'dead', reason: '客户已被他人领用' }))
    const { page } = await open({ world })
    await page.getByRole('button', { name: '重试 #7' }).click()
    const dialog = page.locator('dialog')
    await dialog.getByLabel('操作人').fill('吴小运')
    await dialog.getByRole('button', { name: '重试' }).click()
    await page.locator('[data-entry="7"]').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '丢弃 #11' }).click()
    expect(await dialog.getByLabel('操作人').inputValue()).toBe('吴小运')
    await dialog.getByRole('button', { name: '取消' }).click()
    expect(world.decisions).toEqual(['吴小运 retry 7'])
    expect(await page.locator('[data-entry="11"]').count()).toBe(1)
  },
  60_000,
)

here(
  'shows the login code while one waits, and the account once it is scanned, without a reload',
  async () => {
    const world = emptyWorld()
    world.wechat = {
      connection: 'logged_out',
      scan: { code: 'http://weixin.qq.example/x/1', status: 'waiting', at: 1 },
    }
    const { page } = await open({ world })
    const code = page.getByAltText('微信登录二维码')
    await code.waitFor()
    const drawn = () => code.evaluate((img) => (img as { naturalWidth?: number }).naturalWidth)
    await expect.poll(drawn, { timeout: patience }).toBeGreaterThan(100)
    world.wechat = { connection: 'connected', account: '海川销售助手' }
    await code.waitFor({ state: 'hidden' })
    await page.getByText('海川销售助手').waitFor()
  },
  60_000,
)

here(
  'fits a phone of 360 pixels, dark as well, and keeps open what was opened while it looks again',
  async () => {
    const { page, world } = await open({ width: 360, dark: true })
    await page.locator('#trend canvas').waitFor()
    await page.locator('.leads summary').first().click()
    const wider = () =>
      page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    expect(await wider()).toBe(0)
    const cards = await page.locator('.card:visible').evaluateAll((all) => all.map((card) => card.clientWidth))
    expect(Math.min(...cards)).toBeGreaterThan(300)
    const background = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
    expect(Number(/\d+/.exec(background)?.[0])).toBeLessThan(60)
    world.leads = [leadOf('l2', { nickname: '新来的客户' }), ...world.leads]
    await page.getByText('新来的客户').waitFor()
    expect(await page.locator('.leads details[open] summary strong').allInnerTexts()).toEqual(['宁波海川机械有限公司'])
  },
  60_000,
)

here(
  'says so when the bot is gone',
  async () => {
    const { page } = await open()
    await page.getByText('实时').waitFor()
    await page.context().setOffline(true)
    await page.getByText('连接中断，正在重试').waitFor()
    await page.context().setOffline(false)
    await page.getByText('实时').waitFor()
  },
  60_000,
)
