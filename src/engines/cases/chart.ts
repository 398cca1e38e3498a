/** Who somebody is in a case, as far as the chart is concerned. */
export type Part = 'reporter' | 'handler' | 'coordinator' | 'system'

/** Where an event leads, who may cause it, and what the button says. Without `to` the case stays in its state. */
export interface Transition<State extends string> {
  to?: State
  by: readonly Part[]
  label: string
  /** How the step reads afterwards in the timeline. */
  past: string
}

/** A case's life as data: which events take it from one state to the next, and who may cause them. */
export interface Chart<State extends string, Event extends string> {
  initial: State
  final: readonly State[]
  names: Record<State, string>
  states: Record<State, Partial<Record<Event, Transition<State>>>>
}

/** Makes a chart; every `to` must name a state that exists. */
export const chart = <State extends string, Event extends string>(it: {
  initial: NoInfer<State>
  final: readonly NoInfer<State>[]
  names: Record<NoInfer<State>, string>
  states: Record<State, Partial<Record<Event, Transition<NoInfer<State>>>>>
}): Chart<State, Event> => it

/** What this event does in this state for this part, or undefined when it may not happen. */
export function transition<S extends string, E extends string>(
  { states }: Chart<S, E>,
  state: S,
  event: E,
  part: Part,
): (Transition<S> & { to: S }) | undefined {
  const found = states[state][event]
  return found?.by.includes(part) ? { ...found, to: found.to ?? state } : undefined
}

/** Whether a text is one of the states of this chart. */
export const isState = <S extends string, E extends string>(it: Chart<S, E>, state: string): state is S =>
  Object.hasOwn(it.states, state)

/** What is wrong with a chart, in words; a sound one gives an empty list. */
export function chartFaults<S extends string, E extends string>(it: Chart<S, E>): string[] {
  const edges = Object.entries<Partial<Record<E, Transition<S>>>>(it.states).flatMap(([from, events]) =>
    Object.entries<Transition<S> | undefined>(events).flatMap(([event, found]) =>
      found ? [{ from, event, ...found, to: found.to ?? from }] : [],
    ),
  )
  const reached = new Set<string>([it.initial])
  for (let size = 0; size < reached.size;) {
    size = reached.size
    for (const { from, to } of edges) if (reached.has(from)) reached.add(to)
  }
  const states = Object.keys(it.states)
  return [
    ...states.filter(state => !reached.has(state)).map(state => `${state} is never reached`),
    ...states
      .filter(
        state => !it.final.some(end => end === state) && !edges.some(edge => edge.from === state && edge.to !== state),
      )
      .map(state => `${state} has no way out`),
    ...edges.filter(edge => edge.by.length === 0).map(edge => `${edge.event} in ${edge.from} may be caused by nobody`),
  ]
}
