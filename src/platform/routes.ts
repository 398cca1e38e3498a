import type { Context } from 'hono'
import type { z } from 'zod'
import type { Answer, Download, Page } from './answers.ts'
import { readFields, readUpload, type ArrivingFile, type Fields } from './body.ts'
import type { Form } from './form.ts'
import type { House } from './house.ts'
import { cleanText } from './text.ts'

export type ParamNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

/** What a handler is told of a request. */
export interface Ask<Actor, Name extends string = string> {
  house: House
  actor: Actor
  /** What stands in the path, by the names of the route. */
  params: Record<Name, string>
  query: URLSearchParams
  /** Where the request came from, for the limits. */
  address: string
  /** The token of the session in this browser, if there is one. */
  session: string | undefined
  /** The token by which we know this browser again after signing out, if it has one. */
  device: string | undefined
  /** What this browser keeps while somebody is at the provider of an organisation. */
  attempt: string | undefined
  /** What the browser says that it is. */
  userAgent: string
}

/** The permission of a route that asks nothing: everybody may, and nobody needs to be known. */
export type Public = 'public'
export type ActorFor<Needs, Actor> = Needs extends Public ? Actor | undefined : Actor

/** What the application lends to every route: who asks, and how an answer goes out. */
export interface Door<Actor, Permission> {
  /** The request of somebody who may; throws Refusal otherwise. */
  enter: <Path extends string, Needs extends Permission | Public>(
    c: Context,
    needs: Needs,
  ) => Promise<Ask<ActorFor<Needs, Actor>, ParamNames<Path>>>
  answer: (c: Context, ask: Ask<Actor | undefined>, answer: Answer, status?: 422) => Response
  save: (download: Download) => Response
}

/** A declared route: what the rules walk over, and what the application mounts. */
export interface Route<Actor, Permission> {
  method: 'get' | 'post'
  kind: 'page' | 'action' | 'upload' | 'download'
  path: string
  needs: Permission | Public
  /** What its form takes. */
  schema?: z.ZodObject
  respond: (c: Context, door: Door<Actor, Permission>) => Promise<Response>
}

/** A page that ends the request: thrown anywhere below a route, shown by the application. */
export class Refusal extends Error {
  readonly page: Page
  constructor(page: Page) {
    super(page.title)
    this.page = page
  }
}

type Promised<T> = T | Promise<T>

/** The only ways to declare a route, for one kind of actor and permission: none goes without saying who may. */
export function routesFor<Actor, Permission extends string>() {
  type Needs = Permission | Public
  type Made = Route<Actor, Permission>

  /** A page at GET. */
  function page<const Path extends string, const N extends Needs>(
    path: Path,
    needs: N,
    show: (ask: Ask<ActorFor<N, Actor>, ParamNames<Path>>) => Promised<Answer>,
  ): Made {
    return {
      method: 'get',
      kind: 'page',
      path,
      needs,
      respond: async (c, door) => {
        const ask = await door.enter<Path, N>(c, needs)
        return door.answer(c, ask, await show(ask))
      },
    }
  }

  /** A form at POST: an invalid one is shown again with status 422, its values and errors; a valid one is carried out. */
  function action<const Path extends string, const N extends Needs, Schema extends z.ZodObject>(
    path: Path,
    needs: N,
    schema: Schema,
    handlers: {
      invalid: (ask: Ask<ActorFor<N, Actor>, ParamNames<Path>>, form: Form) => Promised<Answer>
      valid: (
        ask: Ask<ActorFor<N, Actor>, ParamNames<Path>>,
        input: z.infer<Schema>,
        form: Form,
      ) => Promised<Answer | Invalid>
    },
  ): Made {
    return {
      method: 'post',
      kind: 'action',
      path,
      needs,
      schema,
      respond: async (c, door) => {
        const ask = await door.enter<Path, N>(c, needs)
        const { input, form } = checkForm(schema, await readFields(c.req.raw))
        const answer = input && (await handlers.valid(ask, input, form))
        if (answer && !('invalid' in answer)) return door.answer(c, ask, answer)
        return door.answer(c, ask, await handlers.invalid(ask, answer ? withErrors(form, answer.invalid) : form), 422)
      },
    }
  }

  /** A form with files at POST: `prepare` says where they go, `receive` takes in each one while it streams. */
  function upload<const Path extends string, const N extends Needs, Schema extends z.ZodObject, Prepared>(
    path: Path,
    needs: N,
    schema: Schema,
    handlers: {
      prepare: (ask: Ask<ActorFor<N, Actor>, ParamNames<Path>>) => Promise<Prepared>
      receive: (ask: Ask<ActorFor<N, Actor>, ParamNames<Path>>, prepared: Prepared, file: ArrivingFile) => Promise<void>
      invalid: (ask: Ask<ActorFor<N, Actor>, ParamNames<Path>>, form: Form, prepared: Prepared) => Promised<Answer>
      valid: (
        ask: Ask<ActorFor<N, Actor>, ParamNames<Path>>,
        input: z.infer<Schema>,
        form: Form,
        prepared: Prepared,
      ) => Promised<Answer | Invalid>
    },
  ): Made {
    return {
      method: 'post',
      kind: 'upload',
      path,
      needs,
      schema,
      respond: async (c, door) => {
        const ask = await door.enter<Path, N>(c, needs)
        const prepared = await handlers.prepare(ask)
        const fields = await readUpload(c.req.raw, file => handlers.receive(ask, prepared, file))
        const { input, form } = checkForm(schema, fields)
        const answer = input && (await handlers.valid(ask, input, form, prepared))
        if (answer && !('invalid' in answer)) return door.answer(c, ask, answer)
        const shown = answer ? withErrors(form, answer.invalid) : form
        return door.answer(c, ask, await handlers.invalid(ask, shown, prepared), 422)
      },
    }
  }

  /** Bytes at GET. */
  function download<const Path extends string, const N extends Needs>(
    path: Path,
    needs: N,
    fetch: (ask: Ask<ActorFor<N, Actor>, ParamNames<Path>>) => Promise<Download>,
  ): Made {
    return {
      method: 'get',
      kind: 'download',
      path,
      needs,
      respond: async (c, door) => door.save(await fetch(await door.enter<Path, N>(c, needs))),
    }
  }

  return { page, action, upload, download }
}

/** What a valid form may still turn out to be, once the database was asked: errors by field. */
export interface Invalid {
  invalid: Record<string, string>
}

const withErrors = (form: Form, errors: Record<string, string>): Form => ({
  ...form,
  errors: { ...form.errors, ...errors },
})

function checkForm<Schema extends z.ZodObject>(
  schema: Schema,
  values: Fields,
): { input?: z.infer<Schema>; form: Form } {
  const parsed = schema.safeParse(values)
  const form: Form = { values: asShown(values), errors: {} }
  if (parsed.success) return { input: parsed.data, form }
  const errors: Record<string, string> = {}
  for (const issue of parsed.error.issues) errors[String(issue.path[0] ?? 'formulier')] ??= issue.message
  return { form: { ...form, errors } }
}

/** What is shown again, or kept in a draft, is as clean as what a valid form keeps. */
const asShown = (values: Fields): Fields =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, cleanText(value)]))
