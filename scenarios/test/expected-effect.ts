/** What an operation must have done to the room when it is COMPLETED: one law a verb, told from plants and not from sensors. */
import { EFFECTS } from '@understudy/contract';
import type { Truth } from '@understudy/sim-devices';
import type { IndexedPlant, IndexedUnit } from '../src/monitors/room-index.ts';
import { unitParam } from '../src/monitors/room-index.ts';

/** Verb arguments as numbers: colours 0xRRGGBB, effects by index, booleans 0 and 1. */
export type Arguments = Readonly<Record<string, number>>;

/** One plant of an operation's unit, before the command, when it had ended, and at rest some seconds later. */
export interface Outcome {
  readonly unit: IndexedUnit;
  readonly plant: IndexedPlant;
  /** Driver's pin names that this plant hangs on. */
  readonly roles: readonly string[];
  readonly before: Truth;
  readonly ended: Truth;
  readonly rested: Truth;
  /** Truths in the course of it differed from the one before. */
  readonly stirred: boolean;
}

type Law = (outcome: Outcome, args: Arguments) => boolean;

const near = (value: unknown, expected: number, by: number) => Math.abs(Number(value) - expected) <= by;

function isOn({ plant, ended, rested }: Outcome): boolean {
  switch (plant.definition.model) {
    case 'load':
      return ended.on === true;
    case 'lamp':
      // A filament glows on for a moment.
      return Number(rested.level) > 0;
    case 'haze':
      return ended.fogging === true || ended.ready === true;
    default:
      return false;
  }
}

/** A fog machine's power is there at its heater: it is ready, or it will be; off it neither fogs nor, cooled, is ready. */
const switched = (outcome: Outcome, on: boolean): boolean => {
  if (outcome.plant.definition.model !== 'haze') return isOn(outcome) === on;
  if (outcome.roles.includes('trigger')) return outcome.ended.fogging === on;
  return on ? outcome.ended.ready === true : outcome.rested.fogging === false && outcome.rested.ready === false;
};

const atEnd = ({ ended, rested }: Outcome, end: 0 | 1) =>
  near(ended.position, end, 0.05) && near(ended.position2 ?? ended.position, end, 0.05) && Number(rested.speed) === 0;
const moved = (outcome: Outcome) => Math.abs(Number(outcome.ended.position) - Number(outcome.before.position)) > 0.9;
const still = ({ ended, rested }: Outcome) =>
  Number(rested.speed ?? 0) === 0 &&
  (rested.position === undefined || near(rested.position, Number(ended.position), 0.06));
const isDark = ({ ended }: Outcome) =>
  Number(ended.effect) === 0 || Number(ended.brightness) === 0 || Number(ended.lit) === 0;
const shows = ({ ended }: Outcome, { effect, color }: Arguments) =>
  (effect === undefined || Number(ended.effect) === effect) &&
  (color === undefined || effect === 0 || Number(ended.color) === color);
const rgb = ({ red = 0, green = 0, blue = 0 }: Arguments) => (red << 16) | (green << 8) | blue;
const turns = (outcome: Outcome, param: string) =>
  near(Math.abs(Number(outcome.rested.speed)), unitParam(outcome.unit.definition, param), 1);
const sweep = (outcome: Outcome) => unitParam(outcome.unit.definition, 'sweepSteps');
const stays = ({ before, rested }: Outcome) => rested.steps === before.steps && rested.moving === false;

