import type { GraphDefinition } from '@understudy/contract';
import { Invariant } from './invariant.ts';
import type { RoomIndex } from './room-index.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

/** A pause that repeats what a device has answered. */
const ANSWERED = /^(REJECTED|FAILED):/;

/** One that was replaced and does not know it pauses its own paths, and says so. */
const ENGINES: readonly string[] = ['engine', 'old_engine'];

/**
 * 23, from the engine's side: what it says a device has answered to a path's command, the device has answered to just such a
 * command. The answer to somebody else's command ends nothing.
 */
export class AnsweredPauses extends Invariant {
  readonly number = 23;
  readonly title = 'A path stands by the answer to its own command';
  readonly hears = ['command', 'ack', 'fault'] as const;
  readonly #graph: GraphDefinition;
  /** Commands of the engine as `device op`, by id. */
  readonly #sent = new Map<string, string>();
  /** What was answered: `device op STATUS:reason`. */
  readonly #answered = new Set<string>();

  constructor({ room }: RoomIndex) {
    super();
    this.#graph = room.graph;
  }

  onEvent(event: WatchEvent): void {
    if (event.kind === 'fault') this.#onFault(event);
    else if (event.kind === 'ack') this.#onAck(event);
    else if (event.kind === 'command' && ENGINES.includes(event.from)) {
      this.#sent.set(event.command.commandId, `${event.command.device} ${event.command.op}`);
    }
  }

  #onAck({ ack: { commandId, status, reason } }: EventOf<'ack'>): void {
    const what = this.#sent.get(commandId);
    if (what !== undefined && status !== 'ACCEPTED') this.#answered.add(`${what} ${status}:${reason ?? 'UNSTATED'}`);
  }

  #onFault({ atUs, faultKind, details }: EventOf<'fault'>): void {
    const reason = String(details.reason);
    const node = this.#graph.nodes[String(details.node)];
    if (faultKind !== 'PATH_PAUSED' || !ANSWERED.test(reason) || node?.kind !== 'DISPATCH') return;
    const what = `${node.device} ${String(node.parameters.op)}`;
    if (this.#answered.has(`${what} ${reason}`)) return;
    this.breach(atUs, `${String(details.node)} stands by ${reason}, which was never the answer to ${what}`);
  }
}
