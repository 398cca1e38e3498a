import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { makeTemporaryFolder } from '../../src/platform/temporary-folder.ts'

/** The test file of the European institute for antivirus research, in two halves: whole, a scanner would take this file away. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

export type Mood = 'works' | 'away' | 'silent' | 'refuses' | 'brackets' | 'forgetful'

/** A clamd of our own: PING and INSTREAM as the real one speaks them, over a socket in a folder of its own. */
export async function fakeClamd() {
  const folder = makeTemporaryFolder(80)
  const path = join(folder, 'clamd.ctl')
  const scanned: Buffer[] = []
  const state = { mood: 'works' as Mood }
  const sockets = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    if (state.mood === 'away') {
      socket.destroy()
      return
    }
    const heard: Buffer[] = []
    socket.on('data', (bytes: Buffer) => {
      heard.push(bytes)
      const answer = answerTo(Buffer.concat(heard), state.mood, scanned)
      if (answer !== undefined) socket.end(answer)
    })
  })
  server.listen(path)
  await once(server, 'listening')
  return {
    path,
    /** What came whole, of each file. */
    scanned,
    /** How it behaves from now on. */
    is: (mood: Mood) => void (state.mood = mood),
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The answer, once the question is whole. */
function answerTo(heard: Buffer, mood: Mood, scanned: Buffer[]): string | undefined {
  const end = heard.indexOf(0)
  const command = heard.subarray(0, Math.max(end, 0)).toString()
  if (mood === 'silent' || end < 0) return undefined
  if (command === 'zPING') return 'PONG\0'
  if (command !== 'zINSTREAM') return 'UNKNOWN COMMAND\0'
  if (mood === 'refuses') return 'INSTREAM size limit exceeded. ERROR\0'
  const content = wholeStream(heard.subarray(end + 1))
  if (!content) return undefined
  scanned.push(content)
  if (!content.includes(eicar) || mood === 'forgetful') return 'stream: OK\0'
  return `stream: Eicar-Test-Signature${mood === 'brackets' ? '(44d88612fea8a8f36de82e1278abb02f:68)' : ''} FOUND\0`
}

/** Lengths of four bytes with what they announce, up to a length of nothing. */
function wholeStream(bytes: Buffer): Buffer | undefined {
  const parts: Buffer[] = []
  let at = 0
  while (at + 4 <= bytes.length) {
    const length = bytes.readUInt32BE(at)
    if (length === 0) return Buffer.concat(parts)
    if (at + 4 + length > bytes.length) return undefined
    parts.push(bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}
