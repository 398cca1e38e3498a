import { createHash } from 'node:crypto'

// The Merkle tree of RFC 9162 §2.1. Everything here is arithmetic: where hashes come from is somebody else's.

const sha256 = (...parts: readonly (Buffer | string)[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** The hash of an entry: over its salt and its stored text. */
export const leafHash = (entry: string, salt: Buffer): Buffer => sha256(Buffer.of(0), salt, entry)
export const nodeHash = (left: Buffer, right: Buffer): Buffer => sha256(Buffer.of(1), left, right)
/** The root of a tree without leaves. */
export const emptyRoot = (): Buffer => sha256()

/** A complete subtree: at level l, number n covers the leaves from n·2^l up to (n+1)·2^l. Level 0 is a leaf. */
export interface Place {
  level: number
  n: number
}
/** Leaves from `from` up to `to`, as RFC 9162 splits them. */
export interface Range {
  from: number
  to: number
}

const size = ({ from, to }: Range) => to - from
/** The largest power of two that is smaller than n. */
const split = (n: number) => 2 ** Math.ceil(Math.log2(n) - 1)

/** The complete subtrees that a range is made of, the largest first. */
export function placesOf({ from, to }: Range): Place[] {
  const places: Place[] = []
  for (let at = from; at < to;) {
    const level = Math.floor(Math.log2(to - at))
    places.push({ level, n: at / 2 ** level })
    at += 2 ** level
  }
  return places
}

/** The hash of a range out of those of its complete subtrees. */
export function foldPlaces(hashes: readonly Buffer[]): Buffer {
  const last = hashes.at(-1)
  return last ? hashes.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last) : emptyRoot()
}

/** The ranges whose hashes prove that leaf n is in a tree of this size (RFC 9162 §2.1.3.1). */
export function inclusionRanges(n: number, range: Range): Range[] {
  if (size(range) <= 1) return []
  const middle = range.from + split(size(range))
  const [left, right] = [
    { from: range.from, to: middle },
    { from: middle, to: range.to },
  ]
  return n < middle ? [...inclusionRanges(n, left), right] : [...inclusionRanges(n, right), left]
}

/** The ranges whose hashes prove that a tree of the first size is the beginning of one of the second (§2.1.4.1). */
export const consistencyRanges = (first: number, second: number): Range[] =>
  first === 0 ? [] : subProof(first, { from: 0, to: second }, true)

function subProof(first: number, range: Range, whole: boolean): Range[] {
  if (first === range.to) return whole ? [] : [range]
  const middle = range.from + split(size(range))
  const [left, right] = [
    { from: range.from, to: middle },
    { from: middle, to: range.to },
  ]
  return first <= middle ? [...subProof(first, left, whole), right] : [...subProof(first, right, false), left]
}

/** Whether this path leads from leaf n to the root of a tree of this size (§2.1.3.2). */
export function isIncluded(n: number, treeSize: number, leaf: Buffer, path: readonly Buffer[], root: Buffer): boolean {
  if (n < 0 || n >= treeSize) return false
  let [fn, sn, hash] = [n, treeSize - 1, leaf]
  for (const step of path) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(step, hash)
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else hash = nodeHash(hash, step)
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && hash.equals(root)
}

/** Whether the tree with the first root is the beginning of that with the second (§2.1.4.2). */
export function isConsistent(
  first: { size: number; root: Buffer },
  second: { size: number; root: Buffer },
  path: readonly Buffer[],
): boolean {
  if (first.size > second.size) return false
  if (first.size === second.size) return path.length === 0 && first.root.equals(second.root)
  if (first.size === 0) return path.length === 0 && first.root.equals(emptyRoot())
  const steps = Number.isInteger(Math.log2(first.size)) ? [first.root, ...path] : path
  const [begin, ...rest] = steps
  if (!begin) return false
  let [fn, sn] = [first.size - 1, second.size - 1]
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)]
  let [fr, sr] = [begin, begin]
  for (const step of rest) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      ;[fr, sr] = [nodeHash(step, fr), nodeHash(step, sr)]
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else sr = nodeHash(sr, step)
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && fr.equals(first.root) && sr.equals(second.root)
}

const half = (n: number) => Math.floor(n / 2)

/** Takes leaves one by one and knows the root at each moment, without keeping them. */
export function growingTree() {
  const peaks: Buffer[] = []
  let count = 0
  return {
    size: () => count,
    root: () => foldPlaces(peaks),
    /** Adds a leaf; returns the complete subtrees that it makes, the leaf itself not. */
    add: (leaf: Buffer): { place: Place; hash: Buffer }[] => {
      const made = []
      let hash = leaf
      for (let [n, level] = [count, 1]; n % 2 === 1; [n, level] = [half(n), level + 1]) {
        hash = nodeHash(peaks.pop() ?? emptyRoot(), hash)
        made.push({ place: { level, n: half(n) }, hash })
      }
      peaks.push(hash)
      count++
      return made
    },
  }
}