/** Laws by "driver.verb". Gauges are brought to a full valve, and strips to a lit pattern, before they are told anything. */
export const LAWS: Readonly<Record<string, Law>> = {
  'actuator.forward': (outcome) => atEnd(outcome, 1) && moved(outcome),
  'actuator.reverse': (outcome) => atEnd(outcome, 0) && moved(outcome),
  'actuator.stop': still,
  'motor.forward': (outcome) => atEnd(outcome, 1) && moved(outcome),
  'motor.reverse': (outcome) => atEnd(outcome, 0) && moved(outcome),
  'motor.stop': still,
  'motor.set_speed_us': still,
  'axis.move_to': ({ rested }, { target_steps = Number.NaN }) => rested.steps === target_steps,
  'axis.move_by': ({ before, rested }, { delta_steps = Number.NaN }) =>
    Number(rested.steps) - Number(before.steps) === delta_steps,
  'axis.set_speed_us': stays,
  'axis.stop': ({ rested }) => rested.moving === false,
  'gauge.activate': (outcome) => near(outcome.rested.steps, sweep(outcome), sweep(outcome) / 50),
  'gauge.deactivate': stays,
  'gauge.home': ({ rested }) => rested.steps === 0,
  'gauge.adjust_zero': ({ before, rested }, { steps = Number.NaN }) =>
    Number(rested.steps) - Number(before.steps) === steps,
  'gauge.set_zero': stays,
  'lock.lock': ({ plant, ended }) =>
    ended.holding === true && ended.energised === (plant.definition.params?.energisedHolds !== 0),
  'lock.unlock': ({ ended }) => ended.holding === false,
  'relay.on': (outcome) => switched(outcome, true),
  'relay.off': (outcome) => switched(outcome, false),
  'relay.set': (outcome, { on }) => switched(outcome, on === 1),
  'relay.pulse': (outcome) => outcome.stirred && outcome.rested.on !== true && outcome.rested.fogging !== true,
  'dimmer.set': ({ rested }, { brightness = Number.NaN }) => near(rested.level, brightness / 255, 0.01),
  'rotor.start': (outcome) => turns(outcome, 'startStepsPerS'),
  'rotor.slow': (outcome) => turns(outcome, 'slowStepsPerS'),
  'rotor.fast': (outcome) => turns(outcome, 'fastStepsPerS'),
  'rotor.stop': ({ before, rested }) => before.turning === true && rested.turning === false,
  'servo.open': ({ before, rested }) =>
    Number(rested.angle_deg) > Number(before.angle_deg) + 10 && rested.moving === false,
  'servo.close': ({ rested }) => near(rested.angle_deg, 0, 1) && rested.moving === false,
  'servo.set_position': ({ rested }, { position = Number.NaN }) => near(rested.angle_deg, position, 1),
  // Its timer ends it by itself, some seconds later.
  'dmx_fog.set_volume': ({ ended }, { value }) => ended.fogging === (value !== 0),
  'dmx_fog.set_fan_speed': ({ rested }, { value = Number.NaN }) => near(rested.fan, value / 255, 0.01),
  'dmx_fog.set_timer': ({ before, rested }) => rested.fogging === before.fogging,
  'dmx_fog.off': ({ rested }) => rested.fogging === false && Number(rested.fan) === 0,
  'pixels.on': (outcome) => !isDark(outcome) && outcome.ended.effect === EFFECTS.indexOf('pixels'),
  'pixels.off': isDark,
  'pixels.set_all': ({ ended }, args) => (Number(ended.mask_0) !== 0) === (rgb(args) !== 0),
  'pixels.set_pixel': ({ ended }, args) => {
    const { index = 0 } = args;
    const mask = Number(index < 30 ? ended.mask_0 : ended.mask_1);
    return ((mask >> (index % 30)) & 1) === (rgb(args) === 0 ? 0 : 1);
  },
  'pixels.set_brightness': ({ ended }, { brightness }) => ended.brightness === brightness,
  'strip.show': shows,
  'strip.off': isDark,
  'strip.set_on': (outcome, { on }) => isDark(outcome) === (on === 0),
  'strip.set_brightness': ({ ended }, { brightness }) => ended.brightness === brightness,
  'strip.set_lit': ({ plant, ended }, { pixels = Number.NaN }) =>
    ended.lit === Math.min(pixels, Number(plant.definition.params?.pixels ?? 1)),
  'strip.set_level': ({ ended, plant, unit }, { level = Number.NaN }) =>
    ended.lit ===
    Math.min(level * unitParam(unit.definition, 'levelPixels'), Number(plant.definition.params?.pixels ?? 1)),
  'strip.set_rgb': ({ ended }, args) => Number(ended.color) === rgb(args),
  'strip.show_safe': (outcome) =>
    !isDark(outcome) && outcome.ended.effect === unitParam(outcome.unit.definition, 'safeEffect'),
  'strip.flicker': ({ before, rested, stirred }) => stirred && rested.effect === before.effect,
};
