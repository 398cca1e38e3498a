// Checks a log of Weerbaar that was written with "weerbaar verify-log --export LOG", without any code of Weerbaar: plain
// Node and node:crypto. Read it whole before you trust it; decision 0024 says why it is so.
//
//   node check-log.mjs LOG KEY [--head FILE]… [--receipt FILE]…
//   node check-log.mjs --consistent HEAD HEAD PROOF KEY     PROOF: hashes in hex, a line each
//   node check-log.mjs --included RECEIPT HEAD PROOF KEY    PROOF: the number of the leaf, then hashes in hex, a line each
//   node check-log.mjs --prove-consistent LOG SIZE SIZE     makes such a proof from a log
//   node check-log.mjs --prove-included LOG RECEIPT SIZE
import { createHash, createPublicKey, verify } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const leafHash = (entry, salt) => sha256(Buffer.of(0), salt, entry)
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right)
const bytes = hex => Buffer.from(hex, 'hex')

function readKey(text) {
  const [, name = '', encoded = ''] = /^([^+]+)\+[0-9a-f]{8}\+(.+)$/.exec(text) ?? []
  const typed = Buffer.from(encoded, 'base64')
  if (typed.length !== 33 || typed[0] !== 1) stop('This is no key of a log')
  const spki = Buffer.concat([bytes('302a300506032b6570032100'), typed.subarray(1)])
  return { name, key: createPublicKey({ key: spki, format: 'der', type: 'spki' }) }
}

// RFC 9162 §2.1.1, in the plainest way: the root of a list of hashes of leaves.
function rootOf(hashes, from = 0, to = hashes.length) {
  if (to === from) return sha256()
  if (to - from === 1) return hashes[from]
  const middle = from + split(to - from)
  return nodeHash(rootOf(hashes, from, middle), rootOf(hashes, middle, to))
}

