import type { PlantDefinition } from '@understudy/contract';
import type { Truth } from '@understudy/sim-devices';
import { Invariant } from './invariant.ts';
import { findOperation, type RoomIndex } from './room-index.ts';
import type { WatchEvent } from './watch-event.ts';

/** How near to an end counts as there: a limit switch closes a little before it. */
const NEAR = 0.05;

/** 20: COMPLETED means that the effect was there: the lock is under current or free, the motion is at its end. */
export class ObservedCompletion extends Invariant {
  readonly number = 20;
  readonly title = 'COMPLETED was observed in the room';
  readonly #index: RoomIndex;
  readonly #truths = new Map<string, Truth>();
  readonly #sent = new Map<string, string>();

  constructor(index: RoomIndex) {
    super();
    this.#index = index;
  }

  onEvent(event: WatchEvent): void {
    if (event.kind === 'truth') this.#truths.set(event.plant, event.truth);
    else if (event.kind === 'command') this.#sent.set(event.command.commandId, event.command.op);
    else if (event.kind === 'ack' && event.ack.status === 'COMPLETED') {
      this.#check(event.atUs, event.ack.device, this.#sent.get(event.ack.commandId) ?? '');
    }
  }

  #check(atUs: number, device: string, op: string): void {
    const found = findOperation(this.#index, device, op);
    if (found === undefined) return;
    for (const { id, definition } of found.units.flatMap((unit) => unit.plants)) {
      const truth = this.#truths.get(id);
      if (truth === undefined) continue;
      const problem = contradiction(definition, found.operation.verb, truth);
      if (problem !== undefined) this.breach(atUs, `${op} of ${device} is COMPLETED, but ${id} ${problem}`);
    }
  }
}

function contradiction({ model, params }: PlantDefinition, verb: string, truth: Truth): string | undefined {
  if (model === 'maglock' && params?.energisedHolds === 0) {
    if (verb === 'lock' && truth.energised === true) return 'has current';
    if (verb === 'unlock' && truth.holding === true) return 'still holds';
  } else if (model === 'maglock') {
    if (verb === 'lock' && truth.energised !== true) return 'has no current';
    if (verb === 'unlock' && truth.holding === true) return 'still holds';
  }
  if (model === 'rotor' && verb !== 'stop' && truth.turning !== true) return 'stands still';
  if (model === 'travel' || model === 'linear') {
    const ends = [Number(truth.position), Number(truth.position2 ?? truth.position)];
    if (verb === 'forward' && Math.min(...ends) < 1 - NEAR) return `stands at ${ends.join(' and ')}`;
    if (verb === 'reverse' && Math.max(...ends) > NEAR) return `stands at ${ends.join(' and ')}`;
    if (verb === 'stop' && model === 'linear' && Number(truth.speed) !== 0) return 'still moves';
  }
  return undefined;
}
