/** What somebody at the operator's console sees that is to be done, as people do it: one asks, another confirms. */
import type { Room } from '@understudy/contract';
import type { OperatorRequest } from '@understudy/core';
import type { VirtualSession } from '@understudy/twin';

type Entry = Readonly<Record<string, unknown>>;
export type Step = () => void;

/** What people of a fault have in hand, and others leave to them. */
export interface InHand {
  /** Whether somebody is busy with resetting safety. */
  reset(): boolean;
  /** Whether somebody has this button in hand. */
  button(plant: string): boolean;
  /** Whether somebody holds this device on purpose. */
  device(id: string): boolean;
}
const NOTHING: InHand = { reset: () => false, button: () => false, device: () => false };

/** Reasons of a standing path that end with RESUME_DISPATCH, for all paths at once. */
const DISPATCH_PAUSED = ['BROKER_DOWN', 'SAFETY_LATCHED', 'MANUAL_PAUSE'];

export class OperatorConsole {
  readonly #session: VirtualSession;
  readonly #buttons: readonly string[];
  readonly #nodes: readonly string[];

  constructor(session: VirtualSession, room: Room) {
    this.#session = session;
    this.#buttons = session.world.plantIds.filter((plant) => plant.startsWith('estop_'));
    this.#nodes = Object.keys(room.graph.nodes);
  }

  /**
   * Buttons first, then the latch, then what only stands; nothing when the game goes on by itself.
   * @param devices those that somebody may hold by hand
   */
  *steps(devices: Iterable<string>, inHand = NOTHING): Generator<Step> {
    const session = this.#session;
    const pressed = this.#buttons.filter((plant) => session.world.truth(plant)?.pressed === true);
    for (const plant of pressed) if (!inHand.button(plant)) yield () => session.act(plant, 'release');
    if (pressed.length > 0) return;
    const engine = this.#entry('engine');
    const { latched, kind } = (engine.roomSafety ?? {}) as Entry;
    if (latched === true && (kind === 'E_STOP' || kind === 'FAULT')) {
      if (!inHand.reset()) yield () => this.#resetSafety();
      return;
    }
    for (const request of this.#requests(engine, devices, inHand)) yield () => session.operator('gamemaster', request);
  }

  /** What stands in the way is tried again at the next look. */
  #resetSafety(): void {
    const { token, requestedBy, resetting } = this.#entry('reset');
    if (typeof token === 'string') {
      const by = requestedBy === 'technician' ? 'gamemaster' : 'technician';
      this.#session.operator(by, { action: 'CONFIRM_SAFETY_RESET', token });
    } else if (resetting !== true) {
      this.#session.operator('gamemaster', { action: 'REQUEST_SAFETY_RESET' });
    }
  }

  *#requests(engine: Entry, devices: Iterable<string>, inHand: InHand): Generator<OperatorRequest> {
    const { phase, dispatchEnabled } = engine;
    for (const device of devices) {
      if (this.#entry(`device/${device}`).owner === 'manual' && !inHand.device(device)) {
        yield { action: 'RELEASE', device };
      }
    }
    if (phase === 'idle' && this.#session.startedAtUs !== Number.POSITIVE_INFINITY) yield { action: 'START_GRAPH' };
    if (dispatchEnabled === false) yield { action: 'RESUME_DISPATCH' };
    if (phase === 'running' && this.#entry('timer').running === false && dispatchEnabled === true) {
      yield { action: 'RESUME_TIMER' };
    }
    for (const node of this.#nodes) if (needsPerson(this.#entry(`node/${node}`))) yield { action: 'RESUME_NODE', node };
  }

  #entry(key: string): Entry {
    return (this.#session.engine.entry(key) ?? {}) as Entry;
  }
}

/** Whether a path stands until somebody resumes it: what holds its device gives it back with RELEASE. */
function needsPerson({ state, reason }: Entry): boolean {
  return (
    state === 'paused' &&
    typeof reason === 'string' &&
    !DISPATCH_PAUSED.includes(reason) &&
    !reason.startsWith('OWNED_BY_')
  );
}
