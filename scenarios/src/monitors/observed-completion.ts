import type { PlantDefinition } from '@understudy/contract';
import type { Truth } from '@understudy/sim-devices';
import { CutCurrent, hasReadBack } from './cut-current.ts';
import { Invariant } from './invariant.ts';
import { OutOfStep } from './out-of-step.ts';
import { findOperation, type IndexedPlant, type IndexedUnit, type RoomIndex } from './room-index.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

const MODELS = ['maglock', 'rotor', 'travel', 'linear'];
/** How near to an end counts as there: a limit switch closes a little before it. */
const NEAR = 0.05;
/** What the engine sends in one step comes to the bus within this. */
const INSTANT_US = 1000;

/** A command under way, and what of it has been seen in the room since it was issued. */
interface Expected {
  readonly atUs: number;
  readonly op: string;
  readonly verb: string;
  readonly plants: readonly IndexedPlant[];
  /** Those whose controller goes by time alone: it cannot know that somebody else has cut their current. */
  readonly blind: ReadonlySet<string>;
  /** Plants of which nothing more is asked. */
  readonly seen: Set<string>;
}

/**
 * 20: COMPLETED means that the effect was there at some instant since the command was issued: the lock under current or
 * free, the motion at its end. Not only when the word of it arrives: by then others may have moved on. A unit without a
 * read-back is judged as far as its controller has a say: not while a button or its supply cuts its current, nor, of several
 * plants on one drive, those that a fault has left out of step with the one that is sensed.
 */
export class ObservedCompletion extends Invariant {
  readonly number = 20;
  readonly title = 'COMPLETED was observed in the room';
  readonly hears = ['truth', 'command', 'ack', 'injected', 'healed'] as const;
  override readonly plants: ReadonlySet<string>;
  readonly #index: RoomIndex;
  readonly #cut: CutCurrent;
  readonly #outOfStep: OutOfStep;
  readonly #truths = new Map<string, Truth>();
  readonly #open = new Map<string, Expected>();

  constructor(index: RoomIndex) {
    super();
    this.#index = index;
    this.#cut = new CutCurrent(index);
    this.#outOfStep = new OutOfStep(index);
    const judged = [...index.plants.values()].filter(({ definition }) => MODELS.includes(definition.model));
    this.plants = new Set([...judged.map(({ id }) => id), ...this.#cut.watched]);
  }

  onEvent(event: WatchEvent): void {
    this.#outOfStep.hear(event);
    if (event.kind === 'truth') this.#onTruth(event.plant, event.truth);
    else if (event.kind === 'command') this.#onCommand(event);
    else if (event.kind === 'ack') this.#onAck(event);
  }

  #onTruth(plant: string, truth: Truth): void {
    this.#truths.set(plant, truth);
    for (const cut of this.#cut.hear(plant, truth)) {
      for (const { blind, seen } of this.#open.values()) if (blind.has(cut)) seen.add(cut);
    }
    for (const { plants, seen, verb } of this.#open.values()) {
      if (seen.has(plant)) continue;
      const expected = plants.find(({ id }) => id === plant);
      if (expected !== undefined && contradiction(expected.definition, verb, truth) === undefined) seen.add(plant);
    }
  }

  #onCommand({ atUs, from, command: { commandId, device, op } }: EventOf<'command'>): void {
    // What somebody else repeats is only acknowledged again.
    if (from !== 'engine' || this.#open.has(commandId)) return;
    const found = findOperation(this.#index, device, op);
    if (found === undefined) return;
    const judged = ({ plants: all }: IndexedUnit): IndexedPlant[] =>
      all.filter(({ definition }) => MODELS.includes(definition.model));
    const plants = found.units.flatMap(judged);
    if (plants.length === 0) return;
    this.#endStops(atUs, plants);
    const goByTime = found.units.filter((unit) => !hasReadBack(unit));
    const blind = new Set(goByTime.flatMap(judged).map(({ id }) => id));
    const seen = new Set([...blind].filter((id) => this.#cut.isCut(id)));
    this.#open.set(commandId, { atUs, op, verb: found.operation.verb, plants, blind, seen });
    for (const { id } of plants) {
      const truth = this.#truths.get(id);
      if (truth !== undefined) this.#onTruth(id, truth);
    }
  }

  /** What is started again in the instant in which it was stopped never stands still. */
  #endStops(atUs: number, plants: readonly IndexedPlant[]): void {
    for (const { verb, seen, atUs: stoppedAtUs } of this.#open.values()) {
      if (verb === 'stop' && atUs - stoppedAtUs < INSTANT_US) for (const { id } of plants) seen.add(id);
    }
  }

  #onAck({ atUs, ack }: EventOf<'ack'>): void {
    const expected = this.#open.get(ack.commandId);
    if (expected === undefined || ack.status === 'ACCEPTED') return;
    this.#open.delete(ack.commandId);
    if (ack.status !== 'COMPLETED') return;
    const { op, verb, plants, seen } = expected;
    for (const { id, definition } of plants) {
      const truth = this.#truths.get(id);
      if (truth === undefined) continue;
      const problem = seen.has(id) ? undefined : contradiction(definition, verb, truth);
      if (problem === undefined) this.#outOfStep.found(id);
      else if (!this.#outOfStep.has(id)) this.breach(atUs, `${op} of ${ack.device} is COMPLETED, but ${id} ${problem}`);
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
