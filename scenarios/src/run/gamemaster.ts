/**
 * Somebody at the operator's console who keeps the game going: some seconds after an E-stop, a pause or a path that stands,
 * the room is put right as people do it, so that what a plan has for later finds a room at work.
 */
import type { OperatorRequest } from '@understudy/core';
import { Xoshiro } from '@understudy/sim-devices';
import type { VirtualSession } from '@understudy/twin';

const SECOND_US = 1_000_000;
/** From one look at the room to the next while all is well, and from one step to the next while it is not. */
const LOOK_US = 2 * SECOND_US;
const STEP_US = SECOND_US;
/** People need so long to see what is wrong and to come to a decision. */
const REACTION_S = { least: 4, most: 16 } as const;
const NEVER_US = Number.POSITIVE_INFINITY;

type Entry = Readonly<Record<string, unknown>>;

/** What people of a fault have in hand, and the gamemaster leaves to them. */
export interface InHand {
  /** Whether somebody is busy with resetting safety. */
  reset(): boolean;
  /** Whether somebody has this button in hand. */
  button(plant: string): boolean;
  /** Whether somebody holds this device on purpose. */
  device(id: string): boolean;
}

export class Gamemaster {
  /** When to look next, in µs; Infinity after the end of the shift. */
  nextAtUs: number;
  readonly #session: VirtualSession;
  readonly #inHand: InHand;
  readonly #untilUs: number;
  readonly #random: Xoshiro;
  /** Something is wrong, and is left as it is until then; undefined while all is well. */
  #actAtUs: number | undefined;
  /** One thing at a time, and another one next: what comes to nothing must not keep the others waiting. */
  #turn = 0;

  /** At the console from `fromUs` until `untilUs`. How long a reaction takes is drawn from `seed`. */
  constructor(session: VirtualSession, inHand: InHand, fromUs: number, untilUs: number, seed: number) {
    this.#session = session;
    this.#inHand = inHand;
    this.#untilUs = untilUs;
    this.#random = new Xoshiro(seed);
    this.nextAtUs = fromUs;
  }

  /** One look: sees that something is wrong, or takes the next step to put it right. */
  look(atUs: number): void {
    if (atUs >= this.#untilUs) {
      this.nextAtUs = NEVER_US;
      return;
    }
    const steps = this.#session.process.up ? [...nextSteps(this.#session, this.#inHand)] : [];
    this.nextAtUs = atUs + (steps.length === 0 ? LOOK_US : STEP_US);
    if (steps.length === 0) {
      this.#actAtUs = undefined;
      return;
    }
    this.#actAtUs ??= atUs + (REACTION_S.least + this.#random.below(REACTION_S.most - REACTION_S.least)) * SECOND_US;
    if (atUs < this.#actAtUs) return;
    steps[this.#turn % steps.length]?.();
    this.#turn += 1;
  }
}

type Step = () => void;

/** What is to be done next: buttons, then the latch, then what only stands. Nothing when the game goes on by itself. */
function* nextSteps(session: VirtualSession, inHand: InHand): Generator<Step> {
  let pressed = 0;
  for (const plant of session.world.plantIds) {
    if (!plant.startsWith('estop_') || session.world.truth(plant)?.pressed !== true) continue;
    pressed += 1;
    if (!inHand.button(plant)) yield () => session.act(plant, 'release');
  }
  if (pressed > 0) return;
  const engine = (session.engine.entry('engine') ?? {}) as Entry;
  const { latched, kind } = (engine.roomSafety ?? {}) as Entry;
  if (latched === true && (kind === 'E_STOP' || kind === 'FAULT')) {
    if (!inHand.reset()) yield () => resetSafety(session);
    return;
  }
  for (const request of requests(session, engine, inHand)) yield () => session.operator('gamemaster', request);
}

/** One person asks, another confirms. */
function resetSafety(session: VirtualSession): void {
  const { token, requestedBy, resetting } = (session.engine.entry('reset') ?? {}) as Entry;
  if (typeof token === 'string') {
    const by = requestedBy === 'technician' ? 'gamemaster' : 'technician';
    session.operator(by, { action: 'CONFIRM_SAFETY_RESET', token });
  } else if (resetting !== true) {
    session.operator('gamemaster', { action: 'REQUEST_SAFETY_RESET' });
  }
}

function* requests(session: VirtualSession, engine: Entry, inHand: InHand): Generator<OperatorRequest> {
  const { phase, dispatchEnabled } = engine;
  if (phase === 'idle' && session.startedAtUs !== NEVER_US) yield { action: 'START_GRAPH' };
  if (dispatchEnabled === false) yield { action: 'RESUME_DISPATCH' };
  const { running } = (session.engine.entry('timer') ?? {}) as Entry;
  if (phase === 'running' && running === false && dispatchEnabled === true) yield { action: 'RESUME_TIMER' };
  for (const [key, value] of session.engine.view()) {
    if (key.startsWith('device/') && (value as Entry).owner === 'manual') {
      const device = key.slice('device/'.length);
      if (!inHand.device(device)) yield { action: 'RELEASE', device };
    } else if (key.startsWith('node/') && needsPerson(value as Entry)) {
      yield { action: 'RESUME_NODE', node: key.slice('node/'.length) };
    }
  }
}

/** Whether a path stands until somebody resumes it: the other reasons end by themselves, with RESUME_DISPATCH or with RELEASE. */
function needsPerson({ state, reason }: Entry): boolean {
  if (state !== 'paused' || typeof reason !== 'string') return false;
  return !['BROKER_DOWN', 'SAFETY_LATCHED', 'MANUAL_PAUSE'].includes(reason) && !reason.startsWith('OWNED_BY_');
}
