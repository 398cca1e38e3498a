import type { ComponentChildren } from 'preact'
import { parse } from 'yaml'
import { z } from 'zod'
import { readText } from '../platform/content.ts'
import { PageTitle } from './parts.tsx'

// Our own pages of text use this much of Markdown and no more: headings, paragraphs, lists, bold and links.

const Head = z.object({ title: z.string(), source: z.string(), checked_on: z.string().nullable() })

export interface TextPage extends z.infer<typeof Head> {
  body: ComponentChildren
}

/** Reads a page of text from content/pages. */
export function readTextPage(name: string): TextPage {
  const [, head, body] = /^---\n(.*?)\n---\n(.*)$/su.exec(readText(`pages/${name}.md`)) ?? []
  if (head === undefined || body === undefined) throw new Error(`content/pages/${name}.md does not begin with its head`)
  return { ...Head.parse(parse(head)), body: renderBlocks(body) }
}

export const renderBlocks = (text: string): ComponentChildren =>
  text
    .trim()
    .split(/\n{2,}/u)
    .map(renderBlock)

function renderBlock(block: string): ComponentChildren {
  const [, marks, heading] = /^(#{1,3}) (.+)$/u.exec(block) ?? []
  if (heading !== undefined && marks === '#') return <PageTitle>{renderLine(heading)}</PageTitle>
  if (heading !== undefined) return marks === '##' ? <h2>{renderLine(heading)}</h2> : <h3>{renderLine(heading)}</h3>
  const lines = block.split('\n')
  if (!lines.every(line => line.startsWith('- '))) return <p>{renderLine(lines.join(' '))}</p>
  return (
    <ul>
      {lines.map(line => (
        <li>{renderLine(line.slice(2))}</li>
      ))}
    </ul>
  )
}

const mark = /\*\*(?<bold>.+?)\*\*|\[(?<label>[^\]]+)\]\((?<href>(?:\/|https:\/\/|tel:|mailto:)[^)\s]*)\)/u

function renderLine(line: string): ComponentChildren {
  const found = mark.exec(line)
  if (!found) return line
  const { bold, label, href = '' } = found.groups ?? {}
  const inner = bold === undefined ? <a href={href}>{label}</a> : <strong>{renderLine(bold)}</strong>
  return (
    <>
      {line.slice(0, found.index)}
      {inner}
      {renderLine(line.slice(found.index + found[0].length))}
    </>
  )
}
