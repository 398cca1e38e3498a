import { launchChromium } from '../support/chromium.ts'
import { findReporters, signIn, turn } from './people.ts'
import type { Place } from './place.ts'
import { line } from './report.ts'

/** What a browser that comes for the first time fetches for the form of the quick report: headers and bodies as they came. */
export async function measureReportPage(place: Place): Promise<void> {
  const server = await place.startServer()
  const [token = ''] = await signIn(place.owner, turn(await findReporters(place.owner), 0).slice(0, 1))
  const browser = await launchChromium()
  try {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
    const url = `http://localhost:${server.port}`
    await context.addCookies([{ name: 'weerbaar', value: token, url }])
    const page = await context.newPage()
    const network = await context.newCDPSession(page)
    await network.send('Network.enable')
    let bytes = 0
    let requests = 0
    network.on('Network.loadingFinished', event => {
      bytes += event.encodedDataLength
      requests += 1
    })
    const answer = await page.goto(`${url}/melden/snel`, { waitUntil: 'networkidle' })
    if (answer?.status() !== 200) throw new Error(`The report page was answered with ${answer?.status()}`)
    line('report_page_kb', bytes / 1000, 'kB')
    line('report_page_requests', requests, 'requests')
  } finally {
    await browser.close()
    await server.stop()
  }
}
