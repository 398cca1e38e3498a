import { isSignedEntry } from '../access/audit.ts'
import type { VerifierKey } from '../../platform/signing.ts'
import { openHead, type TreeHead } from './heads.ts'
import { factOf, shownBy, type LeafLine, type Line, type LooseLine } from './lines.ts'
import { readReceipt } from './receipt.ts'
import { growingTree, leafHash, nodeHash } from './tree.ts'

/** What is wrong, in a sentence, and where. */
export interface Finding {
  what: string
  where: string
}

export interface Outcome {
  leaves: number
  heads: number
  waiting: number
  findings: Finding[]
}

/** What was kept elsewhere, and must be in the log. */
export interface Kept {
  heads?: readonly { name: string; note: string }[]
  receipts?: readonly { name: string; text: string }[]
}

const hour = 3_600_000
// A slow transaction, or a clock that was set back, moves an entry this far from the heads around it.
const slack = 2 * hour
const hashBytes = 32

/** Checks a whole log, line by line, with nothing but the public keys and what was kept elsewhere. */
export async function verifyLog(
  lines: AsyncIterable<Line> | Iterable<Line>,
  keys: readonly VerifierKey[],
  kept: Kept = {},
): Promise<Outcome> {
  const findings: Finding[] = []
  const find = (what: string, where: string) => void findings.push({ what, where })
  const heads = keptHeads(kept, keys, find)
  const receipts = keptReceipts(kept, keys, find)
  const tree = growingTree()
  const levels = levelChecker(find)
  const once = onceOnly(find)
  const count = { leaves: 0, heads: 0, waiting: 0 }
  let [began, ended, previous] = ['', false, 0]
  const checkEntry = (
    it: { entry: string; salt: string; shown: readonly (string | null)[] },
    where: string,
    fromBefore = false,
  ) => {
    const salt = Buffer.from(it.salt, 'hex')
    if (it.shown.join('\n') !== shownBy(it.entry).join('\n'))
      find('a searchable column is not what the text says', where)
    if (isSignedEntry(keys, it.entry, salt)) return
    if (!fromBefore) find('an entry that nobody signed, or a command line without the log key', where)
  }
  for await (const line of lines) {
    if ('log' in line) began = line.at
    else if ('head' in line) {
      count.heads++
      const head = openHead(keys, line.head)
      if (!head) find('a tree head that no known key signed', `head ${count.heads}`)
      else if (head.previous !== previous) find('a tree head is missing before this one', `head of size ${head.size}`)
      if (head) heads.push({ ...head, name: `head of size ${head.size}` })
      previous = head?.size ?? previous
    } else if ('leaf' in line) {
      if (count.leaves === 0) heads.sort((a, b) => a.size - b.size)
      checkLeaf(line, tree.size(), heads, find)
      const [where, hash] = [`leaf ${line.leaf}`, Buffer.from(line.hash, 'hex')]
      if (line.entry !== null && line.salt !== null)
        checkEntry(
          { ...line, entry: line.entry, salt: line.salt, shown: line.shown ?? [] },
          where,
          isFromBefore(line, heads),
        )
      receipts.delete(line.hash)
      tree.add(hash)
      levels.leaf(hash)
      once(hash, where)
      count.leaves++
      checkRoots(heads, tree, find)
    } else if ('subtree' in line) levels.subtree(line.subtree, Buffer.from(line.hash, 'hex'))
    else if ('loose' in line) {
      checkEntry(line, `entry ${line.id}`)
      checkLoose(line, began, find)
      if (line.loose !== 'waiting') continue
      count.waiting++
      const hash = leafHash(line.entry, Buffer.from(line.salt, 'hex'))
      once(hash, `entry ${line.id}`)
      receipts.delete(hash.toString('hex'))
    } else ended = true
  }
  if (!ended || began === '') find('the file is not whole: it begins or ends too soon', 'file')
  levels.end()
  for (const head of heads)
    if (head.size > count.leaves) find('a tree head is about more leaves than there are', head.name)
  for (const name of receipts.values()) find('a receipt is about an entry that is not in the log', name)
  return { ...count, findings }
}

/** An entry that was signed once can be copied with its signature. */
function onceOnly(find: Find) {
  const seen = new Set<string>()
  return (hash: Buffer, where: string) => {
    const name = hash.toString('latin1')
    if (seen.has(name)) find('an entry that was in the log already', where)
    seen.add(name)
  }
}

type Find = (what: string, where: string) => void
type NamedHead = TreeHead & { name: string }