function split(n) {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** The root of the tree at each size, of as many leaves as there are. */
function rootsAt(hashes, sizes) {
  const [wanted, roots, peaks] = [new Set(sizes), new Map(), []]
  for (const [n, leaf] of hashes.entries()) {
    let hash = leaf
    for (let rest = n; rest % 2 === 1; rest = Math.floor(rest / 2)) hash = nodeHash(peaks.pop(), hash)
    peaks.push(hash)
    if (wanted.has(n + 1))
      roots.set(
        n + 1,
        peaks.reduceRight((right, left) => nodeHash(left, right)),
      )
  }
  return roots
}

// §2.1.3.1 and §2.1.4.1
function pathTo(n, hashes, from, to) {
  if (to - from <= 1) return []
  const middle = from + split(to - from)
  return n < middle
    ? [...pathTo(n, hashes, from, middle), rootOf(hashes, middle, to)]
    : [...pathTo(n, hashes, middle, to), rootOf(hashes, from, middle)]
}

function subProof(first, hashes, from, to, whole) {
  if (first === to) return whole ? [] : [rootOf(hashes, from, to)]
  const middle = from + split(to - from)
  return first <= middle
    ? [...subProof(first, hashes, from, middle, whole), rootOf(hashes, middle, to)]
    : [...subProof(first, hashes, middle, to, false), rootOf(hashes, from, middle)]
}

// From a leaf, or from a complete subtree, up to the root, as in §2.1.3.1 read backwards: the path is eaten from its end.
function rootByPath(n, size, leaf, path) {
  if (size === 1) return path.length === 0 ? leaf : undefined
  const [k, last] = [split(size), path.at(-1)]
  if (!last) return undefined
  const rest = path.slice(0, -1)
  const inner = n < k ? rootByPath(n, k, leaf, rest) : rootByPath(n - k, size - k, leaf, rest)
  if (!inner) return undefined
  return n < k ? nodeHash(inner, last) : nodeHash(last, inner)
}

// The two roots that a proof of consistency leads to, §2.1.4.1 read backwards. `known` is the first root, where it is not sent.
function rootsByProof(first, size, proof, whole, known) {
  if (first === size) {
    const root = whole ? known : proof[0]
    return proof.length === (whole ? 0 : 1) && root ? [root, root] : undefined
  }
  const [k, last] = [split(size), proof.at(-1)]
  if (!last) return undefined
  const rest = proof.slice(0, -1)
  if (first <= k) {
    const inner = rootsByProof(first, k, rest, whole, known)
    return inner && [inner[0], nodeHash(inner[1], last)]
  }
  const inner = rootsByProof(first - k, size - k, rest, false, known)
  return inner && [nodeHash(last, inner[0]), nodeHash(last, inner[1])]
}

function readHead(text, { name, key }) {
  // A mail has words before the head.
  const note = /^weerbaar\.[^]*/m.exec(text.replaceAll('\r\n', '\n'))?.[0].trimEnd() ?? ''
  const [signed = '', line = ''] = note.split('\n\n')
  const [origin, size, root, time, previous] = signed.split('\n')
  const [dash, signer, signature = ''] = line.split(' ')
  const isRight =
    dash === '—' &&
    signer === name &&
    origin === name &&
    /^\d+$/.test(size ?? '') &&
    time?.startsWith('time ') &&
    previous?.startsWith('previous ')
  if (!isRight || !verify(null, Buffer.from(`${signed}\n`), key, Buffer.from(signature, 'base64').subarray(4)))
    return undefined
  return {
    size: Number(size),
    root: Buffer.from(root, 'base64'),
    at: Date.parse(time.slice(5)),
    previous: Number(previous.slice(9)),
  }
}

const isSigned = (entry, salt, { key }) =>
  verify(
    null,
    Buffer.concat([Buffer.from('weerbaar-entry-v1\n'), salt.subarray(0, 16), Buffer.from(entry)]),
    key,
    salt.subarray(16),
  )

function readReceipt(path, key) {
  const it = JSON.parse(readFileSync(path, 'utf8'))
  const salt = bytes(it.zout)
  if (key && !isSigned(it.vermelding, salt, key)) stop(`${path}: this receipt was not signed with this key`)
  return leafHash(it.vermelding, salt)
}

const columns = ['action', 'result', 'at', 'actor', 'organisation', 'case', 'object']

async function readLog(path) {
  const log = { heads: [], leaves: [], loose: [], began: '', ended: false }
  for await (const text of createInterface({ input: createReadStream(path) })) {
    const line = JSON.parse(text)
    if ('log' in line) log.began = line.at
    else if ('head' in line) log.heads.push(line.head)
    else if ('leaf' in line) log.leaves.push(line)
    else if ('loose' in line) log.loose.push(line)
    else if ('end' in line) log.ended = true
  }
  return log
}

async function checkWhole(path, key, keptHeads, receipts) {
  const log = await readLog(path)
  let found = 0
  const find = (where, what) => {
    found++
    if (found <= 50) console.log(`${where}: ${what}`)
  }
  if (!log.began || !log.ended) find('file', 'it begins or ends too soon')
  const hashes = log.leaves.map(it => bytes(it.hash))
  const heads = log.heads.map((text, n) => ({
    name: `head ${n}`,
    ...readHead(text, key),
    isRight: readHead(text, key) !== undefined,
  }))
  for (const [n, head] of heads.entries()) {
    if (!head.isRight) find(head.name, 'not signed with this key')
    else if (head.previous !== (heads[n - 1]?.size ?? 0)) find(head.name, 'a head before it is missing')
  }
  const outside = keptHeads.map(name => ({ name, ...readHead(readFileSync(name, 'utf8'), key) }))
  const told = [...heads.filter(it => it.isRight), ...outside]
  const roots = rootsAt(
    hashes,
    told.map(it => it.size),
  )
  for (const head of told) {
    if (head.size === undefined) find(head.name, 'not signed with this key')
    else if (!roots.get(head.size)?.equals(head.root)) find(head.name, 'the log is not the one that was signed')
  }
  const seen = new Set()
  const first = Math.min(...heads.filter(it => it.isRight).map(it => it.size), Number.POSITIVE_INFINITY)
  const signed = heads.filter(it => it.isRight)
  const checkEntry = (where, { entry, salt: hex, shown }, fromBefore) => {
    const salt = bytes(hex)
    const facts = JSON.parse(entry)
    if (columns.some((name, n) => (facts[name] ?? null) !== shown[n])) find(where, 'a column is not what the text says')
    if (!(fromBefore && salt.length === 16) && !isSigned(entry, salt, key)) find(where, 'an entry that nobody signed')
    const name = leafHash(entry, salt).toString('hex')
    if (seen.has(name)) find(where, 'an entry that was in the log already')
    seen.add(name)
    return Date.parse(facts.at)
  }
  let covering = 0
  for (const [n, it] of log.leaves.entries()) {
    const where = `leaf ${n}`
    if (it.leaf !== n) find(where, `it has the number ${it.leaf}`)
    if (it.entry === null) {
      find(where, 'its entry is gone')
      continue
    }
    const at = checkEntry(where, it, n < first)
    if (!leafHash(it.entry, bytes(it.salt)).equals(hashes[n])) find(where, 'its entry was changed')
    while (signed[covering] && signed[covering].size <= n) covering++
    const [before, after] = [signed[covering - 1], signed[covering]]
    const slack = 2 * 3_600_000
    if (!(at >= (before?.at ?? at) - slack && at <= (after?.at ?? at) + slack))
      find(where, 'another moment than the heads around it')
  }
  for (const it of log.loose) {
    const at = checkEntry(`entry ${it.id}`, it, false)
    if (it.loose !== 'waiting')
      find(`entry ${it.id}`, it.loose === 'lost' ? 'it has no leaf' : 'it waits although it has a leaf')
    else if (!(Date.parse(log.began) - at <= 3_600_000))
      find(`entry ${it.id}`, 'it waits for a leaf for more than an hour')
  }
  for (const name of receipts)
    if (!seen.has(readReceipt(name, key).toString('hex'))) find(name, 'its entry is not in the log')
  console.log(
    `${hashes.length} leaves, ${heads.length} heads, ${log.loose.length} without a number: ${found === 0 ? 'whole' : `${found} findings`}`,
  )
  process.exitCode = found === 0 ? 0 : 1
}

function stop(why) {
  console.error(why)
  process.exit(2)
}
const answer = isRight => {
  console.log(isRight ? 'proved' : 'NOT proved')
  process.exitCode = isRight ? 0 : 1
}
const linesOf = path => readFileSync(path, 'utf8').split('\n').filter(Boolean)
const headOf = (path, key) => readHead(readFileSync(path, 'utf8'), key) ?? stop(`${path}: not signed with this key`)
const print = hashes => console.log(hashes.map(it => it.toString('hex')).join('\n'))

const modes = {
  '--consistent': ([one, other, proof, keyText]) => {
    const key = readKey(keyText)
    const [a, b] = [headOf(one, key), headOf(other, key)]
    if (a.size > b.size || a.size === 0) return answer(false)
    const roots = rootsByProof(a.size, b.size, linesOf(proof).map(bytes), true, a.root)
    answer(roots !== undefined && roots[0].equals(a.root) && roots[1].equals(b.root))
  },
  '--included': ([receipt, headFile, proof, keyText]) => {
    const key = readKey(keyText)
    const head = headOf(headFile, key)
    const [number, ...path] = linesOf(proof)
    const n = Number(number)
    if (!(n >= 0 && n < head.size)) return answer(false)
    answer(rootByPath(n, head.size, readReceipt(receipt, key), path.map(bytes))?.equals(head.root) === true)
  },
  '--prove-consistent': async ([path, one, other]) => {
    const hashes = (await readLog(path)).leaves.map(it => bytes(it.hash))
    print(subProof(Number(one), hashes, 0, Number(other), true))
  },
  '--prove-included': async ([path, receipt, size]) => {
    const hashes = (await readLog(path)).leaves.map(it => bytes(it.hash))
    const wanted = readReceipt(receipt)
    const n = hashes.findIndex(it => it.equals(wanted))
    if (n < 0) stop('This receipt is not in this log')
    console.log(n)
    print(pathTo(n, hashes, 0, Number(size)))
  },
}

const [mode, ...words] = process.argv.slice(2)
if (mode in modes) await modes[mode](words)
else if (words.length === 0) stop('Usage: see the beginning of this file')
else {
  const [keyText, ...options] = words
  const valuesOf = name => options.filter((_, n) => options[n - 1] === name)
  await checkWhole(mode, readKey(keyText), valuesOf('--head'), valuesOf('--receipt'))
}
