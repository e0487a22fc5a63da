/** Inputs of a unit: where they rest, and which changes make the unit say something. */
import type { InstalledUnit } from './target.ts';

/** An input at rest: nothing pressed, no limit reached, no needle away from its zero. */
export interface RestingInput {
  readonly pin: number;
  readonly value: number;
}

export function restingInputs({ driver, pins, param }: InstalledUnit): readonly RestingInput[] {
  const at = (value: number, ...names: readonly string[]): RestingInput[] =>
    names.flatMap((name) => (pins[name] === undefined ? [] : [{ pin: pins[name], value }]));
  switch (driver) {
    case 'contact':
      return at(1 - param('activeLevel'), 'in');
    case 'selector':
      return at(1 - param('activeLevel'), 'in1', 'in2', 'in3', 'in4', 'in5', 'in6', 'in7', 'in8');
    case 'pair':
      return at(1 - param('activeLevel'), 'in1', 'in2');
    case 'motor':
      return at(1 - param('limitActiveLevel'), 'low', 'low2', 'high', 'high2');
    case 'actuator':
      return at(1 - param('limitActiveLevel'), 'low', 'high');
    case 'lock': // without current at its coils it says what it is told at boot
      return at(param('bootLocked') === 0 ? 1 - param('senseLockedLevel') : param('senseLockedLevel'), 'sense');
    case 'gauge':
      return at(param('rawMin'), 'pot');
    case 'rfid':
      return at(1 - param('presentActiveLevel'), 'present');
    case 'threshold':
    case 'band':
    case 'analog':
    case 'ir':
      return at(0, 'in');
    case 'encoder':
      return at(0, 'count');
    case 'color':
      return at(0, 'temperature', 'lux');
    default:
      return [];
  }
}

/** A change of one input that its device must tell. */
export interface Change {
  readonly pin: number;
  readonly rest: number;
  readonly value: number;
  /** How long the driver waits before it believes the change, in ms. */
  readonly holdMs: number;
  /** Least time between two messages of its device, in ms: a change may wait so long for its message. */
  readonly intervalMs: number;
  /** Driver property that changes. */
  readonly property: string;
  /** 0 or 1 alone: the wire can bounce. */
  readonly digital: boolean;
}

/** None for units whose inputs say nothing alone: limits of what stands still, receivers that take turns, readers of frames. */
export function changesOf(unit: InstalledUnit): readonly Change[] {
  const { driver, param } = unit;
  const rest = restingInputs(unit);
  const all = (property: string, holdMs: number, value: (rest: number) => number, digital = false): Change[] =>
    rest.map((input) => ({
      pin: input.pin,
      rest: input.value,
      value: value(input.value),
      holdMs,
      intervalMs: driver === 'analog' || driver === 'encoder' ? param('minIntervalMs') : 0,
      property,
      digital,
    }));
  switch (driver) {
    case 'contact':
      return all('active', param('debounceMs'), (level) => 1 - level, true);
    case 'selector':
      return all('value', param('debounceMs'), (level) => 1 - level, true).filter(tells(unit));
    case 'pair':
      return all('first', param('debounceMs'), (level) => 1 - level, true).map((change, index) =>
        index === 0 ? change : { ...change, property: 'second' },
      );
    case 'threshold':
      return all('open', param('debounceMs'), () => Math.min(1023, param('openAbove') + param('hysteresis') + 1));
    case 'band':
      return all('value', param('debounceMs'), () => Math.min(1023, param('edge1') + param('hysteresis')));
    case 'analog':
      return all('raw', 0, () => Math.min(1023, 2 * param('delta') + 1));
    case 'encoder':
      return all('count', 0, () => param('delta') + 1);
    case 'ir':
      return param('shareMs') > 0 || param('bootEnabled') === 0
        ? []
        : all('hits', 0, () => 256 + Math.max(param('acceptCode'), 0));
    default:
      return [];
  }
}

/** A lever that holds between its contacts, and starts there, may stand on a value that one of them has. */
function tells({ param }: InstalledUnit) {
  const atRest = param('betweenValue');
  return (_change: Change, index: number): boolean => param('first') + index !== atRest;
}
