/** How a game comes along, from the entries of the live view: nodes and objectives as they change their state. */
import type { Room } from '@understudy/contract';

/** A node or an objective has come to another state. */
export interface ProgressStep {
  readonly kind: 'node' | 'objective';
  readonly id: string;
  readonly title: string;
  readonly state: string;
}

export class Progress {
  readonly #room: Room;
  readonly #states = new Map<string, string>();

  constructor(room: Room) {
    this.#room = room;
  }

  /** The step that an entry of the live view tells of; undefined for other entries, and when the state is as before. */
  step(key: string, value: unknown): ProgressStep | undefined {
    const slash = key.indexOf('/');
    const kind = key.slice(0, slash);
    if (kind !== 'node' && kind !== 'objective') return undefined;
    const state = stateOf(value);
    if (state === undefined || this.#states.get(key) === state) return undefined;
    this.#states.set(key, state);
    const id = key.slice(slash + 1);
    return { kind, id, title: this.#title(kind, id), state };
  }

  #title(kind: 'node' | 'objective', id: string): string {
    const { graph, objectives } = this.#room;
    return (kind === 'node' ? graph.nodes[id]?.title : objectives.objectives[id]?.title) ?? id;
  }
}

function stateOf(value: unknown): string | undefined {
  const state = (value as { readonly state?: unknown } | null)?.state;
  return typeof state === 'string' ? state : undefined;
}
