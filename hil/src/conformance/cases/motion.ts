/** Motion: ends at its limit, by time-out under any single sensor failure, and is COMPLETED only when that was sensed. */
import { type Case, must, same } from '../case.ts';
import { controller, device, ESTOP } from '../definitions.ts';
import type { Rig } from '../rig.ts';

const STEP = 1;
const LOW = 2;
const HIGH = 3;
const TRAVEL = 3000;
const TIMEOUT_MS = 7000;
const OVERRUN = 200;
const MAX_STEPS = 4000;
const POST = controller({
  post: device(
    {
      driver: 'motor',
      pins: { step: STEP, low: LOW, high: HIGH },
      params: { timeoutMs: TIMEOUT_MS, maxSteps: MAX_STEPS, overrunSteps: OVERRUN },
    },
    { forward: [], reverse: [], stop: [] },
  ),
});
const TICK_MS = 20;

/** A carriage between two switches (active low), any of which may be stuck, on a generator that may be jammed. */
class Carriage {
  at: number;
  /** Steps that the generator has given since power-on. */
  steps = 0;
  readonly stuck: Readonly<Record<number, number>>;
  readonly jammed: boolean;

  constructor(at: number, stuck: Readonly<Record<number, number>> = {}, jammed = false) {
    this.at = at;
    this.stuck = stuck;
    this.jammed = jammed;
  }
  levels(): Record<number, number> {
    return { [LOW]: this.at <= 0 ? 0 : 1, [HIGH]: this.at >= TRAVEL ? 0 : 1, ...this.stuck };
  }
  /** One tick of motion; what the firmware senses of it. */
  async tick(rig: Rig): Promise<void> {
    const ramp = rig.ramps.get(STEP);
    if (ramp !== undefined && ramp.left !== 0) {
      const most = (ramp.rate * TICK_MS) / 1000;
      const moved = Math.max(-most, Math.min(most, ramp.left));
      ramp.left -= moved;
      this.steps += moved;
      if (!this.jammed) this.at += moved;
      rig.put(STEP, this.steps);
      for (const [pin, level] of Object.entries(this.levels())) {
        if (rig.level(Number(pin)) !== level) await rig.set(Number(pin), level);
      }
      if (ramp.left === 0 && rig.ramps.get(STEP) === ramp) await rig.run();
    }
    await rig.pass(TICK_MS);
  }
}

const moving = (rig: Rig): boolean => (rig.ramps.get(STEP)?.left ?? 0) !== 0;

/** Orders a motion and follows it to its end; what was acknowledged. */
async function follow(rig: Rig, carriage: Carriage, op: string): Promise<unknown[]> {
  await rig.beat();
  const acks = await rig.order('c_post', op);
  if (acks[0] !== 'ACCEPTED') return acks;
  let ms = 0;
  for (; moving(rig) && ms <= TIMEOUT_MS; ms += TICK_MS) {
    if (ms % 5000 === 4000) await rig.beat();
    await carriage.tick(rig);
  }
  must(`${op} ends by itself`, !moving(rig), `within ${TIMEOUT_MS} ms`, ms);
  return rig.acks();
}

const travels: Case = {
  name: 'motion: stops at its limit by itself, at once, and completes when the limit says so',
  run: async (rig) => {
    const carriage = new Carriage(0);
    await rig.start(POST, carriage.levels());
    for (const op of ['forward', 'reverse', 'forward']) {
      same(op, await follow(rig, carriage, op), ['ACCEPTED', 'COMPLETED']);
      same('where it stands', carriage.at, op === 'forward' ? TRAVEL : 0);
    }
    same('there already', await rig.order('c_post', 'forward'), ['ACCEPTED', 'COMPLETED']);
    same('and does not move', moving(rig), false);
  },
};

/** Each single failure: which levels it holds, and whether steps move anything. */
const FAILURES: readonly {
  readonly name: string;
  readonly stuck?: Readonly<Record<number, number>>;
  readonly jammed?: boolean;
}[] = [
  { name: 'low stuck reached', stuck: { [LOW]: 0 } },
  { name: 'low stuck open', stuck: { [LOW]: 1 } },
  { name: 'high stuck reached', stuck: { [HIGH]: 0 } },
  { name: 'high stuck open', stuck: { [HIGH]: 1 } },
  { name: 'jammed', jammed: true },
];

