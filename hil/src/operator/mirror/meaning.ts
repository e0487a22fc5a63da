/** What the wires of a prop say of it by themselves, whatever its model thinks. */
import type { Truth } from '@understudy/sim-devices';

/** Level of the wire of a role: undefined while nobody has looked, or where the prop has no such wire. */
export type LevelOf = (role: string) => number | undefined;
type Params = Readonly<Record<string, number>>;
type Meaning = (level: LevelOf, params: Params) => Truth | undefined;

const PLACES = ['in1', 'in2', 'in3', 'in4', 'in5', 'in6', 'in7', 'in8'];
/** Bits of the decoder's word that are the code of the last shot. */
const CODE_BITS = 8;

const of = (params: Params, name: string): number => params[name] ?? 0;
const within = (part: number): number => Math.min(1, Math.max(0, part));

/** One wire that is at its active level, or is not. */
const contact =
  (role: string, truth: string): Meaning =>
  (level, params) => {
    const seen = level(role);
    return seen === undefined ? undefined : { [truth]: seen === of(params, 'activeLevel') };
  };

/** The end of a way that its contact says is reached; neither or both say nothing. */
function endReached(level: LevelOf, active: number): 0 | 1 | undefined {
  const low = [level('low'), level('low2')].includes(active);
  const high = [level('high'), level('high2')].includes(active);
  return low === high ? undefined : low ? 0 : 1;
}

const LINEAR: Meaning = (level, params) => {
  const end = endReached(level, of(params, 'contactLevel'));
  return end === undefined ? undefined : { position: end, speed: 0 };
};

/** Counted steps, and the limit switches over them. */
const TRAVEL: Meaning = (level, params) => {
  const end = endReached(level, of(params, 'activeLevel'));
  if (end !== undefined) return { position: end, position2: end };
  const place = (steps: number | undefined): number =>
    within(of(params, 'start') + (steps ?? 0) / of(params, 'travelSteps'));
  const position = place(level('step'));
  return { position, position2: level('step2') === undefined ? position : place(level('step2')) };
};

const LEVER: Meaning = (level, params) => {
  const seen = level('out');
  if (seen === undefined) return undefined;
  const rest = of(params, 'restValue');
  const position = within((seen - rest) / (of(params, 'pulledValue') - rest));
  return { position, pulled: position >= 0.5, blocked: false };
};

const VALVE: Meaning = (level, params) => {
  const raw = level('pot');
  if (raw === undefined) return undefined;
  const least = of(params, 'rawMin');
  return { raw, position: within((raw - least) / (of(params, 'rawMax') - least)) };
};

const PLUG: Meaning = (level, params) => {
  const raw = level('out');
  return raw === undefined ? undefined : { raw, plugged: raw > of(params, 'openRaw') };
};

const SELECTOR: Meaning = (level, params) => {
  const place = PLACES.findIndex((role) => level(role) === of(params, 'activeLevel'));
  return PLACES.every((role) => level(role) === undefined) ? undefined : { place: place + 1 };
};

const READER: Meaning = (level, params) => {
  const seen = level('present');
  return seen === undefined ? undefined : { present: seen === of(params, 'presentLevel') };
};

const DOOR: Meaning = (level, params) => {
  const seen = level('closed');
  if (seen === undefined) return undefined;
  const open = seen !== of(params, 'closedLevel');
  return { open, position: open ? 1 : 0 };
};

const SPRUNG: Meaning = (level, params) => {
  const seen = level('open');
  if (seen === undefined) return undefined;
  const open = seen === of(params, 'openLevel');
  return { open, position: open ? 1 : 0 };
};

/** A number as it is on the wire. */
const number =
  (role: string, truth: string, start?: string): Meaning =>
  (level, params) => {
    const seen = level(role);
    return seen === undefined ? undefined : { [truth]: seen + (start === undefined ? 0 : of(params, start)) };
  };

const FLAME: Meaning = (level, params) => ({
  ...number('temperature', 'temperature_k')(level, params),
  ...number('lux', 'lux')(level, params),
});

const IR_TARGET: Meaning = (level) => {
  const word = level('ir');
  return word === undefined ? undefined : { hits: word >>> CODE_BITS };
};

const MEANINGS: Readonly<Record<string, Meaning>> = {
  button: contact('out', 'pressed'),
  switch: contact('out', 'on'),
  lever: LEVER,
  valve: VALVE,
  plug: PLUG,
  selector: SELECTOR,
  reader: READER,
  door: DOOR,
  sprung: SPRUNG,
  linear: LINEAR,
  travel: TRAVEL,
  needle: number('step', 'steps', 'start'),
  rotor: number('step', 'steps'),
  crank: number('count', 'counts'),
  flame: FLAME,
  ir_target: IR_TARGET,
};

/** The part of a prop's record that its wires tell; undefined: none, and the model's word stands. */
export function meaningOf(model: string, level: LevelOf, params: Params): Truth | undefined {
  return MEANINGS[model]?.(level, params);
}