function keptHeads({ heads = [] }: Kept, keys: readonly VerifierKey[], find: Find): NamedHead[] {
  return heads.flatMap(({ name, note }) => {
    const head = openHead(keys, note)
    if (head) return [{ ...head, name }]
    find('a tree head that no known key signed', name)
    return []
  })
}

function keptReceipts({ receipts = [] }: Kept, keys: readonly VerifierKey[], find: Find): Map<string, string> {
  const wanted = new Map<string, string>()
  for (const { name, text } of receipts) {
    const receipt = readReceipt(keys, text)
    if (receipt?.signed) wanted.set(receipt.hash.toString('hex'), name)
    else find('a receipt that no known key signed', name)
  }
  return wanted
}

function checkLeaf(line: LeafLine, expected: number, heads: readonly NamedHead[], find: Find) {
  const where = `leaf ${line.leaf}`
  if (line.leaf !== expected) find(`a leaf has another number than its place, ${expected}`, where)
  if (line.entry === null || line.salt === null) return find('a leaf whose entry is gone', where)
  if (!leafHash(line.entry, Buffer.from(line.salt, 'hex')).equals(Buffer.from(line.hash, 'hex')))
    find('an entry is not the one of its leaf', where)
  const at = Date.parse(factOf(line.entry, 'at') ?? '')
  const covering = firstAbove(heads, expected)
  const [before, after] = [heads[covering - 1], heads[covering]]
  if (Number.isNaN(at) || (before && at < before.at.getTime() - slack) || (after && at > after.at.getTime() + slack))
    find('an entry says another moment than the tree heads around it', where)
}

// What was there before the first head: organisations and the first people, made while there was no log yet. The head that
// covers them holds them from then on.
const isFromBefore = ({ leaf, salt }: LeafLine, heads: readonly NamedHead[]) =>
  salt?.length === 32 && leaf < (heads[0]?.size ?? 0)

/** Where the first head stands that is about more than n leaves. */
function firstAbove(heads: readonly NamedHead[], n: number): number {
  let [low, high] = [0, heads.length]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((heads[middle]?.size ?? 0) > n) high = middle
    else low = middle + 1
  }
  return low
}

function checkRoots(heads: readonly NamedHead[], tree: ReturnType<typeof growingTree>, find: Find) {
  for (let at = firstAbove(heads, tree.size() - 1); heads[at]?.size === tree.size(); at++) {
    const head = heads[at]
    if (head && !head.root.equals(tree.root())) find('the tree is not the one that was signed', head.name)
  }
}

function checkLoose({ loose, id, entry }: LooseLine, began: string, find: Find) {
  if (loose === 'lost') find('an entry without a leaf', `entry ${id}`)
  if (loose === 'twice') find('an entry that has a number waits for another one', `entry ${id}`)
  const waited = Date.parse(began) - Date.parse(factOf(entry, 'at') ?? '')
  if (loose === 'waiting' && !(waited <= hour)) find('an entry waits for more than an hour', `entry ${id}`)
}

/** Checks stored subtrees, which come level by level, against those below them. */
function levelChecker(find: Find) {
  const now = { below: growingBytes(), made: growingBytes(), level: 1 }
  const finishLevel = () => {
    if (now.made.count() !== Math.floor(now.below.count() / 2))
      find('complete subtrees are missing, or too many', `level ${now.level}`)
    now.below = now.made
    now.made = growingBytes()
    now.level++
  }
  return {
    leaf: (hash: Buffer) => now.below.push(hash),
    subtree: ([level, n]: readonly [number, number], hash: Buffer) => {
      while (now.level < level && now.below.count() > 0) finishLevel()
      const place = now.made.count()
      const [left, right] = [now.below.get(2 * place), now.below.get(2 * place + 1)]
      const computed = left && right ? nodeHash(left, right) : undefined
      if (level !== now.level || n !== place || !computed?.equals(hash))
        find('a stored subtree is not that of its leaves', `${level}/${n}`)
      now.made.push(computed ?? hash)
    },
    end: () => {
      while (now.below.count() > 1) finishLevel()
    },
  }
}

/** Hashes one after another in as few bytes as it takes. */
function growingBytes() {
  let room = Buffer.alloc(1024 * hashBytes)
  let count = 0
  return {
    count: () => count,
    get: (n: number) => (n < count ? room.subarray(n * hashBytes, (n + 1) * hashBytes) : undefined),
    push: (hash: Buffer) => {
      if ((count + 1) * hashBytes > room.length) room = Buffer.concat([room], room.length * 2)
      hash.copy(room, count * hashBytes)
      count++
    },
  }
}