const failures: Case = {
  name: 'motion: under any single sensor failure it ends, and is COMPLETED only when its limit is sensed',
  run: async (rig) => {
    for (const { name, stuck, jammed } of FAILURES) {
      for (const from of [0, 1500, TRAVEL]) {
        for (const op of ['forward', 'reverse']) {
          rig.erase();
          const carriage = new Carriage(from, stuck, jammed);
          await rig.start(POST, carriage.levels());
          const acks = await follow(rig, carriage, op);
          const sensed = rig.level(op === 'forward' ? HIGH : LOW) === 0;
          const what = `${name}, ${op} from ${from}`;
          if (acks.includes('COMPLETED')) must(what, sensed, 'COMPLETED only with the limit sensed', acks);
          else if (acks[0] === 'ACCEPTED')
            must(what, /MOTION_TIMEOUT|SENSOR_FAULT/.test(String(acks.at(-1))), 'a reason', acks);
          must(`${what}: steps given`, Math.abs(carriage.steps) <= MAX_STEPS, `at most ${MAX_STEPS}`, carriage.steps);
        }
      }
    }
  },
};

const dying: Case = {
  name: 'motion: a limit that dies on the way leads no further than its overrun, once it has been seen',
  run: async (rig) => {
    const whole = new Carriage(0);
    await rig.start(POST, whole.levels());
    same('a whole travel', await follow(rig, whole, 'forward'), ['ACCEPTED', 'COMPLETED']);
    const dead = new Carriage(TRAVEL, { [LOW]: 1 });
    dead.steps = whole.steps;
    same('back, with a dead limit', await follow(rig, dead, 'reverse'), ['ACCEPTED', 'MOTION_TIMEOUT']);
    must('end', dead.at >= -(MAX_STEPS - TRAVEL), `not past ${-(MAX_STEPS - TRAVEL)}`, dead.at);
  },
};

const timeout: Case = {
  name: 'motion: the time-out is kept to the ms, with a generator that says nothing',
  run: async (rig) => {
    await rig.start(POST, { [LOW]: 1, [HIGH]: 1 });
    await rig.order('c_post', 'forward');
    await rig.pass(TIMEOUT_MS - 1);
    same('before', rig.acks(), ['ACCEPTED']);
    await rig.pass(1);
    same('at it', rig.acks(), ['ACCEPTED', 'MOTION_TIMEOUT']);
    same('stopped', moving(rig), false);
    same('again', await rig.order('c_post', 'reverse'), ['ACCEPTED']);
  },
};

const busy: Case = {
  name: 'motion: a second motion is BUSY, stop is always taken and ends the first as FAILED',
  run: async (rig) => {
    await rig.start(POST, { [LOW]: 1, [HIGH]: 1 });
    await rig.order('c_post', 'forward');
    same('forward', await rig.order('c_post', 'forward'), ['BUSY']);
    same('reverse', await rig.order('c_post', 'reverse'), ['BUSY']);
    same('stop', await rig.order('c_post', 'stop'), ['ACCEPTED', 'BUSY', 'COMPLETED']);
    same('stopped', moving(rig), false);
    same('stop at rest', await rig.order('c_post', 'stop'), ['ACCEPTED', 'COMPLETED']);
  },
};

/** A lock whose sense input is pin 5. */
const DOOR = controller({
  door: device(
    { driver: 'lock', pins: { coil: 4, sense: 5 }, params: { senseTimeoutMs: 1000 } },
    { lock: [], unlock: [] },
  ),
});

const sensedLock: Case = {
  name: 'motion: a sensed lock is COMPLETED when its sense agrees, and SENSOR_FAULT when it never does',
  run: async (rig) => {
    await rig.start(DOOR, { [ESTOP]: 1, 5: 1 });
    same('unlock', await rig.order('c_door', 'unlock'), ['ACCEPTED']);
    await rig.pass(400);
    same('not yet', rig.acks(), ['ACCEPTED']);
    await rig.set(5, 0);
    same('sensed', rig.acks(), ['ACCEPTED', 'COMPLETED']);
    same('lock', await rig.order('c_door', 'lock'), ['ACCEPTED']);
    await rig.pass(999);
    same('before its time-out', rig.acks(), ['ACCEPTED']);
    await rig.pass(1);
    same('never sensed', rig.acks(), ['ACCEPTED', 'SENSOR_FAULT']);
    same('what is published', rig.state('c_door'), { locked: false });
  },
};

export const MOTION_CASES: readonly Case[] = [travels, failures, dying, timeout, busy, sensedLock];
