import type { GraphDefinition } from '@understudy/contract';
import type { Edges } from './graph-edges.ts';
import { Invariant } from './invariant.ts';
import type { RoomIndex } from './room-index.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

/** 24: a path whose command was rejected or failed waits for a person; it never goes on as if it had worked. */
export class FailedPath extends Invariant {
  readonly number = 24;
  readonly title = 'A rejected or failed command never lets its path go on';
  readonly hears = ['status', 'ack', 'command', 'operator'] as const;
  readonly #graph: GraphDefinition;
  readonly #edges: Edges;
  readonly #ops = new Map<string, string>();
  #active: ReadonlySet<string> = new Set();
  /** Active DISPATCH nodes whose last command has failed, and how. */
  readonly #failed = new Map<string, string>();
  #epoch = 0;
  #uptimeMs = 0;

  constructor({ room, edges }: RoomIndex) {
    super();
    this.#graph = room.graph;
    this.#edges = edges;
  }

  onEvent(event: WatchEvent): void {
    if (event.kind === 'command') this.#ops.set(event.command.commandId, `${event.command.device} ${event.command.op}`);
    else if (event.kind === 'ack') this.#onAck(event);
    else if (event.kind === 'status') this.#onStatus(event);
    // A person may let a path go on, or end it.
    else if (event.kind === 'operator' && /SKIP|STOP|CHECKPOINT|START/.test(event.action)) this.#failed.clear();
  }

  #onAck({ ack: { commandId, status } }: EventOf<'ack'>): void {
    const what = this.#ops.get(commandId);
    if (what === undefined || status === 'ACCEPTED') return;
    for (const id of this.#active) {
      const node = this.#graph.nodes[id];
      if (node?.kind !== 'DISPATCH' || `${node.device} ${String(node.parameters.op)}` !== what) continue;
      if (status === 'COMPLETED') this.#failed.delete(id);
      else this.#failed.set(id, `${what} was ${status}`);
    }
  }

  #onStatus({ atUs, epoch, uptimeMs, activeNodes }: EventOf<'status'>): void {
    if (epoch === this.#epoch && uptimeMs < this.#uptimeMs) return;
    if (epoch !== this.#epoch || activeNodes.length === 0) this.#failed.clear();
    this.#epoch = epoch;
    this.#uptimeMs = uptimeMs;
    const before = this.#active;
    this.#active = new Set(activeNodes);
    for (const [id, how] of this.#failed) {
      if (this.#active.has(id)) continue;
      this.#failed.delete(id);
      const next = this.#edges.get(id)?.find((node) => this.#active.has(node) && !before.has(node));
      if (next !== undefined) this.breach(atUs, `${id} went on to ${next} though ${how}`);
    }
  }
}
