import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  consistencyRanges,
  emptyRoot,
  foldPlaces,
  growingTree,
  inclusionRanges,
  isConsistent,
  isIncluded,
  leafHash,
  placesOf,
  type Range,
} from './tree.ts'

// Written again from the text of RFC 9162 §2.1.1, without a thought for speed.
const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest()
function mth(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha256()
  const [only] = leaves
  if (leaves.length === 1 && only) return only
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return sha256(Buffer.of(1), mth(leaves.slice(0, k)), mth(leaves.slice(k)))
}

const leavesOf = (count: number) => Array.from({ length: count }, (_, n) => leafHash(`entry ${n}`, Buffer.alloc(16, n)))
const hashesOf = (leaves: readonly Buffer[], ranges: readonly Range[]) =>
  ranges.map(it =>
    foldPlaces(placesOf(it).map(({ level, n }) => mth(leaves.slice(n * 2 ** level, (n + 1) * 2 ** level)))),
  )

// The test vectors of Certificate Transparency, whose leaves have no salt.
const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

test('the roots are those that Certificate Transparency publishes for its test leaves', () => {
  const tree = growingTree()
  assert.equal(tree.root().toString('hex'), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  assert.deepEqual(
    inputs.map(it => {
      tree.add(sha256(Buffer.of(0), Buffer.from(it, 'hex')))
      return tree.root().toString('hex')
    }),
    roots,
  )
})

test('a tree that grows leaf by leaf has the root of the whole, and makes every complete subtree once', () => {
  const leaves = leavesOf(70)
  const tree = growingTree()
  const made = new Set<string>()
  for (const [n, leaf] of leaves.entries()) {
    for (const { place, hash } of tree.add(leaf)) {
      const { level } = place
      assert.deepEqual(hash, mth(leaves.slice(place.n * 2 ** level, (place.n + 1) * 2 ** level)))
      made.add(`${level}/${place.n}`)
    }
    assert.deepEqual(tree.root(), mth(leaves.slice(0, n + 1)))
  }
  assert.equal(made.size, 35 + 17 + 8 + 4 + 2 + 1)
})

test('each leaf of each tree is proved, and no other leaf, place, size or root with that proof', () => {
  const leaves = leavesOf(40)
  for (let size = 1; size <= leaves.length; size++) {
    const root = mth(leaves.slice(0, size))
    for (let n = 0; n < size; n++) {
      const leaf = leaves[n] ?? emptyRoot()
      const path = hashesOf(leaves, inclusionRanges(n, { from: 0, to: size }))
      assert.ok(isIncluded(n, size, leaf, path, root), `${n} in ${size}`)
      assert.ok(!isIncluded(n, size, leafHash('another', Buffer.alloc(16)), path, root))
      assert.ok(!isIncluded((n + 1) % size, size, leaf, path, root) || size === 1)
      assert.ok(!isIncluded(n, size, leaf, [...path, root], root))
      assert.ok(!isIncluded(n, size, leaf, path.slice(1), root) || size === 1)
      assert.ok(!isIncluded(n, size, leaf, path, emptyRoot()))
      assert.ok(!isIncluded(size, size, leaf, path, root) && !isIncluded(-1, size, leaf, path, root))
    }
  }
})

test('each tree is proved to be the beginning of each larger one, and another tree is not', () => {
  const leaves = leavesOf(40)
  const treeOf = (size: number) => ({ size, root: mth(leaves.slice(0, size)) })
  for (let second = 0; second <= leaves.length; second++)
    for (let first = 0; first <= second; first++) {
      const path = hashesOf(leaves, consistencyRanges(first, second))
      const [a, b] = [treeOf(first), treeOf(second)]
      assert.ok(isConsistent(a, b, path), `${first} and ${second}`)
      const other = { size: first, root: leafHash('another', Buffer.alloc(16)) }
      assert.ok(!isConsistent(other, b, path))
      if (second > 0 && first > 0) assert.ok(!isConsistent(a, { size: second, root: other.root }, path))
      assert.ok(!isConsistent(a, b, [...path, b.root]))
      if (first < second) assert.ok(!isConsistent(b, a, path))
    }
})

test('whatever the size, a proof is as short as the tree is high', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2 ** 40 }),
      fc.double({ min: 0, max: 0.999_999, noNaN: true }),
      (size, part) => {
        const n = Math.floor(size * part)
        const high = Math.ceil(Math.log2(size)) + 1
        assert.ok(inclusionRanges(n, { from: 0, to: size }).length <= high)
        assert.ok(consistencyRanges(n, size).length <= high + 1)
        const places = placesOf({ from: 0, to: size })
        assert.equal(
          places.reduce((sum, { level }) => sum + 2 ** level, 0),
          size,
        )
        assert.ok(places.every(it => Number.isInteger(it.n)))
      },
    ),
  )
})
